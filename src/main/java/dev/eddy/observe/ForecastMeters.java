package dev.eddy.observe;

import dev.eddy.forecast.StepForecast.Settled;
import dev.eddy.spec.TopologySpec;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;

/**
 * How one model forecasts, for each target, horizon class and quantile. Safe for use by several
 * threads.
 */
final class ForecastMeters {
  private final Counter forecasts;
  private final List<HorizonClass> classes;
  private final DistributionSummary[][] errors; // [targets][classes]
  private final RunningRatio[][] skill; // [targets][classes]
  private final RunningRatio[] coverage; // [levels]; empty for a model without quantiles
  private final Optional<IntervalMeters> intervals;

  ForecastMeters(MeterRegistry registry, TopologySpec spec, String model, boolean withQuantiles) {
    String topology = spec.name();
    List<String> targets = spec.source().targets();
    List<Double> levels = withQuantiles ? spec.forecast().quantiles() : List.of();
    forecasts = MeterCatalogue.FORECASTS.counter(registry, topology, model);
    classes = HorizonClass.of(spec.forecast().horizon());
    errors = new DistributionSummary[targets.size()][classes.size()];
    skill = new RunningRatio[targets.size()][classes.size()];
    for (int t = 0; t < errors.length; t++) {
      for (int c = 0; c < errors[t].length; c++) {
        String[] tags = {topology, model, targets.get(t), classes.get(c).label()};
        errors[t][c] = MeterCatalogue.ABSOLUTE_ERROR.summary(registry, tags);
        skill[t][c] = new RunningRatio();
        MeterCatalogue.SKILL.gauge(registry, skill[t][c]::value, tags);
      }
    }
    intervals =
        levels.size() > 1
            ? Optional.of(new IntervalMeters(registry, spec, model))
            : Optional.empty();
    coverage = new RunningRatio[levels.size()];
    for (int q = 0; q < coverage.length; q++) {
      coverage[q] = new RunningRatio();
      MeterCatalogue.COVERAGE.gauge(
          registry, coverage[q]::value, topology, model, levels.get(q).toString());
    }
  }

  void forecastMade() {
    forecasts.increment();
  }

  /**
   * Takes in how earlier forecasts of one step turned out.
   *
   * @param yardstick [H] absolute errors of last-value at the same step; empty if there are none.
   *     Not modified.
   */
  void settled(Settled settled, double[] yardstick) {
    for (int c = 0; c < classes.size(); c++) {
      settle(c, settled, yardstick);
    }
    for (int q = 0; q < Math.min(coverage.length, settled.belowQuantile().length); q++) {
      double below = 0;
      int judged = 0;
      for (double one : settled.belowQuantile()[q]) {
        if (!Double.isNaN(one)) {
          below += one;
          judged++;
        }
      }
      if (judged > 0) {
        coverage[q].add(below, judged);
      }
    }
    intervals.ifPresent(meters -> meters.settled(settled));
  }

  private void settle(int c, Settled settled, double[] yardstick) {
    HorizonClass horizons = classes.get(c);
    double sum = 0;
    double comparable = 0;
    double ofYardstick = 0;
    int errorsKnown = 0;
    boolean compared = false;
    for (int h = horizons.first(); h <= horizons.last(); h++) {
      double error = settled.absoluteError()[h - 1];
      if (Double.isFinite(error)) {
        sum += error;
        errorsKnown++;
        if (h <= yardstick.length && Double.isFinite(yardstick[h - 1])) {
          comparable += error;
          ofYardstick += yardstick[h - 1];
          compared = true;
        }
      }
    }
    if (errorsKnown > 0) {
      errors[settled.target()][c].record(sum / errorsKnown);
    }
    if (compared) {
      skill[settled.target()][c].add(comparable, ofYardstick);
    }
  }
}
