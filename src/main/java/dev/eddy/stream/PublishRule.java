package dev.eddy.stream;

import dev.eddy.forecast.StepForecast;
import dev.eddy.spec.PublishFrom;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.SourcePosition;
import java.util.Map;

/**
 * Tells which forecasts are published while history is caught up on. It depends on the record and
 * on what was written down at the first start, and on nothing else: however often a record is read,
 * and by whom, the answer is the same.
 */
@FunctionalInterface
interface PublishRule {
  /**
   * True if what a record gave is published.
   *
   * @param position of the record
   * @param step what it gave
   */
  boolean publishes(SourcePosition position, StepForecast step);

  /**
   * The rule of a topology.
   *
   * @param ends where the source's partitions ended at the first start; one that is missing was
   *     empty or not there
   */
  static PublishRule of(TopologySpec spec, Map<Integer, Long> ends) {
    PublishFrom from = spec.forecast().publishFrom();
    return switch (from.kind()) {
      case START -> (position, step) -> true;
      case NOW ->
          (position, step) -> position.offset() >= ends.getOrDefault(position.partition(), 0L);
      case TIME -> {
        long origin = from.time().orElseThrow().in(spec.source().zoneId()).toEpochMilli();
        yield (position, step) -> step.step().epochMillis() >= origin;
      }
    };
  }
}
