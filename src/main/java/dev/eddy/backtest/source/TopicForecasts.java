package dev.eddy.backtest.source;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.forecast.ForecastRecord;
import dev.eddy.forecast.RecordJson;
import dev.eddy.spec.TopologySpec;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The forecasts that a deployment has published, up to where its topic ends when it is opened. For
 * one thread.
 */
public final class TopicForecasts implements Closeable {
  private final String topic;
  private final TopicRecords records;
  private final RecordJson json;

  /**
   * Opens a topic.
   *
   * @param spec the deployment's topology, by whose settings it is read
   * @throws BacktestFailure if there is no such topic, or no broker answers
   */
  public TopicForecasts(String topic, TopologySpec spec) {
    this.topic = topic;
    this.json = new RecordJson(spec);
    this.records = new TopicRecords(topic, spec, TimeRange.ALL);
  }

  /**
   * The next forecast; empty at the end.
   *
   * @throws BacktestFailure if a record is none of this topology, saying where
   */
  public Optional<ForecastRecord> next() {
    Optional<ConsumerRecord<byte[], byte[]>> record = records.next();
    return record.isEmpty() ? Optional.empty() : Optional.of(read(record.get()));
  }

  private ForecastRecord read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return json.readForecast(record.value() == null ? new byte[0] : record.value());
    } catch (IOException e) {
      throw BacktestFailure.ofRunning(
          "topic "
              + topic
              + ", partition "
              + record.partition()
              + ", offset "
              + record.offset()
              + ": is no forecast of this topology",
          e);
    }
  }

  @Override
  public void close() {
    records.close();
  }
}
