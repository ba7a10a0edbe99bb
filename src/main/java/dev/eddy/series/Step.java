package dev.eddy.series;

import java.util.Arrays;

/**
 * One step of one series: the unit in which time passes for it. The arrays are not copied and must
 * not be changed.
 */
public final class Step {
  private final long index;
  private final double[] targets;
  private final double[] inputs;
  private final double[][] known;

  /**
   * A step with what was observed in it.
   *
   * @param index its place on the {@link StepCalendar}
   * @param targets [targets], NaN where missing
   * @param inputs [inputs], NaN where missing
   * @param known [known inputs][H + 1], NaN where missing
   */
  public Step(long index, double[] targets, double[] inputs, double[][] known) {
    this.index = index;
    this.targets = targets;
    this.inputs = inputs;
    this.known = known;
  }

  /** The step of this index in which nothing was observed, shaped as this one. */
  public Step emptyAt(long emptyIndex) {
    double[][] nothingKnown = new double[known.length][];
    Arrays.setAll(nothingKnown, i -> missing(known[i].length));
    return new Step(emptyIndex, missing(targets.length), missing(inputs.length), nothingKnown);
  }

  /** Its place on the {@link StepCalendar}. */
  public long index() {
    return index;
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

  private static double[] missing(int length) {
    double[] values = new double[length];
    Arrays.fill(values, Double.NaN);
    return values;
  }
}
