package dev.eddy.observe;

import dev.eddy.forecast.IntervalLevels;
import dev.eddy.forecast.StepForecast.Settled;
import dev.eddy.spec.TopologySpec;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/**
 * How one model's intervals turn out, for each target and horizon class. Safe for use by several
 * threads.
 */
final class IntervalMeters {
  private final IntervalLevels levels;
  private final List<HorizonClass> classes;
  private final RunningRatio[][] coverage; // [targets][classes]
  private final DistributionSummary[][] scores; // [targets][classes]

  IntervalMeters(MeterRegistry registry, TopologySpec spec, String model) {
    List<String> targets = spec.source().targets();
    levels = IntervalLevels.of(spec.forecast().quantiles());
    classes = HorizonClass.of(spec.forecast().horizon());
    coverage = new RunningRatio[targets.size()][classes.size()];
    scores = new DistributionSummary[targets.size()][classes.size()];
    for (int t = 0; t < targets.size(); t++) {
      for (int c = 0; c < classes.size(); c++) {
        String[] tags = {spec.name(), model, targets.get(t), classes.get(c).label()};
        coverage[t][c] = new RunningRatio();
        MeterCatalogue.INTERVAL_COVERAGE.gauge(registry, coverage[t][c]::value, tags);
        scores[t][c] = MeterCatalogue.INTERVAL_SCORE.summary(registry, tags);
      }
    }
  }

  /** Takes in how earlier forecasts of one step turned out. */
  void settled(Settled settled) {
    for (int c = 0; c < classes.size() && settled.winkler().length > 0; c++) {
      settle(c, settled);
    }
  }

  private void settle(int c, Settled settled) {
    double[] belowLow = settled.belowQuantile()[levels.low()];
    double[] belowHigh = settled.belowQuantile()[levels.high()];
    int inside = 0;
    double sum = 0;
    int known = 0;
    for (int h = classes.get(c).first(); h <= classes.get(c).last(); h++) {
      double score = settled.winkler()[h - 1];
      if (Double.isFinite(score)) {
        inside += belowLow[h - 1] < 1 && belowHigh[h - 1] > 0 ? 1 : 0;
        sum += score;
        known++;
      }
    }
    if (known > 0) {
      coverage[settled.target()][c].add(inside, known);
      scores[settled.target()][c].record(sum / known);
    }
  }
}
