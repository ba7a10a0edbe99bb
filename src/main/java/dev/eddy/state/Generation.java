package dev.eddy.state;

import dev.eddy.forecast.Blueprint;
import dev.eddy.spec.ForecastSpec;
import dev.eddy.spec.PublishFrom;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.SourceStart;
import dev.eddy.spec.StateSpec;
import dev.eddy.spec.StepSpec;
import dev.eddy.spec.TopologyNotation;
import dev.eddy.spec.TopologySpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A topology as its series' states see it. States name the generation for which they were made;
 * where the topology has changed since, {@link #changeTo} says what becomes of them.
 *
 * <p>Of the specification, the name, where reading and publishing begin, the sinks, the cache, when
 * series are restored and Kafka's settings are nothing to a state. Time zone rules, which come from
 * the JDK, are not looked at.
 *
 * <p>Safe for use by several threads.
 */
public final class Generation {
  private final Blueprint blueprint;
  private final TopologyNotation notation;
  private final String text;
  private final long fingerprint;
  private final Map<String, Generation> earlier = new ConcurrentHashMap<>(); // by text

  /** What becomes of states where one generation follows another. */
  enum Change {
    /** Nothing that they know of has changed. */
    NONE,
    /** They go on, under other rules for what comes in and goes out. */
    RULES,
    /** They go on as champions, beside challengers that are made for the other generation. */
    MODELS,
    /** They are of other series: the other generation begins with nothing. */
    SERIES
  }

  private Generation(TopologySpec spec, String text, TopologyNotation notation) {
    this.blueprint = new Blueprint(spec);
    this.notation = notation;
    this.text = text;
    this.fingerprint = fingerprintOf(text);
  }

  /**
   * The generation to which states of this topology belong.
   *
   * @param notation in which states say what they were made for
   */
  public static Generation of(TopologySpec spec, TopologyNotation notation) {
    return new Generation(spec, notation.write(shaping(spec)), notation);
  }

  /**
   * The generation that wrote a text; this one if it is its own.
   *
   * @throws UnsupportedState if a later version wrote it
   */
  Generation earlier(String written) {
    return written.equals(text) ? this : earlier.computeIfAbsent(written, this::read);
  }

  private Generation read(String written) {
    try {
      return new Generation(notation.read(written), written, notation);
    } catch (IllegalArgumentException e) {
      throw new UnsupportedState(
          "a state that was made for a topology which this version cannot read: "
              + e.getMessage().replaceAll("\\s*\\R\\s*", "; "),
          e);
    }
  }

  private static TopologySpec shaping(TopologySpec spec) {
    return new TopologySpec(
        "generation",
        spec.source().startingAt(SourceStart.EARLIEST),
        spec.step(),
        spec.gap(),
        spec.future(),
        spec.forecast().publishedFrom(PublishFrom.START),
        spec.drift(),
        spec.models(),
        null,
        new StateSpec(null, spec.state().expire(), null),
        spec.seed(),
        Map.of());
  }

  /** What becomes of states of this generation where another follows. */
  Change changeTo(Generation other) {
    if (other == this) {
      return Change.NONE; // asked for each entry that is learned again
    }
    TopologySpec mine = shaping(spec());
    TopologySpec others = shaping(other.spec());
    if (mine.equals(others)) {
      return Change.NONE;
    }
    boolean sameSeries =
        mine.source().targets().equals(others.source().targets())
            && mine.source().zone().equals(others.source().zone())
            && stepsOf(mine).equals(stepsOf(others))
            && mine.forecast().horizon().equals(others.forecast().horizon());
    if (!sameSeries) {
      return Change.SERIES;
    }
    return remembered(mine).equals(remembered(others)) ? Change.RULES : Change.MODELS;
  }

  /** The part that gives a series' memory its shape: what is left when rules are left out. */
  private static TopologySpec remembered(TopologySpec spec) {
    SourceSpec source = spec.source();
    ForecastSpec forecast = spec.forecast();
    return new TopologySpec(
        spec.name(),
        new SourceSpec(
            "any",
            null,
            null,
            null,
            null,
            null,
            source.zone(),
            source.holidays(),
            source.targets(),
            source.inputs(),
            source.known()),
        stepsOf(spec),
        null,
        null,
        new ForecastSpec(forecast.horizon(), forecast.quantiles(), null, null),
        spec.drift(),
        spec.models(),
        null,
        null,
        spec.seed(),
        Map.of());
  }

  /** What makes steps, whatever corrects them. */
  private static Optional<StepSpec> stepsOf(TopologySpec spec) {
    return spec.step().map(StepSpec::ignoringRevisions);
  }

  /** What was asked for, whole. */
  public TopologySpec spec() {
    return blueprint.spec();
  }

  /** What all series share. */
  public Blueprint blueprint() {
    return blueprint;
  }

  /** What shapes the states, in words. */
  public String text() {
    return text;
  }

  /** 64 bits of the text's SHA-256. */
  public long fingerprint() {
    return fingerprint;
  }

  private static long fingerprintOf(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
