package dev.eddy.observe;

import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.Outcome;
import dev.eddy.forecast.StepForecast;
import dev.eddy.forecast.StepForecast.Learned;
import dev.eddy.forecast.StepForecast.Settled;
import dev.eddy.series.Assembled.Verdict;
import dev.eddy.series.Rejection;
import dev.eddy.spec.ForecastSpec.Publish;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.TopologySpec;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The meters of one topology in one process. Whoever runs series tells it what came of each record;
 * records that are learned again to bring a series back are not told.
 *
 * <p>Safe for use by several threads. Meters of what the specification names are there from the
 * start, at zero. Their number depends on the specification, never on the series. Cost of a record:
 * a few additions for each model, target and horizon; no allocation.
 */
public final class EngineMeters {
  private static final String YARDSTICK = "last-value";
  private static final double[] NO_ERRORS = {};

  private final MeterRegistry registry;
  private final TopologySpec spec;
  private final Map<Verdict, Counter> records = new EnumMap<>(Verdict.class);
  private final Counter redelivered;
  private final Counter lost;
  private final Counter withheld;
  private final Map<Rejection.Reason, Counter> rejected = new EnumMap<>(Rejection.Reason.class);
  private final Map<String, Counter> events = new ConcurrentHashMap<>();
  private final Map<String, ForecastMeters> forecasts = new ConcurrentHashMap<>();
  private final Map<String, LearningMeters> learning = new ConcurrentHashMap<>();
  private final List<Counter> anomalous; // [targets]
  private final Map<String, RunningRatio> champions = new LinkedHashMap<>(); // by contender
  private final AtomicLong live = new AtomicLong();
  private final Counter evicted;
  private final Counter damaged;
  private final DistributionSummary eventLag;
  private final DistributionSummary snapshotSize;
  private final LongSupplier ticker;
  private final Timer engineTime;
  private final Timer learningTime;
  private final Timer recordTime;
  private final Timer loadTime;
  private final Timer loadTimeAhead;

  /**
   * What forecasters did since the start.
   *
   * @param records handed to them
   * @param nanos that they took, by the ticker
   */
  public record Learning(long records, double nanos) {}

  /**
   * Registers the meters.
   *
   * @param registry where; two topologies of one name must not share it
   */
  public EngineMeters(MeterRegistry registry, TopologySpec spec) {
    this(registry, spec, System::nanoTime);
  }

  /**
   * Registers the meters of an engine whose times are told by another clock.
   *
   * @param registry where; two topologies of one name must not share it
   * @param ticker nanoseconds from any moment on, asked several times a record by the threads that
   *     process them
   */
  public EngineMeters(MeterRegistry registry, TopologySpec spec, LongSupplier ticker) {
    this.registry = registry;
    this.spec = spec;
    this.ticker = ticker;
    String topology = spec.name();
    for (Verdict verdict : Verdict.values()) {
      String outcome = verdict.name().toLowerCase(Locale.ROOT);
      records.put(verdict, MeterCatalogue.RECORDS.counter(registry, topology, outcome));
    }
    redelivered = MeterCatalogue.RECORDS.counter(registry, topology, "redelivered");
    lost = MeterCatalogue.LOST.counter(registry, topology);
    withheld = MeterCatalogue.WITHHELD.counter(registry, topology);
    for (Rejection.Reason reason : Rejection.Reason.values()) {
      rejected.put(reason, MeterCatalogue.REJECTED.counter(registry, topology, reason.label()));
    }
    List.of("gap", "reset", "drift", "promotion", "revision", "expired")
        .forEach(this::eventCounter);
    for (String command : List.of("freeze", "thaw", "rollback", "forget", "promote", "import")) {
      commandCounter(command, true);
      commandCounter(command, false);
    }
    forecastMeters(TopologySpec.COMBINED, true);
    boolean all = spec.forecast().publish() == Publish.ALL;
    spec.models().forEach(model -> forecastMeters(model.name(), all));
    forecastMeters(YARDSTICK, false);
    spec.models().forEach(model -> learningMeters(model.name()));
    for (ModelSpec model : spec.models()) {
      if (model.role().contends()) {
        RunningRatio share = new RunningRatio();
        champions.put(model.name(), share);
        MeterCatalogue.CHAMPION.gauge(registry, share::value, topology, model.name());
      }
    }
    anomalous =
        spec.source().targets().stream()
            .map(target -> MeterCatalogue.ANOMALOUS.counter(registry, topology, target))
            .toList();
    MeterCatalogue.LIVE_SERIES.gauge(registry, live::get, topology);
    evicted = MeterCatalogue.EVICTED_SERIES.counter(registry, topology);
    damaged = MeterCatalogue.DAMAGED_STATES.counter(registry, topology);
    eventLag = MeterCatalogue.EVENT_LAG.summary(registry, topology);
    snapshotSize = MeterCatalogue.SNAPSHOT_SIZE.summary(registry, topology);
    engineTime = MeterCatalogue.ENGINE_TIME.timer(registry, topology);
    learningTime = MeterCatalogue.LEARNING_TIME.timer(registry, topology);
    recordTime = MeterCatalogue.RECORD_TIME.timer(registry, topology);
    loadTime = MeterCatalogue.LOAD_TIME.timer(registry, topology, "touch");
    loadTimeAhead = MeterCatalogue.LOAD_TIME.timer(registry, topology, "ahead");
  }

