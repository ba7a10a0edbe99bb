package dev.eddy.series;

import java.util.Arrays;

/**
 * One step of one series: the unit in which time passes for it. The arrays are not copied and must
 * not be changed.
 */
public final class Step {
  private final long index;
  private final long epochMillis;
  private final double[] targets;
  private final double[] inputs;
  private final double[][] known;

  /**
   * A step with what was observed in it.
   *
   * @param index its place on the {@link StepCalendar}
   * @param epochMillis its label: when it begins, or, where each record is a step, the record's
   *     time
   * @param targets [targets], NaN where missing
   * @param inputs [inputs], NaN where missing
   * @param known [known inputs][H + 1], NaN where missing
   */
  public Step(long index, long epochMillis, double[] targets, double[] inputs, double[][] known) {
    this.index = index;
    this.epochMillis = epochMillis;
    this.targets = targets;
    this.inputs = inputs;
    this.known = known;
  }

  /**
   * A step in which nothing was observed, shaped as this one.
   *
   * @param emptyIndex its place on the {@link StepCalendar}
   * @param emptyEpochMillis its label
   */
  public Step emptyAt(long emptyIndex, long emptyEpochMillis) {
    double[][] nothingKnown = new double[known.length][];
    Arrays.setAll(nothingKnown, i -> missing(known[i].length));
    return new Step(
        emptyIndex,
        emptyEpochMillis,
        missing(targets.length),
        missing(inputs.length),
        nothingKnown);
  }

  /** Its place on the {@link StepCalendar}. */
  public long index() {
    return index;
  }

  /**
   * Its label, in milliseconds from the epoch: when it begins, or, where each record is a step, the
   * record's time.
   */
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

  /** The same step as if nothing had been observed in it; what was known ahead stays known. */
  Step masked() {
    return new Step(index, epochMillis, missing(targets.length), missing(inputs.length), known);
  }

  static double[] missing(int length) {
    double[] values = new double[length];
    Arrays.fill(values, Double.NaN);
    return values;
  }
}
