package dev.eddy.series;

import dev.eddy.spec.LagsSpec;

/**
 * What a forecaster sees of a series: one or several targets through one view, after the present
 * step n was taken in. Everything is in the view's own scale: residuals against the view's base,
 * near unit size at every horizon.
 *
 * <p>Targets are numbered from 0, horizons from 1 to H, lags from 0 (the present step). Reading
 * changes nothing.
 */
public interface Frame {
  /** How many targets are forecast together. */
  int targets();

  /** H, how many steps ahead. */
  int horizon();

  /** n: steps taken in so far, the present one and skipped ones included. */
  long steps();

  /** The target's present value in its own units; NaN if missing. */
  double value(int target);

  /**
   * Whether nothing at all is to be learned at the present step: it is seen, and gone on from. It
   * then {@linkplain #teaches teaches} nothing either.
   */
  default boolean frozen() {
    return false;
  }

  /**
   * Whether the present step may teach, now or later: as a rule, whether any target was observed.
   */
  default boolean teaches() {
    for (int t = 0; t < targets(); t++) {
      if (!Double.isNaN(value(t))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The pair (n − h, h), if it was completed by the present step: how far the target's present
   * value lies from the base that held at step n − h, in the scale that held there, bounded. NaN if
   * the value or that step's base is missing. No other pair is completed at this step.
   */
  double residual(int target, int h);

  /**
   * The forecast, in the target's units, that a residual at horizon h from the present step stands
   * for.
   */
  double restore(int target, int h, double residual);

  /** How many features {@link #sequence} has. */
  int sequenceSize();

  /**
   * The present step as the input of a network with memory: for each target its change and its
   * level, for each input its value, marks for what is missing, the calendar, and what is known
   * ahead. All bounded, missing values 0.
   *
   * @return [sequenceSize], valid until the next step. Not to be modified.
   */
  float[] sequence();

  /** How many features {@link #lagsInto} writes for so many lags. */
  int lagsSize(LagsSpec lags);

  /**
   * The present and past steps as the input of a model with tapped delays: a constant 1, each
   * target's lags relative to the base's level, values about one season back, lagged inputs, what
   * is known ahead, the calendar, and the products of the first lags with its shortest season.
   *
   * @param lags each number at most what the frame was made for
   * @param features [lagsSize]. Modified.
   */
  void lagsInto(LagsSpec lags, double[] features);
}
