package dev.eddy.training;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * All the chance that a member of a model has: every number follows from (seed, model, member,
 * purpose, counter) alone, whatever else was drawn before, on every Java. What is the same for
 * every series may be drawn once. Safe for use by several threads.
 */
public final class Chance {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final long key;
  private final Map<Object, float[]> kept = new ConcurrentHashMap<>();

  /**
   * The chance of one member.
   *
   * @param seed the topology's
   * @param model name of the model's entry
   * @param member which of the entry's members
   */
  public Chance(long seed, String model, int member) {
    key = Draws.mix(Draws.mix(Draws.mix(seed) ^ hash(model)) ^ member);
  }

  /** A sequence of numbers for one purpose, from its beginning. */
  public Draws draws(String purpose) {
    return new Draws(Draws.mix(key ^ hash(purpose)));
  }

  /**
   * Weights that were drawn for the first who asked and are copied for all others: drawing some
   * takes longer than learning a record.
   *
   * @param what all that decides what is drawn, beside this; equal for equal weights
   * @param drawing draws them; its answer is kept and must not be changed
   * @return a copy
   */
  public float[] once(Object what, Supplier<float[]> drawing) {
    return kept.computeIfAbsent(what, unknown -> drawing.get()).clone();
  }

  /**
   * 64 bits of a text: FNV-1a over its UTF-8 bytes (Fowler, Noll and Vo, RFC 9923), unlike {@link
   * String#hashCode} ours to keep.
   */
  static long hash(String text) {
    long hash = FNV_OFFSET;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return hash;
  }
}
