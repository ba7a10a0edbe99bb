package dev.eddy.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StandingsTest {
  private static final int HORIZON = 3;

  private final Standings standings = new Standings(2, HORIZON);

  private void note(long n, double first, double second) {
    double[][] forecast = new double[2][HORIZON];
    for (int h = 0; h < HORIZON; h++) {
      forecast[0][h] = first + h;
      forecast[1][h] = second - h;
    }
    standings.note(n, forecast);
  }

  @Test
  void eachHorizonIsComparedWithWhatWasSaidSoManyStepsBefore() {
    for (int n = 1; n < 40; n++) {
      standings.settle(n, new double[] {100 + n, -n});
      for (int h = 1; h <= HORIZON; h++) {
        if (n <= h) {
          assertThat(standings.error(0, h)).isNaN();
          assertThat(standings.loss(1, h)).isNaN();
          assertThat(standings.weight(1, h)).isEqualTo(0);
        } else {
          assertThat(standings.said(0, n, h)).isEqualTo(n - h + h - 1);
          assertThat(standings.error(0, h)).isEqualTo(-101);
          assertThat(standings.loss(0, h)).isCloseTo(101, within(1e-9));
          assertThat(standings.error(1, h)).isEqualTo(n - h + 1);
        }
      }
      note(n, n, 0);
    }
  }

  /** Their sum is no number. */
  @Test
  void theLargestErrorsAreLeftOut() {
    for (int n = 1; n <= 10; n++) {
      standings.settle(n, new double[] {n < 6 ? Double.MAX_VALUE : 2, Double.NaN});
      note(n, 1, 0);
    }
    assertThat(standings.error(0, 1)).isEqualTo(-1);
    assertThat(standings.loss(0, 1)).isCloseTo(1, within(1e-12));
  }

  /** Weights 1, 0.998, 0.998², … from the newest error on. */
  @Test
  void theLossIsTheDiscountedMeanOfTheErrors() {
    SplittableRandom random = new SplittableRandom(1);
    double[] errors = new double[1_000];
    for (int n = 1; n < 1_000; n++) {
      errors[n] = random.nextDouble();
      if (n > 1) {
        standings.settle(n, new double[] {errors[n], Double.NaN});
        double sum = 0;
        double weights = 0;
        for (int s = 2; s <= n; s++) {
          sum += Math.pow(0.998, n - s) * errors[s];
          weights += Math.pow(0.998, n - s);
        }
        assertThat(standings.loss(0, 1)).isCloseTo(sum / weights, within(1e-9));
        assertThat(standings.weight(0, 1)).isCloseTo(weights, within(1e-9));
      }
      note(n, 0, 0);
    }
    assertThat(standings.loss(1, 1)).isNaN();
  }

  @Test
  void missingValuesAndStepsAtWhichNothingWasSaidCountForNothing() {
    note(1, 5, 5);
    standings.settle(2, new double[] {Double.NaN, 7});
    assertThat(standings.error(0, 1)).isNaN();
    assertThat(standings.loss(0, 1)).isNaN();
    assertThat(standings.loss(1, 1)).isEqualTo(2);
    standings.note(2, null);
    standings.settle(3, new double[] {6, 6});
    assertThat(standings.error(0, 1)).isNaN();
    assertThat(standings.error(0, 2)).isEqualTo(0); // said at step 1: 5 + 1
    note(3, Double.NaN, Double.POSITIVE_INFINITY);
    standings.settle(4, new double[] {1, 1});
    assertThat(standings.loss(0, 1)).isNaN();
    assertThat(standings.loss(1, 1)).isEqualTo(2);
  }

  @Test
  void whatIsForgottenIsNeverCompared() {
    note(1, 1, 1);
    note(2, 1, 1);
    standings.forgetOpen();
    standings.settle(3, new double[] {1, 1});
    for (int h = 1; h <= HORIZON; h++) {
      assertThat(standings.error(0, h)).isNaN();
    }
  }

  /** It says nothing of who forecasts well, and would drown what does for thousands of steps. */
  @Test
  void anAbsurdErrorIsForgottenSoon() {
    for (int n = 1; n < 400; n++) {
      standings.settle(n, new double[] {n == 300 ? 1e300 : 1, n >= 300 ? 1e9 : 1});
      note(n, 0, 0);
    }
    assertThat(standings.loss(0, 1)).isBetween(1.0, 2.0);
    assertThat(standings.loss(1, 1)).isGreaterThan(1e3); // here it was no single one
  }

  @Test
  void loadedItGoesOnBitForBit() {
    SplittableRandom random = new SplittableRandom(2);
    for (int n = 1; n < 30; n++) {
      standings.settle(n, new double[] {random.nextDouble(), random.nextDouble()});
      note(n, random.nextDouble(), random.nextDouble());
    }
    byte[] bytes = ArchiveWriter.bytesOf(standings);
    assertThat(ArchiveSize.of(standings)).isEqualTo(bytes.length);
    Standings loaded = new Standings(2, HORIZON);
    ArchiveReader.load(bytes, loaded);
    for (int n = 30; n < 33; n++) {
      double[] values = {random.nextDouble(), random.nextDouble()};
      standings.settle(n, values);
      loaded.settle(n, values);
      for (int h = 1; h <= HORIZON; h++) {
        assertThat(loaded.loss(1, h)).isEqualTo(standings.loss(1, h));
        assertThat(loaded.error(0, h)).isEqualTo(standings.error(0, h));
        assertThat(loaded.weight(0, h)).isEqualTo(standings.weight(0, h));
      }
      standings.note(n, new double[][] {{1, 2, 3}, {4, 5, 6}});
      loaded.note(n, new double[][] {{1, 2, 3}, {4, 5, 6}});
    }
    assertThat(ArchiveWriter.bytesOf(loaded)).isEqualTo(ArchiveWriter.bytesOf(standings));
  }

  /** At horizon h so much that a later error counts for one in 26 + 4·h. */
  @Test
  void shortenedItKeepsItsMeansAndBelievesWhatComes() {
    Standings one = new Standings(2, HORIZON);
    long n = 1;
    for (; n <= 2_000; n++) {
      one.settle(n, new double[] {n % 2, n % 2});
      one.note(n, new double[2][HORIZON]);
    }
    one.shorten(1);
    double[] before = new double[HORIZON + 1];
    for (int h = 1; h <= HORIZON; h++) {
      before[h] = one.loss(1, h);
      assertThat(before[h]).isCloseTo(one.loss(0, h), within(1e-12));
      assertThat(one.weight(0, h)).isGreaterThan(400);
      assertThat(one.weight(1, h)).isCloseTo(25 + 4 * h, within(1e-9));
    }
    one.settle(n, new double[] {10, 10});
    for (int h = 1; h <= HORIZON; h++) {
      double weight = 0.998 * (25 + 4 * h);
      double mean = (weight * before[h] + 10) / (weight + 1);
      assertThat(one.loss(1, h)).isCloseTo(mean, within(1e-9));
    }
  }

  @Test
  void thereIsNothingToShortenInWhatIsShort() {
    for (int n = 1; n <= 25; n++) {
      standings.settle(n, new double[] {n, n});
      note(n, 0, 0);
    }
    byte[] before = ArchiveWriter.bytesOf(standings);
    standings.shorten(0);
    assertThat(ArchiveWriter.bytesOf(standings)).isEqualTo(before);
  }
}
