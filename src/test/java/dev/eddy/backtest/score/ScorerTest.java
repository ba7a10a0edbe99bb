package dev.eddy.backtest.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.backtest.replay.ReplayFixture;
import dev.eddy.forecast.ModelForecast;
import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Scores against closed forms, and against the definition written a second time. */
class ScorerTest {
  private static final int H = 4;
  private static final String MODEL = "model";

  private static TopologySpec records() {
    return ReplayFixture.spec(
        "name: records\nsource: {topic: t, targets: [y]}\nforecast: {horizon: 4, quantiles: [0.25, 0.75]}\n");
  }

  private static TopologySpec steps(String every) {
    return ReplayFixture.spec(
        "name: steps\nsource: {topic: t, time: time, targets: [y]}\nstep: {every: "
            + every
            + "}\nforecast: {horizon: 4, quantiles: [0.25, 0.75]}\n");
  }

  /** A forecast of one target that says a function of the number of the step, without quantiles. */
  private static ModelForecast says(int origin, IntToDoubleFunction ofStep) {
    double[] mean = new double[H];
    Arrays.setAll(mean, h -> ofStep.applyAsDouble(origin + h + 1));
    return new ModelForecast(MODEL, new double[][] {mean}, new double[1][0][]);
  }

  private static Scores scores(
      TopologySpec spec, int steps, IntToDoubleFunction values, IntToDoubleFunction said) {
    Scorer scorer = new Scorer(spec);
    for (int n = 0; n < steps; n++) {
      scorer.actual("s", n, new double[] {values.applyAsDouble(n)});
      scorer.forecast("s", n, says(n, said));
    }
    return scorer.scores();
  }

  @Test
  void halfAStepTooHighOnARampIsHalfAsBadAsTheLastValue() {
    int steps = 1_200;
    Scorer scorer = new Scorer(records());
    for (int n = 0; n < steps; n++) {
      scorer.actual("s", n, new double[] {n});
      double[] mean = new double[H];
      for (int h = 1; h <= H; h++) {
        mean[h - 1] = n + h + h / 2.0;
      }
      scorer.forecast("s", n, new ModelForecast(MODEL, new double[][] {mean}, new double[1][0][]));
    }
    ModelScores scores = scorer.scores().models().get(MODEL);
    assertThat(scores.pairs()).isEqualTo(H * 200 - (1 + 2 + 3 + 4)); // origins 1000 to 1199 − h
    assertThat(scores.skillByHorizon()).containsExactly(0.5, 0.5, 0.5, 0.5);
    assertThat(scores.maeByHorizon()).containsExactly(0.5, 1.0, 1.5, 2.0);
    assertThat(scores.mae()).isEqualTo(1.25);
    assertThat(scores.rmse()).isEqualTo(1.25);
    assertThat(scores.bias()).isEqualTo(1.25);
    assertThat(scores.quantiles()).isEmpty();
  }

  @Test
  void onAConstantThereIsErrorButNoSkillToSpeakOf() {
    ModelScores scores = scores(records(), 1_100, n -> 7, n -> 5).models().get(MODEL);
    assertThat(scores.mae()).isEqualTo(2);
    assertThat(scores.bias()).isEqualTo(-2);
    assertThat(scores.skill()).isNaN();
  }

