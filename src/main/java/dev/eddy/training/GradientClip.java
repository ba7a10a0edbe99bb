package dev.eddy.training;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.spec.ClipSpec;
import dev.eddy.spec.ClipSpec.Kind;

/**
 * Shortens a gradient whose norm passes a limit (Pascanu, Mikolov and Bengio 2013, arXiv
 * 1211.5063). The limit is none, fixed, on each component instead, or follows the norms seen:
 *
 * <pre>
 *   limit = exp(μ + 2σ)
 * </pre>
 *
 * with μ and σ the running mean and deviation of the logarithm of the norm, at a rate that falls
 * from 1/n to 1/100. Norms are nearly lognormal, so that about one in forty is clipped. A norm
 * counts for at most μ + 3σ (and σ for at least 0.1), so that a burst raises the limit slowly; the
 * first sixteen norms are clipped at 1 and count in full.
 *
 * <p>Constant time and 24 bytes. Not safe for use by several threads.
 */
public final class GradientClip implements Archived {
  private static final double FIRST_LIMIT = 1;
  private static final int FIRST_NORMS = 16;
  private static final double SLOWEST_RATE = 0.01;
  private static final double LEAST_DEVIATION = 0.1;
  private static final double SMALLEST_NORM = 1e-30;

  private final ClipSpec spec;
  private long seen;
  private double mean; // of the norm's logarithm
  private double variance;

  /** A clip that has seen no norm. */
  public GradientClip(ClipSpec spec) {
    this.spec = spec;
  }

  /**
   * The factor for a gradient of this norm, at most 1, and the norm is remembered.
   *
   * @param norm finite
   */
  public double scale(double norm) {
    double limit = limit();
    if (spec.kind() == Kind.AUTO && norm > SMALLEST_NORM) {
      observe(StrictMath.log(norm));
    }
    return norm > limit ? limit / (norm + 1e-6) : 1;
  }

  /** The limit on the norm of the next gradient; infinite if there is none. */
  public double limit() {
    return switch (spec.kind()) {
      case NONE, VALUE -> Double.POSITIVE_INFINITY;
      case NORM -> spec.limit();
      case AUTO -> seen < FIRST_NORMS ? FIRST_LIMIT : StrictMath.exp(mean + 2 * deviation());
    };
  }

  /** The limit on the magnitude of each component; infinite if there is none. */
  public double componentLimit() {
    return spec.kind() == Kind.VALUE ? spec.limit() : Double.POSITIVE_INFINITY;
  }

  private double deviation() {
    return Math.max(Math.sqrt(variance), LEAST_DEVIATION);
  }

  private void observe(double logarithm) {
    double bounded = seen < FIRST_NORMS ? logarithm : Math.min(logarithm, mean + 3 * deviation());
    seen++;
    double rate = Math.max(1.0 / seen, SLOWEST_RATE);
    double difference = bounded - mean;
    mean += rate * difference;
    variance = (1 - rate) * (variance + rate * difference * difference);
  }

  @Override
  public void archive(Archive archive) {
    seen = archive.number(seen);
    mean = archive.number(mean);
    variance = archive.number(variance);
  }
}
