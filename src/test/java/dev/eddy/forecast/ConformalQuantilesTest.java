package dev.eddy.forecast;

import static dev.eddy.forecast.QuantileRun.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.series.CalendarFeatures;
import dev.eddy.series.Season;
import dev.eddy.series.StepCalendar;
import dev.eddy.spec.BoundsSpec;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConformalQuantilesTest {
  private static final List<Double> LEVELS = List.of(0.05, 0.25, 0.5, 0.9, 0.975);
  private static final int HORIZON = 3;

  private static QuantileRun run() {
    return new QuantileRun(LEVELS, HORIZON);
  }

  static Season day() {
    return new CalendarFeatures(new StepCalendar(Specs.specs().spec())).seasons().get(0);
  }

  private static void assertCovered(QuantileRun run, int from) {
    for (int q = 0; q < LEVELS.size(); q++) {
      for (int h = 1; h <= HORIZON; h++) {
        assertThat(run.below(q, h, from, (int) run.steps())).isCloseTo(LEVELS.get(q), within(0.02));
      }
    }
  }

  @Test
  void ofIndependentNoiseEachLevelCoversWhatItSays() {
    SplittableRandom random = new SplittableRandom(1);
    QuantileRun run = run();
    for (int n = 0; n < 5_000; n++) {
      run.step(gaussian(random), 0);
    }
    assertCovered(run, HORIZON + 1);
  }

  @Test
  void ofNoiseThatIsSkewedAndAMeanThatIsWrongTooItCoversWhatItSays() {
    SplittableRandom random = new SplittableRandom(2);
    QuantileRun run = run();
    for (int n = 0; n < 5_000; n++) {
      run.step(-3 * Math.log(1 - random.nextDouble()), 1);
    }
    assertCovered(run, HORIZON + 1);
  }

  @Test
  void ofNoiseWhoseSpreadDoublesAndHalvesItCoversWhatItSays() {
    SplittableRandom random = new SplittableRandom(3);
    QuantileRun run = run();
    for (int n = 0; n < 8_000; n++) {
      run.step(gaussian(random) * (n / 2_000 % 2 == 0 ? 1 : 2), 0);
      if (n % 2_000 == 1_999) {
        assertCovered(run, Math.max(HORIZON + 1, n - 1_999));
      }
    }
  }

  /** On the standard normal distribution, whose quantiles are known. */
  @Test
  void quantilesOfNoiseAreThoseOfItsDistribution() {
    SplittableRandom random = new SplittableRandom(4);
    QuantileRun run = run();
    double[] means = new double[LEVELS.size()];
    for (int n = 0; n < 12_000; n++) {
      run.step(gaussian(random), 0);
      for (int q = 0; q < means.length && n >= 2_000; q++) {
        means[q] += run.issued.get(n)[q][0] / 10_000;
      }
    }
    double[] expected = {-1.645, -0.674, 0, 1.282, 1.960};
    for (int q = 0; q < means.length; q++) {
      assertThat(means[q]).isCloseTo(expected[q], within(0.1));
    }
  }

  /** Of the Laplace distribution with the mean magnitude of the one error that is known. */
  @Test
  void theFirstQuantilesAreThoseOfTheLaplaceDistribution() {
    QuantileRun run = run();
    run.step(0, 0);
    for (double[] level : run.issued.get(0)) {
      assertThat(level).containsOnly(0); // no error is known
    }
    run.step(2, 10);
    for (int q = 0; q < LEVELS.size(); q++) {
      double distance = run.issued.get(1)[q][0] - 10;
      double below = distance < 0 ? Math.exp(distance / 2) / 2 : 1 - Math.exp(-distance / 2) / 2;
      assertThat(below).isCloseTo(LEVELS.get(q), within(1e-12));
      assertThat(run.issued.get(1)[q][1]).isEqualTo(10); // two steps ahead none is known yet
    }
  }

  @Test
  void levelsNeverCross() {
    SplittableRandom random = new SplittableRandom(5);
    QuantileRun run = run();
    for (int n = 0; n < 3_000; n++) {
      double value = gaussian(random) * Math.pow(10, random.nextInt(-3, 3));
      run.step(random.nextInt(5) == 0 ? Double.NaN : value, random.nextDouble());
      for (int h = 0; h < HORIZON; h++) {
        for (int q = 1; q < LEVELS.size(); q++) {
          assertThat(run.issued.get(n)[q][h]).isGreaterThanOrEqualTo(run.issued.get(n)[q - 1][h]);
        }
      }
    }
  }

  @Test
  void aValueAtTheQuantileItselfCountsAsItsLevel() {
    QuantileRun run = run();
    run.step(4, 4);
    run.step(4, 4);
    for (int q = 0; q < LEVELS.size(); q++) {
      assertThat(run.sides.get(1)[q][0]).isEqualTo(LEVELS.get(q));
    }
    run.step(5, 4);
    assertThat(run.sides.get(2)[0][0]).isEqualTo(0);
    assertThat(run.sides.get(2)[4][0]).isEqualTo(0);
    run.step(-100, 4);
    assertThat(run.sides.get(3)[0][0]).isEqualTo(1);
    assertThat(run.sides.get(3)[4][0]).isEqualTo(1);
  }

  @Test
  void theWinklerScoreIsTheWidthAndWhatIsMissed() {
    QuantileRun run = new QuantileRun(List.of(0.1, 0.5, 0.9), 2);
    run.step(4, 4);
    run.step(6, 4); // an error of 2 at one step: from now on there is an interval
    double low = run.issued.get(1)[0][0];
    double high = run.issued.get(1)[2][0];
    assertThat(low).isLessThan(4);
    run.step(high + 3, 4);
    assertThat(run.quantiles.winkler(0)[0]).isCloseTo(high - low + 3 / 0.1, within(1e-9));
    assertThat(run.quantiles.winkler(0)[1])
        .isCloseTo((high + 3 - 4) / 0.1, within(1e-9)); // of none
    run.step(Double.NaN, 4);
    assertThat(run.quantiles.winkler(0)).containsOnly(Double.NaN);
  }

  /** Mostly zeros: the lower quantiles stand at the bound, and what they say is true. */
  @Test
  void ofCountsAtTheirBoundEachLevelIsMissedAsOftenAsItMayBe() {
    SplittableRandom random = new SplittableRandom(8);
    BoundsSpec atLeastZero = new BoundsSpec(Optional.of(0.0), Optional.empty());
    QuantileRun run = new QuantileRun(LEVELS, HORIZON, Optional.empty(), atLeastZero);
    for (int n = 0; n < 6_000; n++) {
      run.step(Math.max(0, random.nextInt(10) - 6), 0.6); // 0 in 7 of 10, else 1, 2 or 3
    }
    for (int h = 1; h <= HORIZON; h++) {
      double zeros = 0;
      for (int n = 1_000; n < 6_000; n++) {
        zeros += run.issued.get(n)[0][h - 1] < 0.1 ? 1 : 0;
      }
      assertThat(zeros / 5_000).isGreaterThan(0.99); // the lowest level lies at the bound
      // P(y < q) ≤ τ ≤ P(y ≤ q): what is strictly outside is at most the level, but for what a
      // quantile that is being learned moves to and fro.
      double above = 0;
      for (int n = 1_000; n < 6_000; n++) {
        above += run.values.get(n) > run.issued.get(n - h)[4][h - 1] ? 1.0 / 5_000 : 0;
      }
      assertThat(above).isLessThan(0.1);
    }
  }

  @Test
  void ofAConstantAllLevelsAreTheConstant() {
    QuantileRun run = new QuantileRun(LEVELS, HORIZON, Optional.of(day()), BoundsSpec.NONE);
    for (int n = 0; n < 500; n++) {
      run.step(0.1, 0.1);
      for (double[] level : run.issued.get(n)) {
        assertThat(level).containsOnly(0.1);
      }
    }
  }

  /** However long it was constant, after the first hundred steps of noise the interval holds. */
  @Test
  void aConstantThatBeginsToMoveIsCoveredSoon() {
    SplittableRandom random = new SplittableRandom(9);
    QuantileRun run = new QuantileRun(List.of(0.05, 0.95), HORIZON);
    for (int n = 0; n < 6_000; n++) {
      run.step(n < 5_000 ? 3 : 3 + gaussian(random), 3);
    }
    for (int h = 1; h <= HORIZON; h++) {
      assertThat(run.inside(h, 5_100, 6_000)).isBetween(0.86, 0.94);
    }
  }

  @Test
  void whatWasNotSaidOrDidNotComeIsNotJudged() {
    QuantileRun run = run();
    run.step(1, 0);
    assertThat(run.sides.get(0)[0]).containsOnly(Double.NaN);
    run.step(Double.NaN, 0);
    assertThat(run.sides.get(1)[0]).containsOnly(Double.NaN);
    run.step(1, 0);
    run.standings.skip(3);
    run.quantiles.note(3, null);
    run.quantiles.settle(4, 4, new double[] {1}, List.of(run.standings));
    assertThat(run.quantiles.below(0)[0][0]).isNaN(); // nothing was said at step 3
    assertThat(run.quantiles.below(0)[0][1]).isNotNaN();
    run.standings.forgetOpen();
    run.quantiles.forgetOpen();
    run.quantiles.settle(5, 5, new double[] {1}, List.of(run.standings));
    assertThat(run.quantiles.below(0)[0]).containsOnly(Double.NaN);
  }

  /** One absurd value leaves the intervals about as wide as they were. */
  @Test
  void anAbsurdValueDoesNotWidenTheIntervalsForLong() {
    SplittableRandom random = new SplittableRandom(6);
    for (double absurd : new double[] {1e12, 1e200, Double.MAX_VALUE}) {
      QuantileRun run = run();
      double before = 0;
      double after = 0;
      for (int n = 0; n < 3_000; n++) {
        run.step(n == 2_000 ? absurd : gaussian(random), 0);
        double width = run.issued.get(n)[3][0] - run.issued.get(n)[0][0];
        before += n >= 1_000 && n < 2_000 ? width : 0;
        after += n > 2_000 ? width : 0;
      }
      assertThat(after / before).isBetween(0.8, 1.5);
    }
  }

  @Test
  void loadedItGoesOnBitForBit() {
    SplittableRandom random = new SplittableRandom(7);
    QuantileRun whole = new QuantileRun(LEVELS, HORIZON, Optional.of(day()), BoundsSpec.NONE);
    QuantileRun loaded = new QuantileRun(LEVELS, HORIZON, Optional.of(day()), BoundsSpec.NONE);
    for (int n = 0; n < 100; n++) {
      whole.step(gaussian(random), 0);
      loaded.step(0, 0);
    }
    byte[] bytes = ArchiveWriter.bytesOf(whole.quantiles);
    assertThat(ArchiveSize.of(whole.quantiles)).isEqualTo(bytes.length);
    ArchiveReader.load(bytes, loaded.quantiles);
    ArchiveReader.load(ArchiveWriter.bytesOf(whole.standings), loaded.standings);
    for (int n = 100; n < 200; n++) {
      double value = random.nextInt(4) == 0 ? Double.NaN : gaussian(random);
      whole.step(value, 0);
      loaded.step(value, 0);
      assertThat(loaded.issued.get(n)).isDeepEqualTo(whole.issued.get(n));
    }
    assertThat(ArchiveWriter.bytesOf(loaded.quantiles))
        .isEqualTo(ArchiveWriter.bytesOf(whole.quantiles));
  }
}