  /** Two too high on a ramp of 3 a step, each relative error by its formula over all pairs. */
  @Test
  void relativeErrorsAreThoseOfTheirFormulas() {
    int steps = 1_300;
    ModelScores scores = scores(records(), steps, n -> 3 * n, n -> 3 * n + 2).models().get(MODEL);
    double nrmse = 0;
    double mape = 0;
    double smape = 0;
    for (int h = 1; h <= H; h++) {
      double[] values = new double[steps - h - 1_000];
      for (int i = 0; i < values.length; i++) {
        values[i] = 3 * (1_000 + i + h);
        mape += 2 / values[i] / values.length / H;
        smape += 2 * 2 / (values[i] + values[i] + 2) / values.length / H;
      }
      double mean = Arrays.stream(values).average().orElseThrow();
      double variance =
          Arrays.stream(values).map(y -> (y - mean) * (y - mean)).average().orElseThrow();
      nrmse += 2 / Math.sqrt(variance) / H;
    }
    assertThat(scores.relative().nrmse()).isCloseTo(nrmse, within(1e-9));
    assertThat(scores.relative().mape()).isCloseTo(mape, within(1e-12));
    assertThat(scores.relative().smape()).isCloseTo(smape, within(1e-12));
    assertThat(scores.relative().mase()).isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void nothingIsDividedByNearlyZero() {
    IntToDoubleFunction rarelyZero = n -> n % 20 == 0 ? 0.001 : 10;
    ModelScores rarely = scores(records(), 1_500, rarelyZero, n -> 9).models().get(MODEL);
    assertThat(rarely.relative().mape()).isCloseTo(0.1, within(1e-12));
    IntToDoubleFunction oftenZero = n -> n % 5 == 0 ? 0 : 10;
    ModelScores often = scores(records(), 1_500, oftenZero, n -> 9).models().get(MODEL);
    assertThat(often.relative().mape()).isNaN();
    assertThat(often.relative().smape()).isNaN();
    ModelScores constant = scores(records(), 1_100, n -> 7, n -> 5).models().get(MODEL);
    assertThat(constant.relative().mase()).isNaN();
    assertThat(constant.relative().nrmse()).isNaN();
  }

  /** What follows keeps only the last values, and says the same. */
  @Test
  void whatIsForgottenOnTheWayIsNotMissed() {
    TopologySpec spec = steps("1h");
    Scorer all = new Scorer(spec);
    Scorer following = Scorer.following(spec);
    SplittableRandom random = new SplittableRandom(4);
    for (int n = 0; n < 6_000; n += random.nextInt(20) == 0 ? 3 : 1) {
      double[] value = {random.nextInt(30) == 0 ? Double.NaN : random.nextGaussian() + n % 24};
      ModelForecast forecast = says(n, step -> step % 24);
      for (Scorer scorer : List.of(all, following)) {
        scorer.actual("s", n, value);
        scorer.forecast("s", n, forecast);
      }
    }
    assertThat(following.scores()).isEqualTo(all.scores());
    assertThat(all.scores().models().get(MODEL).pairs()).isGreaterThan(10_000);
  }

  @Test
  void nothingCountsBeforeTheThousandthStep() {
    assertThat(scores(records(), 1_001, n -> n, n -> n).models()).isEmpty();
    assertThat(scores(records(), 1_002, n -> n, n -> n).models().get(MODEL).pairs()).isEqualTo(1);
  }

  /**
   * Values that repeat every day: one day ago is exact, so no forecast can have skill against it.
   */
  @Test
  void aDayAgoIsAYardstickOnceThereAreTwo() {
    IntToDoubleFunction daily = n -> n % 24;
    IntToDoubleFunction off = n -> n % 24 + 1;
    assertThat(scores(steps("1h"), 1_100, daily, off).models().get(MODEL).skill()).isNaN();
    // Of steps of a minute, 1,100 are not even a day: only the last value is left, which is off by
    // 1 h or, where the
    // pattern wraps, by 24 − h.
    ModelScores minutes = scores(steps("1m"), 1_100, daily, off).models().get(MODEL);
    double lastValueError = 0;
    for (int origin = 1_000; origin + 1 < 1_100; origin++) {
      lastValueError += Math.abs(origin % 24 - (origin + 1) % 24);
    }
    assertThat(minutes.skillByHorizon().get(0)).isEqualTo(99 / lastValueError);
  }

  @Test
  void quantilesAreJudgedByPinballLossAndCoverage() {
    Scorer scorer = new Scorer(records());
    // Values 0, 1, 2, 3 in turn; quantiles of levels 1/4 and 3/4 at 0.5 and 2: the four losses are
    // level 1/4: 0.375, 0.125, 0.375, 0.625 and level 3/4: 0.5, 0.25, 0, 0.75.
    for (int n = 0; n < 1_000 + 4 * 40; n++) {
      scorer.actual("s", n, new double[] {n % 4});
      double[][] quantiles = {{0.5, 0.5, 0.5, 0.5}, {2, 2, 2, 2}};
      scorer.forecast(
          "s",
          n,
          new ModelForecast(MODEL, new double[][] {{1, 1, 1, 1}}, new double[][][] {quantiles}));
    }
    for (int n = 1_160; n < 1_164; n++) {
      scorer.actual("s", n, new double[] {n % 4}); // now each horizon has whole rounds
    }
    ModelScores.QuantileScores scores =
        scorer.scores().models().get(MODEL).quantiles().orElseThrow();
    assertThat(scores.pinball().get(0)).isEqualTo((0.375 + 0.125 + 0.375 + 0.625) / 4);
    assertThat(scores.pinball().get(1)).isEqualTo((0.5 + 0.25 + 0 + 0.75) / 4);
    // The value 2 lies at the quantile of level 3/4, and counts as that much of a value below it.
    assertThat(scores.coverage()).containsExactly(0.25, (1 + 1 + 0.75 + 0) / 4);
    assertThat(scores.interval()).isEqualTo(0.5);
    assertThat(scores.intervalByHorizon()).containsExactly(0.5, 0.5, 0.5, 0.5);
    assertThat(scores.nominal()).isEqualTo(0.5);
    // Width 1.5; 0 lies 0.5 too low and 3 lies 1 too high, at 2/(1 − 0.5) each.
    assertThat(scores.winkler()).isCloseTo(1.5 + (4 * 0.5 + 4 * 1) / 4, within(1e-12));
    assertThat(scores.winklerByHorizon())
        .allSatisfy(winkler -> assertThat(winkler).isCloseTo(3, within(1e-12)));
    // Each level stands for half of them.
    assertThat(scores.crps()).isCloseTo(2 * (0.5 * 0.375 + 0.5 * 0.375), within(1e-12));
  }

  private static ModelScores.QuantileScores uniform(List<Double> levels) {
    TopologySpec spec =
        ReplayFixture.spec(
            "name: n\nsource: {topic: t, targets: [y]}\nforecast: {horizon: 1, quantiles: "
                + levels
                + "}\n");
    Scorer scorer = new Scorer(spec);
    double[][] quantiles =
        levels.stream().map(level -> new double[] {level}).toArray(double[][]::new);
    ModelForecast said =
        new ModelForecast(MODEL, new double[][] {{0.5}}, new double[][][] {quantiles});
    for (int n = 0; n <= 1_000 + 10_000; n++) {
      scorer.actual("s", n, new double[] {(n % 10_000 + 0.5) / 10_000}); // evenly over 0 to 1
      scorer.forecast("s", n, said);
    }
    return scorer.scores().models().get(MODEL).quantiles().orElseThrow();
  }

  /** Of the uniform distribution, whose pinball loss is τ(1 − τ)/2 and whose score is 1/6. */
  @Test
  void theRankedProbabilityScoreIsThatOfTheDistributionIfLevelsAreMany() {
    List<Double> many = new ArrayList<>();
    for (int q = 0; q < 50; q++) {
      many.add((q + 0.5) / 50);
    }
    assertThat(uniform(many).crps()).isCloseTo(1.0 / 6, within(2e-4));
    double few = 2 * (0.275 * 0.05 * 0.95 + 0.45 * 0.25 / 2);
    assertThat(uniform(List.of(0.05, 0.5, 0.95)).crps()).isCloseTo(few, within(1e-4));
  }

  @Test
  void theIntervalIsTheWidestThatLeavesOutAsMuchBelowAsAbove() {
    // Of the uniform distribution: width, and 2/(1 − nominal) for each side's mean miss of τ²/2.
    ModelScores.QuantileScores symmetric = uniform(List.of(0.01, 0.1, 0.5, 0.9));
    assertThat(symmetric.nominal()).isEqualTo(0.8);
    assertThat(symmetric.interval()).isCloseTo(0.8, within(1e-3));
    assertThat(symmetric.winkler()).isCloseTo(0.8 + 2 / 0.2 * 0.01, within(1e-3));
    // Without such a pair the outermost: 0.05²/2 is missed below and 0.2²/2 above.
    ModelScores.QuantileScores lopsided = uniform(List.of(0.05, 0.4, 0.8));
    assertThat(lopsided.nominal()).isEqualTo(0.75);
    assertThat(lopsided.winkler()).isCloseTo(0.75 + 0.00125 / 0.05 + 0.02 / 0.2, within(1e-3));
    assertThat(uniform(List.of(0.5)).nominal()).isZero();
  }

  /** Random values of two targets with gaps in a series, and random forecasts of them. */
  private static final class Chance {
    final int steps = 1_500;
    final double[][] values = new double[steps][];
    final ModelForecast[] forecasts = new ModelForecast[steps]; // null: none
    final boolean[] skipped = new boolean[steps];

    Chance(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int n = 0; n < steps; n++) {
        skipped[n] = n > 0 && random.nextInt(20) == 0;
        values[n] = new double[] {value(random), value(random)};
        if (skipped[n]) {
          Arrays.fill(values[n], Double.NaN);
        } else if (random.nextInt(10) > 0) {
          double[][] mean = new double[2][H];
          for (double[] ofTarget : mean) {
            Arrays.setAll(ofTarget, h -> value(random));
          }
          forecasts[n] = new ModelForecast(MODEL, mean, new double[2][0][]);
        }
      }
    }

    private static double value(SplittableRandom random) {
      return random.nextInt(8) == 0 ? Double.NaN : random.nextDouble();
    }

    /** The definition, written a second time: one target and horizon. */
    double skillAt(int target, int h, int... periods) {
      double own = 0;
      double[] naive = new double[1 + periods.length];
      for (int origin = Math.max(1_000, Arrays.stream(periods).max().orElse(0));
          origin + h < steps;
          origin++) {
        double[] said = new double[naive.length];
        said[0] = values[origin][target];
        for (int p = 0; p < periods.length; p++) {
          int back = periods[p];
          while (back < h) {
            back += periods[p];
          }
          said[1 + p] = values[origin + h - back][target];
        }
        double actual = values[origin + h][target];
        double mine =
            forecasts[origin] == null ? Double.NaN : forecasts[origin].mean()[target][h - 1];
        double all = Arrays.stream(said).sum() + actual + mine;
        if (!Double.isNaN(all)) {
          own += Math.abs(mine - actual);
          for (int y = 0; y < said.length; y++) {
            naive[y] += Math.abs(said[y] - actual);
          }
        }
      }
      return own / Arrays.stream(naive).min().orElseThrow();
    }

    double skill(int... periods) {
      double sum = 0;
      for (int t = 0; t < 2; t++) {
        for (int h = 1; h <= H; h++) {
          sum += skillAt(t, h, periods) / (2 * H);
        }
      }
      return sum;
    }

    void actual(Scorer scorer, String series, int n) {
      if (!skipped[n]) {
        scorer.actual(series, 5_000_000 + n, values[n]);
      }
    }

    void forecast(Scorer scorer, String series, int n) {
      if (forecasts[n] != null) {
        scorer.forecast(series, 5_000_000 + n, forecasts[n]);
      }
    }
  }

