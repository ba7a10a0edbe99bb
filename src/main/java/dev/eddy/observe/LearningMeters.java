package dev.eddy.observe;

import dev.eddy.model.LearningReport;
import dev.eddy.model.Reach;
import dev.eddy.model.Reach.Advice;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How one entry of a topology learns. Safe for use by several threads. */
final class LearningMeters {
  private static final Logger log = LoggerFactory.getLogger(LearningMeters.class);

  private final String topology;
  private final String model;
  private final Set<Advice> said = ConcurrentHashMap.newKeySet();
  private final Map<LearningReport.Outcome, Counter> updates;
  private final Counter clipped;
  private final DistributionSummary loss;
  private final DistributionSummary gradientNorm;
  private final DistributionSummary appliedNorm;
  private final DistributionSummary decayRate;
  private final Map<Advice, Counter> advice;

  LearningMeters(MeterRegistry registry, String topology, String model) {
    this.topology = topology;
    this.model = model;
    updates = new EnumMap<>(LearningReport.Outcome.class);
    for (LearningReport.Outcome outcome : LearningReport.Outcome.values()) {
      updates.put(
          outcome, MeterCatalogue.UPDATES.counter(registry, topology, model, outcome.label()));
    }
    clipped = MeterCatalogue.CLIPPED.counter(registry, topology, model);
    loss = MeterCatalogue.LOSS.summary(registry, topology, model);
    gradientNorm = MeterCatalogue.GRADIENT_NORM.summary(registry, topology, model);
    appliedNorm = MeterCatalogue.APPLIED_NORM.summary(registry, topology, model);
    decayRate = MeterCatalogue.DECAY_RATE.summary(registry, topology, model);
    advice = new EnumMap<>(Advice.class);
    for (Advice kind : EnumSet.complementOf(EnumSet.of(Advice.NONE))) {
      advice.put(
          kind, MeterCatalogue.WINDOW_ADVICE.counter(registry, topology, model, kind.label()));
    }
  }

  void learned(LearningReport report) {
    updates.get(report.outcome()).increment();
    if (report.gradient().clipped()) {
      clipped.increment();
    }
    recordFinite(loss, report.loss());
    recordFinite(gradientNorm, report.gradient().norm());
    if (report.outcome() == LearningReport.Outcome.APPLIED) {
      recordFinite(appliedNorm, report.gradient().appliedNorm());
    }
    recordFinite(decayRate, report.reach().decayRate());
    if (report.reach().advice() != Advice.NONE) {
      advise(report.reach());
    }
  }

  /** Counts it, and says each advice once. */
  private void advise(Reach reach) {
    advice.get(reach.advice()).increment();
    if (said.add(reach.advice())) {
      log.warn("{}, model {}: truncation.window {}", topology, model, reach.explanation());
    }
  }

  /** A sum that was once infinite stays so: what is not finite is counted by outcome only. */
  private static void recordFinite(DistributionSummary summary, double value) {
    if (Double.isFinite(value)) {
      summary.record(value);
    }
  }
}
