package dev.eddy.spec;

import java.util.List;

/**
 * The pinball loss, whose minimum is a quantile (Koenker and Bassett 1978, doi 10.2307/1913643), as
 * the mean over several levels that share the hidden layers. The forecast is the median.
 *
 * @param levels rising, each above 0 and below 1; 0.5 is among them
 */
public record PinballSpec(List<Double> levels) implements LossSpec {
  /** The level of the point forecast. */
  public static final double MEDIAN = 0.5;

  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public PinballSpec {
    levels = levels == null ? List.of(0.05, MEDIAN, 0.95) : List.copyOf(levels);
    Checks checks = new Checks();
    checks.that(levels.contains(MEDIAN), "levels", levels, "must hold 0.5, the forecast itself");
    double before = 0;
    for (double level : levels) {
      checks.that(
          level > before && level < 1, "levels", level, "must rise, from above 0 to below 1");
      before = level;
    }
    checks.done();
  }
}
