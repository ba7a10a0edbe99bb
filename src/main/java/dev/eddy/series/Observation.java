package dev.eddy.series;

/**
 * What one record says of one series at one time. The arrays are not copied and must not be
 * changed.
 *
 * @see Step
 */
public final class Observation {
  private final String series;
  private final long epochMillis;
  private final double[] targets;
  private final double[] inputs;
  private final double[][] known;

  /**
   * What a record says.
   *
   * @param series the series' name
   * @param epochMillis the time, in milliseconds from the epoch
   * @param targets [targets], NaN where missing
   * @param inputs [inputs], NaN where missing
   * @param known [known inputs][H + 1]: this step's value and those of the H after it, NaN where
   *     missing
   */
  public Observation(
      String series, long epochMillis, double[] targets, double[] inputs, double[][] known) {
    this.series = series;
    this.epochMillis = epochMillis;
    this.targets = targets;
    this.inputs = inputs;
    this.known = known;
  }

  /** The series' name. */
  public String series() {
    return series;
  }

  /** The time, in milliseconds from the epoch. */
  public long epochMillis() {
    return epochMillis;
  }

  /** [targets], NaN where missing. Not to be modified. */
  public double[] targets() {
    return targets;
  }

  /** [inputs], NaN where missing. Not to be modified. */
  public double[] inputs() {
    return inputs;
  }

  /** [known inputs][H + 1], NaN where missing. Not to be modified. */
  public double[][] known() {
    return known;
  }
}
