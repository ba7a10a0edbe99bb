package dev.eddy.backtest.score;

import dev.eddy.spec.StepSpec;
import dev.eddy.spec.TopologySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The naive forecasts by which skill is measured: the last value, and what was seen one day and one
 * week ago. They are fixed, whatever seasons the engine finds.
 *
 * @param periods of those that look back, in steps, shortest first; none without steps of a width,
 *     nor of one step, which would be the last value again
 */
record Yardsticks(List<Long> periods) {
  private static final List<Duration> LOOK_BACK = List.of(Duration.ofDays(1), Duration.ofDays(7));

  Yardsticks {
    periods = List.copyOf(periods);
  }

  /** Those of a topology. */
  static Yardsticks of(TopologySpec spec) {
    List<Long> periods = new ArrayList<>();
    for (Duration period : LOOK_BACK) {
      long millis = spec.step().map(StepSpec::every).map(Duration::toMillis).orElse(Long.MAX_VALUE);
      if (period.toMillis() % millis == 0 && period.toMillis() > millis) {
        periods.add(period.toMillis() / millis);
      }
    }
    return new Yardsticks(periods);
  }

  /** How many there are, the last value included. */
  int count() {
    return 1 + periods.size();
  }

  /**
   * What a yardstick says of the step h after an origin, as the number of the step whose value it
   * takes: the latest that is a whole number of periods before.
   *
   * @param yardstick 0: the last value; else one more than the index of the period
   */
  long source(int yardstick, long origin, int h) {
    if (yardstick == 0) {
      return origin;
    }
    long period = periods.get(yardstick - 1);
    return origin + h - period * ((h + period - 1) / period);
  }
}