  /** The engine runs, and computes with the kernel of this name. */
  public void runsOn(String kernel) {
    MeterCatalogue.KERNEL.gauge(registry, () -> 1, spec.name(), kernel);
  }

  /** A record was handed to the engine, and this came of it. Counts a rejection too. */
  public void took(Outcome outcome) {
    records.get(outcome.verdict()).increment();
    if (outcome.rejection().isPresent()) {
      rejected.get(outcome.rejection().get().reason()).increment();
    }
    for (StepForecast step : outcome.steps()) {
      took(step);
    }
  }

  private void took(StepForecast step) {
    for (Settled settled : step.settled()) {
      forecastMeters(settled.model(), settled.belowQuantile().length > 0)
          .settled(settled, yardstick(step.settled(), settled.target()));
    }
    for (Learned learned : step.learning()) {
      learningMeters(learned.model()).learned(learned.report());
    }
    for (ModelForecast forecast : step.forecasts()) {
      forecastMeters(forecast.model(), forecast.quantiles()[0].length > 0).forecastMade();
    }
    for (int t = 0; t < step.anomalies().size(); t++) {
      if (step.anomalies().get(t).isLikely()) {
        anomalous.get(t).increment();
      }
    }
    for (String champion : step.champions()) {
      champions.forEach((name, share) -> share.add(name.equals(champion) ? 1 : 0, 1));
    }
    for (String event : step.events()) {
      eventCounter(event).increment();
    }
  }

  private static double[] yardstick(List<Settled> all, int target) {
    for (int i = all.size() - 1; i >= 0; i--) { // baselines come last
      Settled settled = all.get(i);
      if (settled.target() == target && settled.model().equals(YARDSTICK)) {
        return settled.absoluteError();
      }
    }
    return NO_ERRORS;
  }

  /** A record was refused before it came to the engine. */
  public void rejected(Rejection.Reason reason) {
    records.get(Verdict.REJECTED).increment();
    rejected.get(reason).increment();
  }

  /** A record came again that had been learned before, and was left out. */
  public void redelivered() {
    redelivered.increment();
  }

  /** So many records of the source are gone that nobody has read. */
  public void lost(long records) {
    lost.increment((double) records);
  }

  /** So many forecasts were made that are not published. */
  public void withheld(long forecasts) {
    withheld.increment((double) forecasts);
  }

  /** Wall clock less the time of the record that is being taken in. */
  public void eventLag(long millis) {
    eventLag.record(Math.max(0, millis) / 1e3);
  }

  /** The moment at which it is asked, in nanoseconds from some moment on. */
  public long now() {
    return ticker.getAsLong();
  }

  /** The engine took so long for one record. */
  public void engineTime(long nanos) {
    engineTime.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Of that, the series' forecaster took so long. */
  public void learningTime(long nanos) {
    learningTime.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** How many records were learned since the start, and how long the forecasters took for them. */
  public Learning learning() {
    return new Learning(learningTime.count(), learningTime.totalTime(TimeUnit.NANOSECONDS));
  }

  /** One record took so long, all in all. */
  public void recordTime(long nanos) {
    recordTime.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** A record waited so long for its series to be brought back to the heap. */
  public void loadTime(long nanos) {
    loadTime.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** It took so long to bring a series back to the heap for which no record waited. */
  public void loadTimeAhead(long nanos) {
    loadTimeAhead.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** So many more series, or fewer if negative, are on the heap. */
  public void liveSeriesChanged(int by) {
    live.addAndGet(by);
  }

  /** A series left the heap to make room; {@link #liveSeriesChanged} is told besides. */
  public void evicted() {
    evicted.increment();
  }

  /** A snapshot or a journal entry was damaged, and kept aside. */
  public void stateDamaged() {
    damaged.increment();
  }

  /** A snapshot of so many bytes was written. */
  public void snapshotWritten(long bytes) {
    snapshotSize.record((double) bytes);
  }

  /** Somebody asked something of a series, which did it or could not. */
  public void commanded(String command, boolean obeyed) {
    commandCounter(command, obeyed).increment();
  }

  private Counter commandCounter(String command, boolean obeyed) {
    return MeterCatalogue.COMMANDS.counter(
        registry, spec.name(), command, obeyed ? "obeyed" : "refused");
  }

  private Counter eventCounter(String event) {
    Counter counter = events.get(event);
    return counter != null
        ? counter
        : events.computeIfAbsent(
            event, name -> MeterCatalogue.EVENTS.counter(registry, spec.name(), name));
  }

  private ForecastMeters forecastMeters(String model, boolean withQuantiles) {
    ForecastMeters meters = forecasts.get(model); // the lambda below would be allocated each time
    return meters != null
        ? meters
        : forecasts.computeIfAbsent(
            model, name -> new ForecastMeters(registry, spec, name, withQuantiles));
  }

  private LearningMeters learningMeters(String model) {
    LearningMeters meters = learning.get(model);
    return meters != null
        ? meters
        : learning.computeIfAbsent(model, name -> new LearningMeters(registry, spec.name(), name));
  }
}
