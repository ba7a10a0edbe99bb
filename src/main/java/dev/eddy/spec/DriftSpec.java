package dev.eddy.spec;

/**
 * How a lasting rise of the forecasts' error is noticed. The error is put as e/(e + m), where m is
 * its running mean: a half where it is as large as usual, 1 where it is beyond measure.
 *
 * @param detector the test, or none
 * @param tolerance by how much that may rise unnoticed, δ; 0 to 0.5
 * @param threshold how much rise beyond the tolerance, summed over steps, makes a drift, λ; above 0
 *     and at most 1,000: the smaller, the sooner and the more often without cause
 */
public record DriftSpec(Detector detector, Double tolerance, Double threshold) {
  /** The test. */
  public enum Detector {
    /** Page's and Hinkley's. */
    PAGE_HINKLEY,
    /** None: nothing is noticed, and no model ever learns faster because of it. */
    NONE
  }

  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public DriftSpec {
    detector = detector == null ? Detector.PAGE_HINKLEY : detector;
    tolerance = tolerance == null ? 0.1 : tolerance;
    threshold = threshold == null ? 5.0 : threshold;
    new Checks()
        .within("tolerance", tolerance, 0, 0.5)
        .above("threshold", threshold, 0, 1_000)
        .done();
  }
}
