package dev.eddy.observe;

import dev.eddy.model.LearningReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** How one entry of a topology learns. Safe for use by several threads. */
final class LearningMeters {
  private final Map<LearningReport.Outcome, Counter> updates;
  private final Counter clipped;
  private final DistributionSummary loss;
  private final DistributionSummary gradientNorm;
  private final DistributionSummary appliedNorm;

  LearningMeters(MeterRegistry registry, String topology, String model) {
    updates = new EnumMap<>(LearningReport.Outcome.class);
    for (LearningReport.Outcome outcome : LearningReport.Outcome.values()) {
      updates.put(
          outcome, MeterCatalogue.UPDATES.counter(registry, topology, model, outcome.label()));
    }
    clipped = MeterCatalogue.CLIPPED.counter(registry, topology, model);
    loss = MeterCatalogue.LOSS.summary(registry, topology, model);
    gradientNorm = MeterCatalogue.GRADIENT_NORM.summary(registry, topology, model);
    appliedNorm = MeterCatalogue.APPLIED_NORM.summary(registry, topology, model);
  }

  void learned(LearningReport report) {
    updates.get(report.outcome()).increment();
    if (report.clipped()) {
      clipped.increment();
    }
    recordFinite(loss, report.loss());
    recordFinite(gradientNorm, report.gradientNorm());
    if (report.outcome() == LearningReport.Outcome.APPLIED) {
      recordFinite(appliedNorm, report.appliedNorm());
    }
  }

  /** A sum that was once infinite stays so: what is not finite is counted by outcome only. */
  private static void recordFinite(DistributionSummary summary, double value) {
    if (Double.isFinite(value)) {
      summary.record(value);
    }
  }
}
