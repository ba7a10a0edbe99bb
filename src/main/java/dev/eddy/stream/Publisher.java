package dev.eddy.stream;

import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.Outcome;
import dev.eddy.forecast.RecordJson;
import dev.eddy.forecast.StepForecast;
import dev.eddy.forecast.StepForecast.Learned;
import dev.eddy.spec.ForecastSpec.Publish;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.TopologySpec;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Makes records of what came of one, with its series as key and its timestamp. Immutable. */
final class Publisher {
  private final RecordJson json;
  private final Set<String> publishedModels;
  private final int learningEvery;
  private final RejectedRecords rejectedRecords;

  Publisher(TopologySpec spec, RejectedRecords rejectedRecords) {
    this.json = new RecordJson(spec);
    this.publishedModels = new HashSet<>(Set.of(TopologySpec.COMBINED));
    if (spec.forecast().publish() == Publish.ALL) {
      spec.models().stream().map(ModelSpec::name).forEach(publishedModels::add);
    }
    this.learningEvery = spec.sink().learning().every();
    this.rejectedRecords = rejectedRecords;
  }

  /**
   * Forwards forecasts, learning reports, and the record itself if it was refused; and shows them
   * to readers.
   */
  void publish(
      Record<String, Reading> record,
      Outcome outcome,
      ProcessorContext<byte[], byte[]> context,
      LatestOfTask latest) {
    String series = record.key();
    byte[] key = series.getBytes(StandardCharsets.UTF_8);
    for (StepForecast step : outcome.steps()) {
      Published published = new Published(step);
      for (ModelForecast forecast : step.forecasts()) {
        if (publishedModels.contains(forecast.model())) {
          byte[] value = json.forecast(series, step, forecast);
          published.forecasts().put(forecast.model(), value);
          context.forward(new Record<>(key, value, record.timestamp()), EddyTopology.FORECASTS);
        }
      }
      for (Learned learned : step.learning()) {
        if (isReported(learned)) {
          byte[] value = json.learning(series, step, learned);
          published.reports().put(learned.model(), value);
          context.forward(new Record<>(key, value, record.timestamp()), EddyTopology.LEARNING);
        }
      }
      latest.show(series, published);
    }
    if (outcome.rejection().isPresent()) {
      Reading came = record.value();
      context.forward(
          rejectedRecords.of(
              came.key(), came.value(), record, came.position(), outcome.rejection().get()),
          EddyTopology.REJECTED);
    }
  }

  private boolean isReported(Learned learned) {
    return learned.report().outOfTheOrdinary() || learned.report().completes(learningEvery);
  }
}
