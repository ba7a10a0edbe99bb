package dev.eddy.forecast;

import static dev.eddy.forecast.QuantileRun.gaussian;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.spec.BoundsSpec;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Intervals of 90 % about forecasts of synthetic series: in disjoint windows of 2,000 steps after
 * the first 1,000 they cover 86 to 94 %, and they are sharper than those from the empirical
 * quantiles of the same errors wherever these change.
 */
class IntervalsTest {
  private static final List<Double> LEVELS = List.of(0.05, 0.5, 0.95);
  private static final int HORIZON = 12;
  private static final int STEPS = 9_000;

  /** Noise about a mean that is 0, or about what the value was; and how much sharper at least. */
  private enum Kind {
    INDEPENDENT(1.03, (random, n) -> gaussian(random)),
    HEAVY_TAILED(1.03, (random, n) -> gaussian(random) / Math.sqrt(random.nextDouble(0.05, 1))),
    SPREAD_CHANGES(0.85, (random, n) -> gaussian(random) * (n / 1_500 % 2 == 0 ? 1 : 4)),
    SPREAD_GROWS(0.92, (random, n) -> gaussian(random) * (1 + n / 3_000.0)),
    SPREAD_OF_THE_DAY(
        0.8, (random, n) -> gaussian(random) * (1.1 + Math.sin(2 * Math.PI * n / 24))),
    LEVEL_SHIFTS(0.85, (random, n) -> gaussian(random) + (n / 1_700 % 2 == 0 ? 0 : 15)),
    HALF_MISSING(1.03, (random, n) -> random.nextBoolean() ? Double.NaN : gaussian(random)),
    HALF_IS_QUIET(0.75, (random, n) -> gaussian(random) * (Math.floorMod(n, 24) < 12 ? 1 : 0.001));

    final double most; // of the Winkler score over that of the empirical intervals
    final ToDoubleBiFunction<SplittableRandom, Integer> value;

    Kind(double most, ToDoubleBiFunction<SplittableRandom, Integer> value) {
      this.most = most;
      this.value = value;
    }
  }

  @ParameterizedTest
  @EnumSource
  void coverAsTheySayAndAreNoWiderThanTheyNeed(Kind kind) {
    for (int seed = 1; seed <= 2; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      QuantileRun run =
          new QuantileRun(
              LEVELS, HORIZON, Optional.of(ConformalQuantilesTest.day()), BoundsSpec.NONE);
      double level = 0;
      for (int n = 0; n < STEPS; n++) {
        double value = kind.value.applyAsDouble(random, n);
        level += Double.isNaN(value) ? 0 : 0.02 * (value - level);
        run.step(value, level);
      }
      assertHolds(run, kind.most);
    }
  }

  /**
   * A random walk whose steps are small and large in turns; errors far ahead hang together, so that
   * windows hold fewer that are independent.
   */
  @Test
  void coverARandomWalkThatIsCalmAndWildInTurns() {
    SplittableRandom random = new SplittableRandom(3);
    QuantileRun run = new QuantileRun(LEVELS, HORIZON);
    double value = 0;
    double wild = 1;
    for (int n = 0; n < STEPS; n++) {
      double step = gaussian(random) * wild;
      wild = Math.sqrt(0.05 + 0.1 * step * step + 0.85 * wild * wild);
      value += step;
      run.step(value, value);
    }
    assertHolds(run, 1.02);
  }

  private static void assertHolds(QuantileRun run, double most) {
    for (int h : new int[] {1, HORIZON / 2, HORIZON}) {
      for (int from = 1_000; from + 2_000 <= STEPS; from += 2_000) {
        assertThat(run.inside(h, from, from + 2_000))
            .as("h=%d from %d", h, from)
            .isBetween(0.86, 0.94);
      }
      assertThat(run.winklerRatio(h, 1_000, STEPS, 0.1)).as("h=%d", h).isLessThan(most);
    }
  }
}
