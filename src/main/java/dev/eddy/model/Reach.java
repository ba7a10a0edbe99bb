package dev.eddy.model;

import java.util.Locale;

/**
 * How far back in time a recurrent network's hidden state matters, and whether its window fits
 * that.
 *
 * @param decayRate factor by which the gradient by the hidden state shrinks with each step back, a
 *     geometric mean; above 1 it grows. NaN while unknown
 * @param carried share of that gradient that is left at the oldest step of a window; NaN while
 *     unknown
 * @param contraction bound below which the factor surely stays; NaN where the cell has none
 * @param window steps of a window; 0 while unknown
 * @param reachedLags steps back at which more than a hundredth of that gradient is left, a mean;
 *     NaN while unknown
 * @param advice what follows for the window
 */
public record Reach(
    double decayRate,
    double carried,
    double contraction,
    int window,
    double reachedLags,
    Advice advice) {
  /** Of a model without hidden state, or of which nothing is known yet. */
  public static final Reach UNKNOWN =
      new Reach(Double.NaN, Double.NaN, Double.NaN, 0, Double.NaN, Advice.NONE);

  /** The change of a forecast of which {@link #sufficientWindow} speaks. */
  public static final double EPSILON = 1e-3;

  /** What is to be said about a window. */
  public enum Advice {
    /** Nothing: it fits, or it is too early to tell. */
    NONE,
    /** The gradient ends in the first quarter of the window: a shorter one would teach the same. */
    LONGER_THAN_REACHED,
    /** Much of the gradient is left at its oldest step: a longer one would teach more. */
    SHORTER_THAN_CARRIED;

    /** The advice as records and tags have it: lower case, with dashes. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What the advice says of the window and why, as the end of a sentence. */
  public String explanation() {
    return switch (advice) {
      case NONE -> "fits what the gradient reaches, or it is too early to tell";
      case LONGER_THAN_REACHED ->
          String.format(
              Locale.ROOT,
              "of %d steps is longer than the gradient reaches (%.0f steps leave 1 %%); a shorter"
                  + " one would teach the same",
              window,
              Math.max(1, reachedLags));
      case SHORTER_THAN_CARRIED ->
          String.format(
              Locale.ROOT,
              "of %d steps is shorter than what the gradient carries (its oldest step leaves"
                  + " %.0f %%); a longer one may teach more",
              window,
              100 * carried);
    };
  }

  /**
   * The least window with which a forecast differs by less than {@value #EPSILON} from that of a
   * network which has seen the whole past, k ≥ log(1 / ((1 − λ)·ε)) / log(1 / λ) with the bound λ
   * on contraction (Miller and Hardt 2018, arXiv 1805.10369); NaN where λ is not below 1.
   */
  public double sufficientWindow() {
    if (!(contraction < 1)) {
      return Double.NaN;
    }
    if (contraction == 0) {
      return 1;
    }
    double steps = -StrictMath.log((1 - contraction) * EPSILON) / -StrictMath.log(contraction);
    return Math.max(1, Math.ceil(steps));
  }
}
