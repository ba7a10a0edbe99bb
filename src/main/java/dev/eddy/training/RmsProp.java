package dev.eddy.training;

import dev.eddy.kernel.AdamState;
import dev.eddy.kernel.Kernel;
import dev.eddy.spec.RmsPropSpec;
import java.util.Arrays;

/**
 * RMSprop (Tieleman and Hinton 2012, Neural Networks for Machine Learning, lecture 6.5), which is
 * Adam without a mean of gradients and without corrections:
 *
 * <pre>
 *   v = α·v + (1 − α)·g²   w = w − η·g / (√v + ε)
 * </pre>
 *
 * <p>ε counts for at least {@link Kernel#TINY}. Takes 8·n bytes for n parameters, 4·n in an
 * archive. Not safe for use by several threads.
 */
public final class RmsProp extends Optimizer {
  private final Kernel kernel;
  private final AdamState state;

  /** Mean squares at zero. */
  public RmsProp(RmsPropSpec spec, ParameterLayout layout, Kernel kernel) {
    this(spec, layout, kernel, new AdamState(layout.size()));
  }

  private RmsProp(RmsPropSpec spec, ParameterLayout layout, Kernel kernel, AdamState state) {
    super(spec, layout, state.square);
    this.kernel = kernel;
    this.state = state;
    state.beta2 = spec.decay().floatValue();
    state.epsilon = Math.max(spec.epsilon().floatValue(), Kernel.TINY);
  }

  @Override
  boolean step(float[] parameters, float[] gradient, double scale, double rate) {
    state.scale = (float) scale;
    state.rate = (float) rate;
    boolean finite = kernel.adam(parameters, gradient, 0, parameters.length, state);
    if (!finite) {
      Arrays.fill(state.mean, 0); // not remembered otherwise, but zero times NaN is NaN
    }
    return finite;
  }
}
