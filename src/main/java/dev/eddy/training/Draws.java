package dev.eddy.training;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;

/**
 * A sequence of random numbers: draw i is SplitMix64's output (Steele, Lea and Flood 2014, doi
 * 10.1145/2660193.2660195) at counter i. Remembers its counter alone; 8 bytes in an archive. Not
 * safe for use by several threads.
 */
public final class Draws implements Archived {
  private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

  private final long key;
  private long counter;

  Draws(long key) {
    this.key = key;
  }

  /** 64 even bits. */
  public long bits() {
    counter++;
    return mix(key + counter * GOLDEN_RATIO);
  }

  /**
   * The next draws of {@link #bits}, faster than one by one.
   *
   * @param bits [count or more]. Modified.
   */
  void bitsInto(long[] bits, int count) {
    long from = key + counter * GOLDEN_RATIO;
    for (int i = 0; i < count; i++) {
      bits[i] = mix(from + (i + 1) * GOLDEN_RATIO);
    }
    counter += count;
  }

  /** Even in [0, 1), a multiple of 2^−53. */
  public double uniform() {
    return (bits() >>> 11) * 0x1p-53;
  }

  /** Even in [−bound, bound). */
  public double uniform(double bound) {
    return (2 * uniform() - 1) * bound;
  }

  /**
   * An even whole number from 0 to bound − 1 (its bias, below bound/2^53, is of no account).
   *
   * @param bound at least 1
   */
  public int below(int bound) {
    return (int) (uniform() * bound);
  }

  /** Normal with mean 0 and variance 1 (Box and Muller 1958); takes two draws. */
  public double gaussian() {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * Math.PI * uniform());
  }

  @Override
  public void archive(Archive archive) {
    counter = archive.number(counter);
  }

  /** SplitMix64's finalizer: every bit of the answer depends on every bit of the argument. */
  static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
