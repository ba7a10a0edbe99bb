package dev.eddy.model;

import java.util.Locale;

/**
 * What one update did.
 *
 * @param updates updates made so far, this one included
 * @param latest how many of them this step made: several where windows of the past are replayed
 * @param outcome whether the parameters were changed
 * @param loss mean loss over the pairs that taught, in the frame's scale
 * @param gradient norms of the loss's gradient
 * @param saturation share of gates or units near their limits; NaN where there are none
 * @param spectralRadius of the recurrent matrix, the largest of all layers; NaN where there is none
 * @param reach how far back the hidden state matters
 */
public record LearningReport(
    long updates,
    int latest,
    Outcome outcome,
    double loss,
    GradientReport gradient,
    double saturation,
    double spectralRadius,
    Reach reach) {

  /** Whether an update changed the parameters, and if not, why; from good to bad. */
  public enum Outcome {
    /** It did. */
    APPLIED,
    /** It would have made a parameter or the gradient non-finite, and was left out. */
    NON_FINITE,
    /**
     * The linear weights were kept, but rounding had cost their covariance its positivity: that
     * started anew.
     */
    RESTARTED,
    /** It failed repeatedly: the model went back to its last checkpoint. */
    ROLLED_BACK;

    /** The outcome as records and tags have it: lower case, with dashes. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Of a model without hidden state. */
  public static LearningReport stateless(
      long updates, Outcome outcome, double loss, GradientReport gradient) {
    return new LearningReport(
        updates, 1, outcome, loss, gradient, Double.NaN, Double.NaN, Reach.UNKNOWN);
  }

  /** The same, told as the worse of its own outcome and another. */
  public LearningReport orWorse(Outcome other) {
    return other.compareTo(outcome) <= 0
        ? this
        : new LearningReport(
            updates, latest, other, loss, gradient, saturation, spectralRadius, reach);
  }

  /** True if a multiple of so many updates is among those of this step. */
  public boolean completes(int every) {
    return updates / every > (updates - latest) / every;
  }

  /** True if somebody should look at it, whatever share of reports is kept. */
  public boolean outOfTheOrdinary() {
    return outcome != Outcome.APPLIED;
  }
}
