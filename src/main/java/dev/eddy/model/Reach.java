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
 * @param advice what follows for the window
 */
public record Reach(double decayRate, double carried, double contraction, Advice advice) {
  /** Of a model without hidden state, or of which nothing is known yet. */
  public static final Reach UNKNOWN = new Reach(Double.NaN, Double.NaN, Double.NaN, Advice.NONE);

  /** The change of a forecast of which {@link #sufficientWindow} speaks. */
  public static final double EPSILON = 1e-3;

  /** What is to be said about a window. */
  public enum Advice {
    /** Nothing: it fits, or it is too early to tell. */
    NONE("fits what the gradient reaches"),
    /** The gradient ends in the first quarter of the window: a shorter one would teach the same. */
    LONGER_THAN_REACHED("is longer than the gradient reaches; a shorter one would teach the same"),
    /** Much of the gradient is left at its oldest step: a longer one would teach more. */
    SHORTER_THAN_CARRIED("is shorter than what the gradient carries; a longer one may teach more");

    private final String meaning;

    Advice(String meaning) {
      this.meaning = meaning;
    }

    /** What it says of a window, as the end of a sentence. */
    public String meaning() {
      return meaning;
    }

    /** The advice as records and tags have it: lower case, with dashes. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
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
