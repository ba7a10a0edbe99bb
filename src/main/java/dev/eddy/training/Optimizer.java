package dev.eddy.training;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.kernel.Kernel;
import dev.eddy.spec.OptimizerSpec;

/**
 * Turns gradients into steps of the parameters of one layout, and remembers what it needs of
 * earlier ones: some arrays like the parameters, and how many steps there were. {@link Optimizers}
 * makes one of a specification.
 *
 * <p>Time n a step, nothing allocated; 4·n bytes an array for n parameters. Not safe for use by
 * several threads.
 */
public abstract class Optimizer implements Archived {
  /** Steps that {@link #hasten} makes longer. */
  public static final int HASTENED = 200;

  private static final double HASTE = 3;

  private final ParameterLayout layout;
  private final double learningRate;
  private final Schedule schedule;
  private final float[][] moments; // [arrays][layout.size]
  private long steps;
  private int hastened; // steps that are still longer

  /**
   * One that has made no step.
   *
   * @param moments [arrays][layout.size] all that is remembered beside the number of steps. Shared.
   */
  Optimizer(OptimizerSpec spec, ParameterLayout layout, float[]... moments) {
    this.layout = layout;
    this.learningRate = spec.learningRate();
    this.schedule = new Schedule(spec.schedule());
    this.moments = moments;
  }

  /**
   * One step, if it leaves every parameter finite.
   *
   * @param parameters [layout.size]. Modified, unless the answer is false.
   * @param gradient [layout.size], finite. Modified: it is used up.
   * @param scale factor on the gradient, by which it is clipped
   * @return false if a parameter would not have been finite; parameters are then as before
   */
  public final boolean step(float[] parameters, float[] gradient, double scale) {
    steps++;
    double rate = learningRate * schedule.share(steps) * haste();
    boolean finite = step(parameters, gradient, scale, rate);
    if (!finite) {
      System.arraycopy(gradient, 0, parameters, 0, parameters.length);
    }
    return finite;
  }

  /** {@value #HASTE} at first, falling to 1 along a line. */
  private double haste() {
    return hastened == 0 ? 1 : 1 + (HASTE - 1) * hastened-- / HASTENED;
  }

  /**
   * Makes the next {@value #HASTENED} steps longer: {@value #HASTE} times their length at first,
   * and less from step to step.
   */
  public final void hasten() {
    hastened = HASTENED;
  }

  /**
   * One step of all parameters, as {@link Kernel#adam} makes it: what they were is left in the
   * gradient.
   *
   * @param rate the learning rate of this step
   */
  abstract boolean step(float[] parameters, float[] gradient, double scale, double rate);

  /** Steps made, the present one included. */
  final long steps() {
    return steps;
  }

  /**
   * Takes over all that another of the same specification and layout remembers, but for its haste.
   *
   * @param other Not modified.
   */
  public final void copyFrom(Optimizer other) {
    for (int i = 0; i < moments.length; i++) {
      System.arraycopy(other.moments[i], 0, moments[i], 0, moments[i].length);
    }
    steps = other.steps;
    hastened = 0;
  }

  @Override
  public final void archive(Archive archive) {
    for (float[] moment : moments) {
      layout.archive(archive, moment);
    }
    steps = archive.number(steps);
    hastened = archive.number(hastened);
  }
}
