package dev.eddy.stream;

import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.Outcome;
import dev.eddy.forecast.RecordJson;
import dev.eddy.forecast.StepForecast;
import dev.eddy.forecast.StepForecast.Learned;
import dev.eddy.observe.EngineMeters;
import dev.eddy.spec.ForecastSpec.Publish;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.TopologySpec;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Makes records of what came of one, with its series as key and its timestamp. Not safe for use by
 * several threads.
 */
final class Publisher {
  private final RecordJson json;
  private final Set<String> publishedModels;
  private final int learningEvery;
  private final RejectedRecords rejectedRecords;
  private final PublishRule rule;
  private final EngineMeters meters;

  Publisher(EddyTopology.Parts parts) {
    TopologySpec spec = parts.generation().spec();
    this.json = new RecordJson(spec);
    this.publishedModels = new HashSet<>(Set.of(TopologySpec.COMBINED));
    if (spec.forecast().publish() == Publish.ALL) {
      spec.models().stream().map(ModelSpec::name).forEach(publishedModels::add);
    }
    this.learningEvery = spec.sink().learning().every();
    this.rejectedRecords = parts.rejectedRecords();
    this.rule = parts.rule();
    this.meters = parts.meters();
  }

  /**
   * Forwards forecasts and learning reports, unless history is caught up on in silence, and the
   * record itself if it was refused; what is forwarded is shown to readers.
   */
  void publish(
      Record<String, Reading> record,
      Outcome outcome,
      ProcessorContext<byte[], byte[]> context,
      LatestOfTask latest) {
    Reading came = record.value();
    for (StepForecast step : outcome.steps()) {
      if (rule.publishes(came.position(), step)) {
        latest.show(record.key(), publish(record, step, context));
      } else {
        meters.withheld(
            step.forecasts().stream().filter(one -> publishedModels.contains(one.model())).count());
      }
    }
    if (outcome.rejection().isPresent()) {
      context.forward(
          rejectedRecords.of(
              came.key(), came.value(), record, came.position(), outcome.rejection().get()),
          EddyTopology.REJECTED);
    }
  }

  private Published publish(
      Record<String, Reading> record, StepForecast step, ProcessorContext<byte[], byte[]> context) {
    String series = record.key();
    byte[] key = series.getBytes(StandardCharsets.UTF_8);
    Published published = new Published(step);
    for (ModelForecast forecast : step.forecasts()) {
      if (publishedModels.contains(forecast.model())) {
        byte[] value = json.forecast(series, step, forecast);
        published.forecasts().put(forecast.model(), value);
        context.forward(new Record<>(key, value, record.timestamp()), EddyTopology.FORECASTS);
      }
    }
    if (step.followsReset()) {
      byte[] value = json.reset(series, step);
      context.forward(new Record<>(key, value, record.timestamp()), EddyTopology.LEARNING);
    }
    for (Learned learned : step.learning()) {
      if (isReported(learned)) {
        byte[] value = json.learning(series, step, learned);
        published.reports().put(learned.model(), value);
        context.forward(new Record<>(key, value, record.timestamp()), EddyTopology.LEARNING);
      }
    }
    return published;
  }

  private boolean isReported(Learned learned) {
    return learned.report().outOfTheOrdinary() || learned.report().completes(learningEvery);
  }
}