  private static TopologySpec twoTargets(String every) {
    return ReplayFixture.spec(
        "name: two\nsource: {topic: t, time: time, targets: [y, z]}\nstep: {every: "
            + every
            + "}\nforecast: {horizon: 4}\n");
  }

  @Test
  void skillIsWhatItsDefinitionSays() {
    List<Chance> all = List.of(new Chance(1), new Chance(2), new Chance(3));
    Scorer hours = new Scorer(twoTargets("1h")); // a day is 24, a week 168
    Scorer halfDays = new Scorer(twoTargets("12h")); // a day is 2, less than the horizon; a week 14
    Scorer minutes =
        new Scorer(twoTargets("2m")); // a day is 720, of which 1,500 are two; a week 5,040
    for (int s = 0; s < all.size(); s++) {
      for (int n = 0; n < all.get(s).steps; n++) {
        for (Scorer scorer : List.of(hours, halfDays, minutes)) {
          all.get(s).actual(scorer, "series-" + s, n);
          all.get(s).forecast(scorer, "series-" + s, n);
        }
      }
    }
    for (int s = 0; s < all.size(); s++) {
      Chance one = all.get(s);
      assertThat(skill(hours, s)).isCloseTo(one.skill(24, 168), within(1e-12));
      assertThat(skill(halfDays, s)).isCloseTo(one.skill(2, 14), within(1e-12));
      assertThat(skill(minutes, s)).isCloseTo(one.skill(720), within(1e-12));
    }
    double mean = all.stream().mapToDouble(one -> one.skill(24, 168)).average().orElseThrow();
    assertThat(hours.scores().models().get(MODEL).skill()).isCloseTo(mean, within(1e-12));
    double first = (all.get(0).skillAt(0, 3, 24, 168) + all.get(0).skillAt(1, 3, 24, 168)) / 2;
    assertThat(hours.scores().bySeries().get("series-0").get(MODEL).skillByHorizon().get(2))
        .isCloseTo(first, within(1e-12));
  }

