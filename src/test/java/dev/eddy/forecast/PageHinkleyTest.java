package dev.eddy.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PageHinkleyTest {
  /** As it was published: the sum of x − m − δ stands more than λ above its least value so far. */
  private static final class Published {
    double total;
    double sum;
    double least;
    int count;

    boolean take(double x, double tolerance, double threshold) {
      count++;
      total += x;
      sum += x - total / count - tolerance;
      least = Math.min(least, sum);
      return count > PageHinkley.WARMUP && sum - least > threshold;
    }
  }

  @Test
  void isTheTestAsItWasPublished() {
    SplittableRandom random = new SplittableRandom(1);
    int risen = 0;
    for (int run = 0; run < 200; run++) {
      PageHinkley test = new PageHinkley(0.05, 3);
      Published published = new Published();
      double shift = random.nextDouble(0.4);
      boolean found = false;
      for (int n = 0; n < 400 && !found; n++) {
        double x = Math.min(1, random.nextDouble(0.6) + (n < 200 ? 0 : shift));
        found = test.take(x);
        assertThat(found).isEqualTo(published.take(x, 0.05, 3));
      }
      risen += found ? 1 : 0;
    }
    assertThat(risen).isBetween(100, 199); // both answers were given often
  }

  /** After k steps of 0.9 the mean is 0.4 + 0.5·k/(100 + k). */
  @Test
  void aStepIsFoundWhenItsExcessReachesTheThreshold() {
    PageHinkley test = new PageHinkley(0.05, 5);
    for (int n = 0; n < 100; n++) {
      assertThat(test.take(0.4)).isFalse();
    }
    int steps = 1;
    while (!test.take(0.9)) {
      steps++;
    }
    double excess = 0;
    int expected = 0;
    while (excess <= 5) {
      expected++;
      excess += 0.5 - 0.5 * expected / (100.0 + expected) - 0.05;
    }
    assertThat(steps).isEqualTo(expected).isEqualTo(12);
  }

  @Test
  void afterARestartNothingIsKnown() {
    PageHinkley test = new PageHinkley(0, 1);
    for (int n = 0; n < 50; n++) {
      test.take(n < 40 ? 0 : 1);
    }
    test.restart();
    assertThat(ArchiveWriter.bytesOf(test)).isEqualTo(ArchiveWriter.bytesOf(new PageHinkley(0, 1)));
    assertThat(ArchiveSize.of(test)).isEqualTo(24);
  }

  @Test
  void savedAndLoadedItGoesOn() {
    SplittableRandom random = new SplittableRandom(2);
    PageHinkley whole = new PageHinkley(0.01, 2);
    for (int n = 0; n < 100; n++) {
      whole.take(random.nextDouble(0.5));
    }
    PageHinkley resumed = new PageHinkley(0.01, 2);
    ArchiveReader.load(ArchiveWriter.bytesOf(whole), resumed);
    for (int n = 0; n < 100; n++) {
      double x = random.nextDouble();
      assertThat(resumed.take(x)).isEqualTo(whole.take(x));
    }
    assertThat(ArchiveWriter.bytesOf(resumed)).isEqualTo(ArchiveWriter.bytesOf(whole));
  }
}
