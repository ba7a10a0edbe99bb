package dev.eddy.model;

import java.util.Locale;

/**
 * What one update did.
 *
 * @param updates updates made so far, this one included
 * @param outcome whether the parameters were changed
 * @param loss mean loss over the pairs that taught, in the frame's scale
 * @param gradientNorm Euclidean norm of the loss's gradient with respect to all parameters
 * @param appliedNorm the norm after clipping; 0 if the update was skipped
 * @param clipped true if clipping shortened it
 * @param gradientNormByLag [lag] norm of the loss's gradient with respect to the hidden state so
 *     many steps back; empty for models without hidden state. Not to be modified.
 * @param saturation share of gates or units near their limits; NaN where there are none
 * @param spectralRadius of the recurrent matrix; NaN where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LearningReport(
    long updates,
    Outcome outcome,
    double loss,
    double gradientNorm,
    double appliedNorm,
    boolean clipped,
    double[] gradientNormByLag,
    double saturation,
    double spectralRadius) {

  /** Whether an update changed the parameters, and if not, why. */
  public enum Outcome {
    /** It did. */
    APPLIED,
    /** It would have made a parameter or the gradient non-finite, and was left out. */
    NON_FINITE,
    /** It failed repeatedly: the model went back to its last checkpoint. */
    ROLLED_BACK;

    /** The outcome as records and tags have it: lower case, with dashes. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final double[] NO_LAGS = {};

  /** Of a model without hidden state, clipping or gates, whose update was applied. */
  public static LearningReport linear(long updates, double loss, double gradientNorm) {
    return new LearningReport(
        updates,
        Outcome.APPLIED,
        loss,
        gradientNorm,
        gradientNorm,
        false,
        NO_LAGS,
        Double.NaN,
        Double.NaN);
  }

  /** True if somebody should look at it, whatever share of reports is kept. */
  public boolean outOfTheOrdinary() {
    return outcome != Outcome.APPLIED;
  }
}
