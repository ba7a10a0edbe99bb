package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScaleTest {
  /** The plain mean of the first 500, then each new one with weight 1/500. */
  private static double direct(double[] magnitudes, int count) {
    int plain = Math.min(count, 500);
    double mean = Arrays.stream(magnitudes, 0, plain).sum() / plain;
    double sum = mean * Math.pow(0.998, count - plain);
    for (int i = plain; i < count; i++) {
      sum += 0.002 * Math.pow(0.998, count - 1 - i) * magnitudes[i];
    }
    return sum;
  }

  @Test
  void itIsTheMeanThatItsDescriptionSays() {
    SplittableRandom random = new SplittableRandom(1);
    double[] magnitudes = random.doubles(10_000, 0.8, 3).toArray(); // never six times the mean
    Scale scale = new Scale();
    for (int i = 0; i < magnitudes.length; i++) {
      scale.learn(magnitudes[i]);
      if (i < 1_000 || i % 1_000 == 999) {
        double expected = direct(magnitudes, i + 1);
        assertThat(scale.value()).isCloseTo(expected, within(1e-12 * expected));
      }
    }
  }

  @Test
  void ofZerosItIsZeroAndThenTheMeanOfAll() {
    Scale scale = new Scale();
    assertThat(scale.value()).isEqualTo(0);
    for (int i = 0; i < 99; i++) {
      scale.learn(0);
    }
    assertThat(scale.value()).isEqualTo(0);
    scale.learn(50);
    assertThat(scale.value()).isEqualTo(0.5);
  }

  @Test
  void anOutlierCountsForSixTimesTheMean() {
    Scale scale = new Scale();
    for (int i = 0; i < 1_000; i++) {
      scale.learn(1);
    }
    scale.learn(1e300);
    assertThat(scale.value()).isCloseTo(1 + 0.002 * 5, within(1e-12));
  }

  /** As a sensor gives that has just been switched on. */
  @Test
  void anOutlierAtTheBeginningIsForgottenSoon() {
    Scale scale = new Scale();
    for (int i = 0; i < 500; i++) {
      scale.learn(i == 4 ? 65_535 : 1);
    }
    assertThat(scale.value()).isBetween(1.0, 1.2);
  }

  @Test
  void itFollowsWhatHasGrownForGood() {
    Scale scale = new Scale();
    for (int i = 0; i < 1_000; i++) {
      scale.learn(1);
    }
    for (int i = 0; i < 3_000; i++) {
      scale.learn(1_000);
    }
    assertThat(scale.value()).isBetween(800.0, 1_000.0);
  }

  @Test
  void loadedItGoesOnBitForBit() {
    Scale scale = new Scale();
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 7; i++) {
      scale.learn(random.nextDouble());
    }
    Scale loaded = new Scale();
    ArchiveReader.load(ArchiveWriter.bytesOf(scale), loaded);
    for (int i = 0; i < 600; i++) {
      double magnitude = random.nextDouble() * (i % 50 == 0 ? 100 : 1);
      scale.learn(magnitude);
      loaded.learn(magnitude);
      assertThat(loaded.value()).isEqualTo(scale.value());
    }
  }
}
