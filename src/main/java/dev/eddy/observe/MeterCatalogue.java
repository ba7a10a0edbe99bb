package dev.eddy.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Every meter of the engine: its name, kind, unit, tags and meaning. {@code docs/metrics.md} is
 * made from it.
 *
 * <p>Immutable; safe for use by several threads.
 */
public enum MeterCatalogue {
  /** What computes. */
  KERNEL(
      "eddy.kernel",
      Kind.GAUGE,
      "",
      "1, for the kernel that computes: all kernels give the same bits, and vectors give them"
          + " sooner.",
      "topology",
      "kernel"),
  /** Records by what became of them. */
  RECORDS(
      "eddy.records",
      Kind.COUNTER,
      "records",
      "Records taken in: accepted, duplicate of a step that is closed, revision of one that counts as"
          + " missing from then on, rejected, or redelivered by the broker and not learned twice.",
      "topology",
      "outcome"),
  /** Records that nobody read. */
  LOST(
      "eddy.lost.records",
      Kind.COUNTER,
      "records",
      "Records of the source that were deleted before they were read, as found at the start of this"
          + " instance: at most so many, as offsets are counted. The series see a gap.",
      "topology"),
  /** Rejected records by fault. */
  REJECTED(
      "eddy.rejected.records",
      Kind.COUNTER,
      "records",
      "Records that went to the rejected topic, by what was wrong with them.",
      "topology",
      "reason"),
  /** What happened to series. */
  EVENTS(
      "eddy.events",
      Kind.COUNTER,
      "events",
      "What happened to series besides steps: a gap, a reset after a long silence, a drift, which is"
          + " that the forecasts of a target have become worse for good, a promotion, which is that"
          + " a challenger took over the role of the champion, a revision of earlier steps, commands,"
          + " the end of what was remembered, and what came of damage or of another topology file.",
      "topology",
      "event"),
  /** Forecasts made. */
  FORECASTS(
      "eddy.forecasts",
      Kind.COUNTER,
      "forecasts",
      "Forecasts made, published or not; each is of all targets and horizons.",
      "topology",
      "model"),
  /** Forecasts kept back. */
  WITHHELD(
      "eddy.withheld.forecasts",
      Kind.COUNTER,
      "forecasts",
      "Forecasts made and not published, as forecast.publish-from leaves them out; their models"
          + " learned all the same.",
      "topology"),
  /** Updates by outcome. */
  UPDATES(
      "eddy.learning.updates",
      Kind.COUNTER,
      "updates",
      "Updates of parameters: applied, or left out and why.",
      "topology",
      "model",
      "outcome"),
  /** Updates that clipping shortened. */
  CLIPPED(
      "eddy.learning.clipped.updates",
      Kind.COUNTER,
      "updates",
      "Updates whose gradient was shortened by clipping.",
      "topology",
      "model"),
  /** Loss of updates. */
  LOSS(
      "eddy.learning.loss",
      Kind.SUMMARY,
      "",
      "Mean loss over the pairs that taught an update, in the scale in which the model sees the"
          + " series.",
      "topology",
      "model"),
  /** Gradient norm before clipping. */
  GRADIENT_NORM(
      "eddy.learning.gradient.norm",
      Kind.NORM_SUMMARY,
      "",
      "Euclidean norm of an update's gradient before clipping.",
      "topology",
      "model"),
  /** Gradient norm after clipping. */
  APPLIED_NORM(
      "eddy.learning.applied.norm",
      Kind.NORM_SUMMARY,
      "",
      "Euclidean norm of an update's gradient after clipping, of updates that were applied.",
      "topology",
      "model"),
  /** How the gradient fades on its way back. */
  DECAY_RATE(
      "eddy.learning.decay.rate",
      Kind.SUMMARY,
      "",
      "Factor by which the gradient by the hidden state of a recurrent network shrinks with each"
          + " step back: near 1 it remembers, near 0 it forgets at once, above 1 it explodes.",
      "topology",
      "model"),
  /** Windows that do not fit. */
  WINDOW_ADVICE(
      "eddy.learning.window.advice.updates",
      Kind.COUNTER,
      "updates",
      "Updates of recurrent networks whose window is longer than their gradient reaches, or shorter"
          + " than what it still carries.",
      "topology",
      "model",
      "advice"),
  /** Error of forecasts. */
  ABSOLUTE_ERROR(
      "eddy.forecast.absolute.error",
      Kind.SUMMARY,
      "",
      "Absolute error of earlier forecasts of a step, a mean over the horizons of a class, in the"
          + " units of the target.",
      "topology",
      "model",
      "target",
      "horizon"),
  /** Error against last value's. */
  SKILL(
      "eddy.forecast.skill",
      Kind.GAUGE,
      "",
      "Mean absolute error over that of last-value on the same pairs, over about the last 5000"
          + " steps of all series: below 1 is better than last-value.",
      "topology",
      "model",
      "target",
      "horizon"),
  /** How often a quantile held. */
  COVERAGE(
      "eddy.quantile.coverage",
      Kind.GAUGE,
      "",
      "Share of values below the forecast quantile, one at the quantile itself counting as the level,"
          + " over about the last 5000 steps of all series: the level itself, if the quantile is"
          + " honest.",
      "topology",
      "model",
      "level"),
  /** How often the interval held. */
  INTERVAL_COVERAGE(
      "eddy.interval.coverage",
      Kind.GAUGE,
      "",
      "Share of values in the forecast interval, ends included, over about the last 5000 steps of"
          + " all series; the interval is between the widest pair of levels that leaves out as much"
          + " below as above, else between the outermost two.",
      "topology",
      "model",
      "target",
      "horizon"),
  /** How good the interval was. */
  INTERVAL_SCORE(
      "eddy.interval.score",
      Kind.SUMMARY,
      "",
      "Winkler score of that interval, its width and a penalty for what is missed, a mean over the"
          + " horizons of a class, in the units of the target: less is better.",
      "topology",
      "model",
      "target",
      "horizon"),
  /** Who is champion. */
  CHAMPION(
      "eddy.champion.share",
      Kind.GAUGE,
      "",
      "Share of targets and steps, over about the last 5000 of all series, whose champion was this"
          + " entry; of champions and challengers alone.",
      "topology",
      "model"),
  /** Strange values. */
  ANOMALOUS(
      "eddy.anomalous.values",
      Kind.COUNTER,
      "values",
      "Values whose anomaly likelihood is above 0.99: one or two in a hundred, if nothing happens.",
      "topology",
      "target"),
  /** Series on the heap. */
  LIVE_SERIES(
      "eddy.live.series",
      Kind.GAUGE,
      "series",
      "Series whose models are on the heap of this instance.",
      "topology"),
  /** Series that had to go. */
  EVICTED_SERIES(
      "eddy.evicted.series",
      Kind.COUNTER,
      "series",
      "Series that left the heap to make room for others.",
      "topology"),
  /** What was asked of series. */
  COMMANDS(
      "eddy.commands",
      Kind.COUNTER,
      "commands",
      "Commands to series that were read from the control topic: obeyed, or refused and to be found in the topic of"
          + " rejected records.",
      "topology",
      "command",
      "outcome"),
  /** State that was not what had been written. */
  DAMAGED_STATES(
      "eddy.damaged.states",
      Kind.COUNTER,
      "states",
      "Snapshots and journal entries that were damaged and kept aside; the series went back to the snapshot before,"
          + " or on without the record.",
      "topology"),
  /** How old records are. */
  EVENT_LAG(
      "eddy.event.lag",
      Kind.SUMMARY,
      "seconds",
      "Wall clock less the record's own time, when it is taken in; 0 if that lies ahead.",
      "topology"),
  /** Time of the engine. */
  ENGINE_TIME(
      "eddy.engine.time",
      Kind.TIMER,
      "seconds",
      "Time to settle, learn and forecast one record and to keep what was learned, without loading.",
      "topology"),
  /** Time of a series' forecaster for a record. */
  LEARNING_TIME(
      "eddy.learning.time",
      Kind.TIMER,
      "seconds",
      "The part of eddy.engine.time that a series' forecaster takes: to settle, learn and forecast.",
      "topology"),
  /** Time of a record. */
  RECORD_TIME(
      "eddy.record.time",
      Kind.TIMER,
      "seconds",
      "Time to process one record: decode, load, learn, forecast, store and forward.",
      "topology"),
  /** Time to bring a series back. */
  LOAD_TIME(
      "eddy.load.time",
      Kind.TIMER,
      "seconds",
      "Time to bring a series back to the heap: load its snapshot and learn its journal again.",
      "topology",
      "moment"),
  /** Size of snapshots. */
  SNAPSHOT_SIZE(
      "eddy.snapshot.size",
      Kind.SUMMARY,
      "bytes",
      "Size of a snapshot of one series, when it is written.",
      "topology");

