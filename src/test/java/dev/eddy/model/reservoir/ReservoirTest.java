package dev.eddy.model.reservoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eddy.Golden;
import dev.eddy.spec.EchoStateSpec;
import dev.eddy.spec.Entries;
import dev.eddy.training.SpectralRadius;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReservoirTest {
  private static final int INPUTS = 4;

  private static EchoStateSpec spec(String name, int units, double density, double leakRate) {
    return Entries.entry()
        .name(name)
        .units(units)
        .spectralRadius(0.9)
        .leakRate(List.of(leakRate))
        .density(density)
        .inputScaling(0.7)
        .echoState();
  }

  private static Reservoir drawn(EchoStateSpec spec, long seed, int member) {
    return new Reservoirs().of(spec, INPUTS, 0, seed, member).get(0);
  }

  private static float[] step(Reservoir reservoir, float[] input, float[] state) {
    float[] next = state.clone();
    reservoir.step(input, next, new float[state.length]);
    return next;
  }

  @Test
  void statesAreThoseOfAnOutsideImplementation() {
    JsonNode golden = Golden.load("echo-state.json");
    double[][] recurrent = Golden.matrix(golden.get("reservoir_unscaled"));
    double scale =
        golden.get("spectral_radius_target").doubleValue() / SpectralRadius.of(recurrent);
    for (double[] row : recurrent) {
      Arrays.setAll(row, i -> row[i] * scale);
    }
    Reservoir reservoir =
        new Reservoir(
            recurrent,
            Golden.matrix(golden.get("input_weights")),
            golden.get("leak").doubleValue());
    double[][] inputs = Golden.matrix(golden.get("x"));
    double[][] states = Golden.matrix(golden.get("states"));
    assertThat(states).hasNumberOfRows(60);
    float[] state = new float[reservoir.units()];
    for (int n = 0; n < states.length; n++) {
      float[] input = {(float) inputs[n][0], (float) inputs[n][1]};
      state = step(reservoir, input, state);
      for (int unit = 0; unit < state.length; unit++) {
        assertThat((double) state[unit])
            .as("step %d, unit %d", n, unit)
            .isCloseTo(states[n][unit], within(2e-6));
      }
    }
  }

  @Test
  void aStepLeavesItsInputAlone() {
    Reservoir reservoir = drawn(spec("echo", 20, 0.2, 0.3), 1, 0);
    float[] input = {1, -2, 3, 0.5f};
    step(reservoir, input, new float[20]);
    assertThat(input).containsExactly(1, -2, 3, 0.5f);
  }

  /** A tiny state, let go at once: tanh is then straight, and shows the matrix. */
  private static double[][] recurrentOf(Reservoir reservoir) {
    int units = reservoir.units();
    double[][] matrix = new double[units][units];
    for (int source = 0; source < units; source++) {
      float[] state = new float[units];
      state[source] = 0x1p-12f;
      float[] next = step(reservoir, new float[INPUTS], state);
      for (int unit = 0; unit < units; unit++) {
        matrix[unit][source] = next[unit] * 0x1p12;
      }
    }
    return matrix;
  }

  @Test
  void aDrawnOneHasTheRadiusTheConnectionsAndTheInputsThatWereAskedFor() {
    for (long seed = 1; seed <= 3; seed++) {
      Reservoir reservoir = drawn(spec("echo", 50, 0.1, 1), seed, 0);
      assertThat(reservoir.units()).isEqualTo(50);
      double[][] recurrent = recurrentOf(reservoir);
      assertThat(SpectralRadius.of(recurrent)).isCloseTo(0.9, within(1e-4));
      double most = 0;
      for (double[] row : recurrent) {
        assertThat(Arrays.stream(row).filter(weight -> weight != 0).count()).isEqualTo(5);
      }
      for (int input = 0; input < INPUTS; input++) {
        float[] one = new float[INPUTS];
        one[input] = 0x1p-12f;
        for (float value : step(reservoir, one, new float[50])) {
          most = Math.max(most, Math.abs(value) * 0x1p12);
        }
      }
      assertThat(most).isBetween(0.6, 0.70001);
    }
  }

  @Test
  void theDensestAndTheSparsestCanBeDrawn() {
    double[][] dense = recurrentOf(drawn(spec("echo", 12, 1, 1), 1, 0));
    for (double[] row : dense) {
      assertThat(Arrays.stream(row).filter(weight -> weight != 0).count()).isEqualTo(12);
    }
    double[][] sparse = recurrentOf(drawn(spec("echo", 12, 1e-9, 1), 1, 0));
    for (double[] row : sparse) {
      assertThat(Arrays.stream(row).filter(weight -> weight != 0).count()).isLessThanOrEqualTo(1);
    }
    double[][] single = recurrentOf(drawn(spec("echo", 1, 0.1, 1), 1, 0));
    assertThat(Math.abs(single[0][0])).isCloseTo(0.9, within(1e-4));
  }

  @Test
  void seedNameAndMemberTellReservoirsApartAndNothingElse() {
    EchoStateSpec spec = spec("echo", 30, 0.1, 1);
    double[][] one = recurrentOf(drawn(spec, 1, 0));
    assertThat(recurrentOf(drawn(spec, 1, 0))).isDeepEqualTo(one);
    assertThat(Arrays.deepEquals(recurrentOf(drawn(spec, 2, 0)), one)).isFalse();
    assertThat(Arrays.deepEquals(recurrentOf(drawn(spec, 1, 1)), one)).isFalse();
    assertThat(Arrays.deepEquals(recurrentOf(drawn(spec("other", 30, 0.1, 1), 1, 0)), one))
        .isFalse();
    Reservoirs shared = new Reservoirs();
    assertThat(shared.of(spec, INPUTS, 0, 1, 0).get(0))
        .isSameAs(shared.of(spec("echo", 30, 0.1, 1), INPUTS, 0, 1, 0).get(0))
        .isNotSameAs(shared.of(spec, INPUTS + 1, 0, 1, 0).get(0));
  }

  /** The property that gave it its name: where it started from is forgotten. */
  @Test
  void whereItStartedFromIsForgotten() {
    Reservoir reservoir = drawn(spec("echo", 60, 0.1, 0.3), 1, 0);
    SplittableRandom random = new SplittableRandom(1);
    float[] one = new float[60];
    float[] other = new float[60];
    for (int unit = 0; unit < 60; unit++) {
      other[unit] = (float) random.nextDouble(-1, 1);
    }
    double apart = 1;
    for (int n = 0; n < 1_500; n++) {
      float[] input = new float[INPUTS];
      for (int i = 0; i < INPUTS; i++) {
        input[i] = (float) random.nextDouble(-1, 1);
      }
      one = step(reservoir, input, one);
      other = step(reservoir, input, other);
      apart = 0;
      for (int unit = 0; unit < 60; unit++) {
        apart = Math.max(apart, Math.abs(one[unit] - other[unit]));
        assertThat(Math.abs(one[unit])).isLessThan(1);
      }
    }
    assertThat(apart).isLessThan(1e-5);
  }
}
