package dev.eddy.backtest.score;

import dev.eddy.model.baseline.HoltWinters;
import dev.eddy.spec.StepSpec;
import dev.eddy.spec.TopologySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The naive forecasts by which skill is measured: the last value, and what was seen one day and one
 * week ago. They are fixed, whatever seasons the engine finds.
 *
 * @param names of all, the last value's first; no model can have such a name
 * @param periods of those that look back, in steps, shortest first; none without steps of a width,
 *     nor of one step, which would be the last value again
 */
public record Yardsticks(List<String> names, List<Long> periods) {
  /**
   * Exponential smoothing, with the season of a day where steps have a width and it is not too
   * long. More than naive: skill against it is told by itself, and never enters the best.
   */
  public static final String SMOOTHING = "Holt-Winters";

  private record LookBack(String name, Duration period) {}

  private static final List<LookBack> LOOK_BACK =
      List.of(
          new LookBack("one day ago", Duration.ofDays(1)),
          new LookBack("one week ago", Duration.ofDays(7)));

  /** Copies. */
  public Yardsticks {
    names = List.copyOf(names);
    periods = List.copyOf(periods);
  }

  /** Those of a topology. */
  public static Yardsticks of(TopologySpec spec) {
    List<String> names = new ArrayList<>(List.of("last value"));
    List<Long> periods = new ArrayList<>();
    for (LookBack one : LOOK_BACK) {
      long millis = spec.step().map(StepSpec::every).map(Duration::toMillis).orElse(Long.MAX_VALUE);
      if (one.period().toMillis() % millis == 0 && one.period().toMillis() > millis) {
        names.add(one.name());
        periods.add(one.period().toMillis() / millis);
      }
    }
    return new Yardsticks(names, periods);
  }

  /** How many there are, the last value included. */
  public int count() {
    return names.size();
  }

  /** The season that exponential smoothing has, in steps; 1 without one. */
  public int smoothedPeriod() {
    return periods.isEmpty() || periods.get(0) > HoltWinters.LONGEST_PERIOD
        ? 1
        : Math.toIntExact(periods.get(0));
  }

  /** How many steps back from an origin the oldest value lies that a yardstick takes. */
  public long reach() {
    return periods.stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /**
   * What a yardstick says of the step h after an origin, as the number of the step whose value it
   * takes: the latest that is a whole number of periods before.
   *
   * @param yardstick 0: the last value; else one more than the index of the period
   */
  public long source(int yardstick, long origin, int h) {
    if (yardstick == 0) {
      return origin;
    }
    long period = periods.get(yardstick - 1);
    return origin + h - period * ((h + period - 1) / period);
  }
}
