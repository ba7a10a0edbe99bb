package dev.eddy.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StandingsTest {
  private static final int HORIZON = 3;

  private final Standings standings = new Standings(HORIZON);
  private final Standings other = new Standings(HORIZON);
  private final Surprise calm = new Surprise(HORIZON);

  private void note(long n, double first, double second) {
    double[][] forecast = new double[2][HORIZON];
    for (int h = 0; h < HORIZON; h++) {
      forecast[0][h] = first + h;
      forecast[1][h] = second - h;
    }
    standings.note(n, forecast[0]);
    other.note(n, forecast[1]);
  }

  private void settle(long n, double first, double second) {
    standings.settle(n, first, calm);
    other.settle(n, second, calm);
  }

  @Test
  void eachHorizonIsComparedWithWhatWasSaidSoManyStepsBefore() {
    for (int n = 1; n < 40; n++) {
      settle(n, 100 + n, -n);
      for (int h = 1; h <= HORIZON; h++) {
        if (n <= h) {
          assertThat(standings.error(h)).isNaN();
          assertThat(other.loss(h)).isNaN();
          assertThat(other.weight(h)).isEqualTo(0);
        } else {
          assertThat(standings.said(n, h)).isEqualTo(n - h + h - 1);
          assertThat(standings.error(h)).isEqualTo(-101);
          assertThat(standings.loss(h)).isCloseTo(101, within(1e-9));
          assertThat(other.error(h)).isEqualTo(n - h + 1);
        }
      }
      note(n, n, 0);
    }
  }

  /** Their sum is no number. */
  @Test
  void theLargestErrorsAreLeftOut() {
    for (int n = 1; n <= 10; n++) {
      settle(n, n < 6 ? Double.MAX_VALUE : 2, Double.NaN);
      note(n, 1, 0);
    }
    assertThat(standings.error(1)).isEqualTo(-1);
    assertThat(standings.loss(1)).isCloseTo(1, within(1e-12));
  }

  /** Of exponent 1.5, with weights 1, 0.998, 0.998², … from the newest error on. */
  @Test
  void theLossIsTheDiscountedPowerMeanOfTheErrors() {
    SplittableRandom random = new SplittableRandom(1);
    double[] errors = new double[1_000];
    for (int n = 1; n < 1_000; n++) {
      errors[n] = random.nextDouble();
      if (n > 1) {
        settle(n, errors[n], Double.NaN);
        double sum = 0;
        double weights = 0;
        for (int s = 2; s <= n; s++) {
          sum += Math.pow(0.998, n - s) * Math.pow(errors[s], 1.5);
          weights += Math.pow(0.998, n - s);
        }
        assertThat(standings.loss(1)).isCloseTo(Math.pow(sum / weights, 2 / 3.0), within(1e-9));
        assertThat(standings.weight(1)).isCloseTo(weights, within(1e-9));
      }
      note(n, 0, 0);
    }
    assertThat(other.loss(1)).isNaN();
  }

  @Test
  void missingValuesAndStepsAtWhichNothingWasSaidCountForNothing() {
    note(1, 5, 5);
    settle(2, Double.NaN, 7);
    assertThat(standings.error(1)).isNaN();
    assertThat(standings.loss(1)).isNaN();
    assertThat(other.loss(1)).isCloseTo(2, within(1e-12));
    standings.skip(2);
    other.skip(2);
    settle(3, 6, 6);
    assertThat(standings.error(1)).isNaN();
    assertThat(standings.error(2)).isEqualTo(0); // said at step 1: 5 + 1
    note(3, Double.NaN, Double.POSITIVE_INFINITY);
    settle(4, 1, 1);
    assertThat(standings.loss(1)).isNaN();
    assertThat(other.loss(1)).isCloseTo(2, within(1e-12));
  }

  @Test
  void whatIsForgottenIsNeverCompared() {
    note(1, 1, 1);
    note(2, 1, 1);
    standings.forgetOpen();
    other.forgetOpen();
    settle(3, 1, 1);
    for (int h = 1; h <= HORIZON; h++) {
      assertThat(standings.error(h)).isNaN();
    }
  }

  /** It says nothing of who forecasts well, and would drown what does for thousands of steps. */
  @Test
  void anAbsurdErrorIsForgottenSoon() {
    for (int n = 1; n < 400; n++) {
      settle(n, n == 300 ? 1e300 : 1, n >= 300 ? 1e9 : 1);
      note(n, 0, 0);
    }
    assertThat(standings.loss(1)).isBetween(1.0, 2.0);
    assertThat(other.loss(1)).isGreaterThan(1e3); // here it was no single one
  }

  @Test
  void whoFollowsAnotherHasDoneAsWellAndSaidNothing() {
    for (int n = 1; n < 30; n++) {
      settle(n, n % 7, 0);
      note(n, 0, 0); // the other: 1 - h
    }
    other.follow(standings);
    for (int h = 1; h <= HORIZON; h++) {
      assertThat(other.loss(h)).isEqualTo(standings.loss(h));
      assertThat(other.recent(h)).isEqualTo(standings.recent(h));
      assertThat(other.strain(h)).isEqualTo(standings.strain(h));
      assertThat(other.weight(h)).isEqualTo(standings.weight(h));
      assertThat(other.said(30, h)).isEqualTo(1 - h);
    }
  }

  @Test
  void loadedItGoesOnBitForBit() {
    SplittableRandom random = new SplittableRandom(2);
    for (int n = 1; n < 30; n++) {
      settle(n, random.nextDouble(), random.nextDouble());
      note(n, random.nextDouble(), random.nextDouble());
    }
    byte[] bytes = ArchiveWriter.bytesOf(standings);
    assertThat(ArchiveSize.of(standings)).isEqualTo(bytes.length);
    Standings loaded = new Standings(HORIZON);
    ArchiveReader.load(bytes, loaded);
    for (int n = 30; n < 33; n++) {
      double value = random.nextDouble();
      standings.settle(n, value, calm);
      loaded.settle(n, value, calm);
      for (int h = 1; h <= HORIZON; h++) {
        assertThat(loaded.loss(h)).isEqualTo(standings.loss(h));
        assertThat(loaded.recent(h)).isEqualTo(standings.recent(h));
        assertThat(loaded.strain(h)).isEqualTo(standings.strain(h));
        assertThat(loaded.error(h)).isEqualTo(standings.error(h));
        assertThat(loaded.weight(h)).isEqualTo(standings.weight(h));
      }
      standings.note(n, new double[] {1, 2, 3});
      loaded.note(n, new double[] {1, 2, 3});
    }
    assertThat(ArchiveWriter.bytesOf(loaded)).isEqualTo(ArchiveWriter.bytesOf(standings));
  }

  /** At horizon h so much that a later error counts for one in 26 + 10·h. */
  @Test
  void shortenedItKeepsItsMeansAndBelievesWhatComes() {
    long n = 1;
    for (; n <= 2_000; n++) {
      settle(n, n * 0.37 % 1, 0);
      note(n, 0, 0);
    }
    other.follow(standings);
    standings.shorten();
    double[] before = new double[HORIZON + 1];
    for (int h = 1; h <= HORIZON; h++) {
      before[h] = standings.loss(h);
      assertThat(before[h]).isCloseTo(other.loss(h), within(1e-12));
      assertThat(other.weight(h)).isGreaterThan(400);
      assertThat(standings.weight(h)).isCloseTo(25 + 10 * h, within(1e-9));
    }
    settle(n, 4, 4);
    for (int h = 1; h <= HORIZON; h++) {
      double weight = 0.998 * (25 + 10 * h);
      double error = 4 - (h - 1); // h − 1 was said
      double sum = weight * Math.pow(before[h], 1.5) + Math.pow(error, 1.5);
      assertThat(standings.loss(h)).isCloseTo(Math.pow(sum / (weight + 1), 2 / 3.0), within(1e-9));
    }
  }

  /** To the last bit, in which a mean often is another one than before it was shortened. */
  @Test
  void whatIsShortenedIsAsItIsLoaded() {
    SplittableRandom random = new SplittableRandom(3);
    int changed = 0;
    for (int n = 1; n < 1_000; n++) {
      settle(n, random.nextDouble(), 0);
      note(n, 0, 0);
      Standings shortened = loaded(standings);
      shortened.shorten();
      double[] losses = losses(shortened); // before it is saved, which makes them anew
      assertThat(losses(loaded(shortened))).isEqualTo(losses);
      changed += Arrays.equals(losses, losses(standings)) ? 0 : 1;
    }
    assertThat(changed).isGreaterThan(100);
  }

  private static double[] losses(Standings standings) {
    return IntStream.rangeClosed(1, HORIZON)
        .mapToObj(h -> DoubleStream.of(standings.loss(h), standings.strain(h)))
        .flatMapToDouble(both -> both)
        .toArray();
  }

  private static Standings loaded(Standings saved) {
    Standings loaded = new Standings(HORIZON);
    ArchiveReader.load(ArchiveWriter.bytesOf(saved), loaded);
    return loaded;
  }

  @Test
  void thereIsNothingToShortenInWhatIsShort() {
    for (int n = 1; n <= 25; n++) {
      settle(n, n, n);
      note(n, 0, 0);
    }
    byte[] before = ArchiveWriter.bytesOf(standings);
    standings.shorten();
    assertThat(ArchiveWriter.bytesOf(standings)).isEqualTo(before);
  }
}
