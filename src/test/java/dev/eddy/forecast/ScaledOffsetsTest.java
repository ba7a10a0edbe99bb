package dev.eddy.forecast;

import static dev.eddy.forecast.QuantileRun.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScaledOffsetsTest {
  private static double[] blend(ScaledOffsets offsets, int h, double... scales) {
    double[] distances = new double[2];
    offsets.blendInto(h, scales, distances);
    return distances;
  }

  @Test
  void beforeAnythingIsLearnedAllScalesSpeakAlike() {
    ScaledOffsets offsets = new ScaledOffsets(new double[] {0.25, 0.75}, 2, 1);
    double[] distances = new double[2];
    assertThat(offsets.blendInto(1, new double[] {1, 3}, distances)).isEqualTo(2);
    assertThat(distances[0]).isCloseTo(2 * Math.log(0.5), within(1e-15)); // Laplace's
    assertThat(distances[1]).isEqualTo(-distances[0]);
  }

  /** Rate 2/10 at first, and 4·√(3/16) = √3 for these levels. */
  @Test
  void anErrorAboveRaisesAndOneBelowLowersAndOneAtTheQuantileDoesNothing() {
    ScaledOffsets offsets = new ScaledOffsets(new double[] {0.25, 0.75}, 1, 2);
    double high = blend(offsets, 1, 1)[1];
    offsets.learn(1, new double[] {1}, high);
    double step = 0.2 * Math.sqrt(3);
    assertThat(blend(offsets, 1, 1)[0]).isCloseTo(-high + 0.25 * step, within(1e-15));
    assertThat(blend(offsets, 1, 1)[1]).isEqualTo(high);
    offsets.learn(1, new double[] {1}, -100);
    step = 2 / 11.0 * Math.sqrt(3);
    assertThat(blend(offsets, 1, 1)[1]).isCloseTo(high - 0.25 * step, within(1e-15));
    assertThat(blend(offsets, 2, 1)).containsExactly(-high, high); // horizons learn by themselves
  }

  @Test
  void aScaleWithTenPerCentMoreLossIsHardlyHeard() {
    ScaledOffsets offsets = new ScaledOffsets(new double[] {0.5, 0.75}, 2, 1);
    offsets.learn(
        1, new double[] {1, 10}, 0); // the median costs nothing, the other level a quarter
    double other = -Math.log(0.5);
    assertThat(other).isPositive();
    double[] after = new double[2];
    double scale = offsets.blendInto(1, new double[] {1, 10}, after);
    assertThat(scale).isCloseTo(1, within(1e-15)); // ten times the loss: 10⁻⁶⁴
    ScaledOffsets near = new ScaledOffsets(new double[] {0.5, 0.75}, 2, 1);
    near.learn(1, new double[] {1, 1.1}, 0);
    double weight = Math.pow(1.1, -64);
    assertThat(near.blendInto(1, new double[] {1, 2}, after))
        .isCloseTo((1 + 2 * weight) / (1 + weight), within(1e-12));
  }

  /** The wild scale knows each error's size, the calm one only their mean. */
  @Test
  void theScaleThatFitsPrevails() {
    SplittableRandom random = new SplittableRandom(1);
    ScaledOffsets offsets = new ScaledOffsets(new double[] {0.05, 0.95}, 2, 1);
    for (int n = 0; n < 3_000; n++) {
      double wild = random.nextBoolean() ? 0.2 : 1.8;
      offsets.learn(1, new double[] {1, wild}, wild * gaussian(random));
    }
    assertThat(blend(offsets, 1, 1, 0.2)[1]).isCloseTo(0.2 * 1.645, within(0.1));
    assertThat(blend(offsets, 1, 1, 1.8)[1]).isCloseTo(1.8 * 1.645, within(0.5));
  }
}