  private static double skill(Scorer scorer, int series) {
    return scorer.scores().bySeries().get("series-" + series).get(MODEL).skill();
  }

  @Test
  void whicheverSideComesFirstTheScoresAreTheSame() {
    Chance chance = new Chance(4);
    Scorer together = new Scorer(twoTargets("1h"));
    Scorer actualsFirst = new Scorer(twoTargets("1h"));
    Scorer forecastsFirst = new Scorer(twoTargets("1h"));
    Scorer mixed = new Scorer(twoTargets("1h"));
    List<Boolean> turns = new ArrayList<>();
    for (int n = 0; n < chance.steps; n++) {
      chance.actual(together, "s", n);
      chance.forecast(together, "s", n);
      chance.actual(actualsFirst, "s", n);
      chance.forecast(forecastsFirst, "s", n);
      turns.add(true);
      turns.add(false);
    }
    Collections.shuffle(turns, new java.util.Random(1));
    int[] next = new int[2];
    for (boolean actual : turns) {
      if (actual) {
        chance.actual(mixed, "s", next[0]++);
      } else {
        chance.forecast(mixed, "s", next[1]++);
      }
    }
    for (int n = 0; n < chance.steps; n++) {
      chance.forecast(actualsFirst, "s", n);
      chance.actual(forecastsFirst, "s", n);
    }
    // Sums run over the same pairs in other orders.
    for (Scorer other : List.of(actualsFirst, forecastsFirst, mixed)) {
      ModelScores expected = together.scores().models().get(MODEL);
      ModelScores found = other.scores().models().get(MODEL);
      assertThat(found.pairs()).isEqualTo(expected.pairs()).isPositive();
      assertThat(found.skill()).isCloseTo(expected.skill(), within(1e-12));
      assertThat(found.rmse()).isCloseTo(expected.rmse(), within(1e-12));
    }
  }

  @Test
  void aSilenceOfYearsIsAGapAndTakesNoMemory() {
    Scorer scorer = new Scorer(records());
    for (long n = 0; n < 1_010; n++) {
      scorer.actual("s", n, new double[] {n});
    }
    scorer.forecast("s", 1_009, says(1_009, n -> n));
    long later = 4_000_000_000_000L;
    for (int n = 0; n < 3; n++) {
      scorer.actual("s", later + n, new double[] {n});
      scorer.forecast("s", later + n, says(0, m -> 0));
    }
    assertThat(scorer.scores().models().get(MODEL).pairs()).isEqualTo(2 + 1);
  }

  @Test
  void stepsThatGoBackAreRefused() {
    Scorer scorer = new Scorer(records());
    scorer.actual("s", 5, new double[] {1});
    assertThatThrownBy(() -> scorer.actual("s", 5, new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("step 5 is not after step 5");
    assertThatThrownBy(() -> scorer.actual("s", 6, new double[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
