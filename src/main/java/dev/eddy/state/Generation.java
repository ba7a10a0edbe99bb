package dev.eddy.state;

import dev.eddy.forecast.Blueprint;
import dev.eddy.spec.PublishFrom;
import dev.eddy.spec.SourceStart;
import dev.eddy.spec.TopologySpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.function.Function;

/**
 * A topology as its series' states see it. States belong to one generation: where a part of the
 * specification that shapes them has changed, another one begins.
 *
 * <p>Of the specification, the name, where reading and publishing begin, the sinks, the cache and
 * Kafka's settings shape nothing. Time zone rules, which come from the JDK, are not looked at.
 *
 * <p>Immutable; safe for use by several threads.
 */
public final class Generation {
  private final Blueprint blueprint;
  private final String text;
  private final long fingerprint;

  private Generation(Blueprint blueprint, String text) {
    this.blueprint = blueprint;
    this.text = text;
    this.fingerprint = fingerprintOf(text);
  }

  /**
   * The generation to which states of this topology belong.
   *
   * @param text writes a specification so that equal ones give equal texts, on every JDK
   */
  public static Generation of(TopologySpec spec, Function<TopologySpec, String> text) {
    return new Generation(new Blueprint(spec), text.apply(shaping(spec)));
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
        null,
        spec.seed(),
        Map.of());
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