  /** What a meter counts up or holds. */
  public enum Kind {
    /** A number that only grows. */
    COUNTER,
    /** A number that comes and goes. */
    GAUGE,
    /** Count, sum and recent maximum. */
    SUMMARY,
    /** The same with a histogram of norms, from 0.001 to 1,000. */
    NORM_SUMMARY,
    /** Count, sum and recent maximum of times, with a histogram from 100 µs to 1 s. */
    TIMER
  }

  private static final double[] NO_BUCKETS = {};

  /** Of a minute each, in which a meter looks for its greatest value: each one costs a write. */
  private static final int WINDOWS = 2;

  private static final double[] NORMS = {0.001, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 1_000};

  private static final Duration[] TIMES = {
    Duration.ofNanos(100_000),
    Duration.ofNanos(300_000),
    Duration.ofMillis(1),
    Duration.ofMillis(3),
    Duration.ofMillis(10),
    Duration.ofMillis(30),
    Duration.ofMillis(100),
    Duration.ofSeconds(1)
  };

  private final String meterName;
  private final Kind kind;
  private final String baseUnit;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> tags;

  MeterCatalogue(String meterName, Kind kind, String baseUnit, String meaning, String... tags) {
    this.meterName = meterName;
    this.kind = kind;
    this.baseUnit = baseUnit;
    this.meaning = meaning;
    this.tags = List.of(tags);
  }

