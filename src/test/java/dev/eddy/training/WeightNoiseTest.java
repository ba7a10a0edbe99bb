package dev.eddy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.training.ParameterLayout.Part;
import dev.eddy.training.ParameterLayout.Role;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightNoiseTest {
  private static final double DEVIATION = Math.sqrt(8 * (256 * 256 - 1) / 12.0);

  private final ParameterLayout layout = new ParameterLayout();
  private final Part weights = layout.add(Role.RECURRENT, List.of("a", "b"), 19, 7);
  private final Part bias = layout.add(Role.BIAS, List.of("a", "b"), 19, 1);
  private final Part readout = layout.add(Role.READOUT, List.of("c"), 3, 5);

  private static Draws draws() {
    return new Chance(2, "noise", 0).draws("weights");
  }

  private Parameters learned() {
    Parameters learned = Parameters.zeros(layout);
    for (Part part : layout.parts()) {
      double[][] rows = new double[part.rows()][part.columns()];
      for (int row = 0; row < rows.length; row++) {
        Arrays.fill(rows[row], row + 1);
      }
      learned.set(part, 0, rows);
    }
    return learned;
  }

  @Test
  void weightsHaveNoiseBiasesAndPaddingHaveNone() {
    Parameters learned = learned();
    Parameters noisy = Parameters.zeros(layout);
    Arrays.fill(noisy.values(), 99);
    float[] before = learned.values().clone();
    new WeightNoise(0.1).perturbInto(learned, draws(), noisy);
    assertThat(learned.values()).isEqualTo(before);
    float[] expected = before.clone();
    for (Part part : List.of(weights, readout)) {
      for (int row = 0; row < part.rows(); row++) {
        for (int column = 0; column < part.columns(); column++) {
          int at = part.index(row, column);
          assertThat(noisy.values()[at]).isNotEqualTo(before[at]);
          assertThat((double) noisy.values()[at]).isCloseTo(before[at], within(0.49));
          expected[at] = noisy.values()[at];
        }
      }
    }
    assertThat(noisy.values()).isEqualTo(expected);
    assertThat(noisy.values()[bias.index(20, 0)]).isEqualTo(21);
  }

  @Test
  void theNoiseFollowsFromItsDraws() {
    Draws draws = draws();
    Parameters once = Parameters.zeros(layout);
    Parameters again = Parameters.zeros(layout);
    WeightNoise noise = new WeightNoise(0.1);
    noise.perturbInto(learned(), draws, once);
    noise.perturbInto(learned(), draws(), again);
    assertThat(again.values()).isEqualTo(once.values());
    noise.perturbInto(learned(), draws, again);
    assertThat(again.values()).isNotEqualTo(once.values());
  }

  @Test
  void withoutADeviationItIsACopy() {
    Parameters noisy = Parameters.zeros(layout);
    new WeightNoise(0).perturbInto(learned(), draws(), noisy);
    assertThat(noisy.values()).isEqualTo(learned().values());
  }

  /** All sums of eight bytes, each as often as it comes: the moments and the distribution. */
  @Test
  void eightBytesAreNearlyNormal() {
    double[] shares = {1};
    for (int b = 0; b < 8; b++) {
      double[] next = new double[shares.length + 255];
      for (int sum = 0; sum < shares.length; sum++) {
        for (int value = 0; value < 256; value++) {
          next[sum + value] += shares[sum] / 256;
        }
      }
      shares = next;
    }
    double variance = 0;
    double fourth = 0;
    double below = 0;
    double furthest = 0;
    for (int sum = 0; sum < shares.length; sum++) {
      double z = (sum - 1020) / DEVIATION;
      variance += shares[sum] * z * z;
      fourth += shares[sum] * z * z * z * z;
      furthest = Math.max(furthest, Math.abs(below + shares[sum] / 2 - normal(z)));
      below += shares[sum];
    }
    assertThat(variance).isCloseTo(1, within(1e-12));
    assertThat(fourth - 3).isCloseTo(-0.15, within(1e-4));
    assertThat(furthest).isLessThan(0.0036);
    assertThat(1020 / DEVIATION).isCloseTo(4.88, within(0.01));
  }

  @Test
  void aDrawIsTheSumOfItsBytes() {
    Draws draws = draws();
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 100_000; i++) {
      long bits = draws.bits();
      int bytes = 0;
      for (int shift = 0; shift < 64; shift += 8) {
        bytes += (int) (bits >>> shift & 255);
      }
      float noise = WeightNoise.gaussian(bits);
      assertThat(noise).isEqualTo(bytes - 1020);
      sum += noise;
      squares += noise * noise;
    }
    assertThat(sum / 100_000 / DEVIATION).isCloseTo(0, within(0.01));
    assertThat(squares / 100_000 / DEVIATION / DEVIATION).isCloseTo(1, within(0.01));
    assertThat(WeightNoise.gaussian(0)).isEqualTo(-1020);
    assertThat(WeightNoise.gaussian(-1)).isEqualTo(1020);
  }

  /** Φ by Simpson's rule on the density. */
  private static double normal(double z) {
    int pieces = 200;
    double h = z / pieces;
    double sum = 0;
    for (int i = 0; i <= pieces; i++) {
      double x = i * h;
      int weight = i == 0 || i == pieces ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp(-x * x / 2);
    }
    return 0.5 + sum * h / 3 / Math.sqrt(2 * Math.PI);
  }
}
