package dev.eddy.stream;

import dev.eddy.forecast.Outcome;
import dev.eddy.observe.EngineMeters;
import dev.eddy.state.LiveSeries;
import dev.eddy.state.SeriesStore;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Hands each record to its series, and publishes what comes of it. All that must not be lost is put
 * into the stores in the same call, so that it is committed with the record or not at all.
 *
 * <p>Under at-least-once, a record may come again after a crash that has been learned already: it
 * is left out and counted. Its forecasts were handed to Kafka when it was learned; if the crash
 * overtook them they are missing, as they cannot be made again from what is known now.
 */
final class ForecastProcessor implements Processor<String, Reading, byte[], byte[]> {
  private final EddyTopology.Parts parts;
  private final EngineMeters meters;
  private final Publisher publisher;
  private LiveCache live;
  private SeriesStore store;
  private ProcessorContext<byte[], byte[]> context;

  ForecastProcessor(EddyTopology.Parts parts) {
    this.parts = parts;
    this.meters = parts.meters();
    this.publisher = new Publisher(parts.generation().spec(), parts.rejectedRecords());
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> initialContext) {
    context = initialContext;
    store = new KafkaSeriesStore(initialContext, meters);
    live = new LiveCache(parts.room(), meters);
  }

  @Override
  public void process(Record<String, Reading> record) {
    long start = System.nanoTime();
    String name = record.key();
    Reading reading = record.value();
    try {
      LiveSeries series = live.get(name, this::restore);
      if (parts.leavesOutRedelivered() && series.hasLearned(reading.position())) {
        meters.redelivered();
        return;
      }
      Outcome outcome = learn(series, reading);
      publisher.publish(record, outcome, context);
    } catch (RuntimeException e) {
      // Half changed: whoever comes next must find it as the stores have it.
      live.drop(name);
      throw e;
    }
    meters.recordTime(System.nanoTime() - start);
  }

  private Outcome learn(LiveSeries series, Reading reading) {
    meters.eventLag(context.currentSystemTimeMs() - reading.observation().epochMillis());
    long start = System.nanoTime();
    Outcome outcome = series.accept(reading.observation(), reading.position(), store);
    meters.engineTime(System.nanoTime() - start);
    meters.took(outcome);
    return outcome;
  }

  private LiveSeries restore(String name) {
    long start = System.nanoTime();
    LiveSeries series = LiveSeries.restore(parts.generation(), name, store);
    meters.loadTime(System.nanoTime() - start);
    return series;
  }

  @Override
  public void close() {
    live.close();
  }
}