  /** The name, with dots. */
  public String meterName() {
    return meterName;
  }

  /** What it counts up or holds. */
  public Kind kind() {
    return kind;
  }

  /** The base unit; empty for pure numbers and for units that the topology sets. */
  public String baseUnit() {
    return baseUnit;
  }

  /** One or two sentences. */
  public String meaning() {
    return meaning;
  }

  /** The keys of its tags, in the order in which values are given. */
  public List<String> tags() {
    return tags;
  }

  Counter counter(MeterRegistry registry, String... values) {
    return Counter.builder(meterName)
        .description(meaning)
        .baseUnit(unitOrNull())
        .tags(tagged(values))
        .register(registry);
  }

  Gauge gauge(MeterRegistry registry, Supplier<Number> number, String... values) {
    return Gauge.builder(meterName, number)
        .description(meaning)
        .baseUnit(unitOrNull())
        .tags(tagged(values))
        .register(registry);
  }

  DistributionSummary summary(MeterRegistry registry, String... values) {
    return DistributionSummary.builder(meterName)
        .description(meaning)
        .baseUnit(unitOrNull())
        .tags(tagged(values))
        .serviceLevelObjectives(kind == Kind.NORM_SUMMARY ? NORMS : NO_BUCKETS)
        .distributionStatisticBufferLength(WINDOWS)
        .register(registry);
  }

  Timer timer(MeterRegistry registry, String... values) {
    return Timer.builder(meterName)
        .description(meaning)
        .tags(tagged(values))
        .serviceLevelObjectives(TIMES)
        .distributionStatisticBufferLength(WINDOWS)
        .register(registry);
  }

  private String unitOrNull() {
    return baseUnit.isEmpty() ? null : baseUnit;
  }

  private Tags tagged(String... values) {
    if (values.length != tags.size()) {
      throw new IllegalArgumentException(
          meterName + " wants values of " + tags + ", not " + Arrays.toString(values));
    }
    String[] pairs = new String[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      pairs[2 * i] = tags.get(i);
      pairs[2 * i + 1] = values[i];
    }
    return Tags.of(pairs);
  }
}
