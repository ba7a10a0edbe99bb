package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutocorrelationTest {
  private static float[] changes(double[] values) {
    Changes changes = Changes.of(values);
    float[] all = new float[changes.count()];
    for (int i = 0; i < all.length; i++) {
      all[i] = changes.change(i);
    }
    return all;
  }

  /** By definition, one block size and length at a time. */
  private static double evidence(float[] changes, int longest, int length) {
    double best = 0;
    int lags = Math.min(changes.length - 1, longest + longest / 2 + 1);
    for (int block = 1; block <= 256 && (block == 1 || 4 * block <= length); block *= 2) {
      int usable = lags - 2 * (block - 1);
      if (usable < Math.max(length, block == 1 ? 2 : 4 * block)) {
        continue;
      }
      double variance = smoothed(changes, 0, block);
      double spread = 1;
      for (int lag = 1; lag <= 2 * block && lag <= usable; lag++) {
        spread += 2 * Math.pow(smoothed(changes, lag, block) / variance, 2);
      }
      double sum = 0;
      double pairs = 0;
      for (int lag = length; lag <= Math.min(usable, 16 * length); lag += length) {
        int from = lag - length / 2;
        int to = Math.min(usable, lag + (length - 1) / 2);
        int size = block;
        double around =
            IntStream.rangeClosed(from, to)
                .mapToDouble(l -> smoothed(changes, l, size))
                .average()
                .orElseThrow();
        sum += (changes.length - lag) * (smoothed(changes, lag, block) - around);
        pairs += changes.length - lag;
      }
      best = Math.max(best, sum / variance / Math.sqrt(pairs * spread));
    }
    return best;
  }

  /** The correlation of differences of the means of two blocks: triangles over both changes. */
  private static double smoothed(float[] changes, int lag, int block) {
    double sum = 0;
    for (int i = 1 - block; i < block; i++) {
      for (int j = 1 - block; j < block; j++) {
        double weight = (double) (block - Math.abs(i)) * (block - Math.abs(j));
        sum += weight * correlation(changes, Math.abs(lag + i - j)) / Math.pow(block, 4);
      }
    }
    return sum;
  }

  private static double correlation(float[] changes, int lag) {
    double sum = 0;
    for (int step = lag; step < changes.length; step++) {
      sum += (double) changes[step] * changes[step - lag];
    }
    return sum / (changes.length - lag);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 12, 16, 24, 25, 40})
  void isWhatItsDefinitionSays(int length) {
    float[] changes = changes(MadeSeries.of(1, 130).plusSine(2, 12).plusNoise(1).values());
    double expected = evidence(changes, 40, length);
    assertThat(new Autocorrelation(changes, 40).evidence(length))
        .isCloseTo(expected, within(1e-3 * (1 + expected)));
  }

  @Test
  void peaksAtTheSeason() {
    float[] changes =
        changes(MadeSeries.of(2, 900).plus(i -> i % 60 < 20 ? 4 : 0).plusNoise(1).values());
    Autocorrelation autocorrelation = new Autocorrelation(changes, 80);
    int peak =
        IntStream.rangeClosed(2, 80)
            .reduce(2, (a, b) -> autocorrelation.evidence(b) > autocorrelation.evidence(a) ? b : a);
    assertThat(peak).isEqualTo(60);
    assertThat(autocorrelation.evidence(peak)).isGreaterThan(4);
    assertThat(autocorrelation.evidence(47)).isLessThan(3);
  }

  @Test
  void ofNoChangeAtAllThereIsNoEvidence() {
    Autocorrelation autocorrelation = new Autocorrelation(new float[100], 30);
    for (int length = 0; length <= 30; length++) {
      assertThat(autocorrelation.evidence(length)).isZero();
    }
  }
}
