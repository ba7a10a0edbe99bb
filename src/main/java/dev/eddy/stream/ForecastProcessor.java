package dev.eddy.stream;

import dev.eddy.forecast.Outcome;
import dev.eddy.observe.EngineMeters;
import dev.eddy.series.Rejection;
import dev.eddy.series.Rejection.Reason;
import dev.eddy.spec.StateSpec.Restore;
import dev.eddy.state.Command.Verb;
import dev.eddy.state.LiveSeries;
import dev.eddy.state.PortableSeries;
import dev.eddy.state.SeriesStore;
import java.util.Optional;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
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
final class ForecastProcessor implements Processor<String, Arrival, byte[], byte[]> {
  private final EddyTopology.Parts parts;
  private final EngineMeters meters;
  private final Publisher publisher;
  private LiveCache live;
  private LatestOfTask latest;
  private SeriesStore store;
  private LearningWatch watch;
  private ProcessorContext<byte[], byte[]> context;
  private Cancellable restoring = () -> {};

  ForecastProcessor(EddyTopology.Parts parts) {
    this.parts = parts;
    this.meters = parts.meters();
    this.publisher = new Publisher(parts);
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> initialContext) {
    context = initialContext;
    watch = new LearningWatch(meters);
    store = new KafkaSeriesStore(initialContext, meters, watch);
    live = new LiveCache(parts.room(), meters);
    latest = parts.latest().begin();
    if (parts.generation().spec().state().restore() == Restore.AHEAD) {
      scheduleRestoring();
    }
  }

  private void scheduleRestoring() {
    int threads = (Integer) context.appConfigs().get(StreamsConfig.NUM_STREAM_THREADS_CONFIG);
    RestoreAhead ahead =
        new RestoreAhead(
            new JournaledSeries(context.getStateStore(EddyTopology.JOURNAL))::next,
            live,
            this::restoreAhead,
            () -> (parts.room().tasks() + threads - 1) / threads,
            meters);
    restoring =
        context.schedule(RestoreAhead.EVERY, PunctuationType.WALL_CLOCK_TIME, now -> ahead.goOn());
  }

  @Override
  public void process(Record<String, Arrival> record) {
    long start = meters.now();
    String name = record.key();
    Arrival arrival = record.value();
    try {
      LiveSeries series = live.get(name, this::restore);
      boolean once = parts.leavesOutRedelivered() || arrival.holdsOnce();
      if (once && series.hasLearned(arrival.position())) {
        meters.redelivered();
        return;
      }
      arrival.handTo(this, record, series);
    } catch (RuntimeException e) {
      // Half changed: whoever comes next must find it as the stores have it.
      live.drop(name);
      throw e;
    }
    meters.recordTime(meters.now() - start);
  }

  /** Hands a record to its series, and publishes what comes of it. */
  void learn(Reading reading, Record<String, Arrival> came, LiveSeries series) {
    if (series.isUnknown()) {
      parts.warmStarts().of(came.key()).ifPresent(exported -> begin(series, exported));
    }
    publisher.publish(came.withValue(reading), outcome(series, reading), context, latest);
  }

  /** Has a series do what is asked; what comes of it is told with its next forecast. */
  void obey(ControlRecord control, Record<String, Arrival> came, LiveSeries series) {
    Optional<String> refusal = control.obeyedBy(series, store);
    String verb = control.command().verb().label();
    meters.commanded(verb, refusal.isEmpty());
    if (refusal.isPresent()) {
      Rejection rejection =
          new Rejection(Reason.COMMAND, verb + ": series " + came.key() + " " + refusal.get());
      meters.rejected(rejection.reason());
      context.forward(
          parts
              .rejectedCommands()
              .of(control.key(), control.value(), came, control.at(), rejection),
          EddyTopology.REJECTED);
    }
  }

  /** From then on it is known: no file that is named at a later start is looked at again. */
  private void begin(LiveSeries series, PortableSeries exported) {
    series.begin(exported, store);
    meters.commanded(Verb.IMPORT.label(), true);
  }

  private Outcome outcome(LiveSeries series, Reading reading) {
    meters.eventLag(context.currentSystemTimeMs() - reading.observation().epochMillis());
    watch.start();
    Outcome outcome = series.accept(reading.observation(), reading.position(), store);
    watch.stop();
    meters.took(outcome);
    return outcome;
  }

  private LiveSeries restore(String name) {
    long start = meters.now();
    LiveSeries series = LiveSeries.restore(parts.generation(), name, store);
    meters.loadTime(meters.now() - start);
    return series;
  }

  private Optional<LiveSeries> restoreAhead(String name) {
    long start = meters.now();
    Optional<LiveSeries> series = LiveSeries.restoreIfWhole(parts.generation(), name, store);
    meters.loadTimeAhead(meters.now() - start);
    return series;
  }

  @Override
  public void close() {
    restoring.cancel(); // a task that is suspended may come back with another cache
    live.close();
    latest.close();
  }
}
