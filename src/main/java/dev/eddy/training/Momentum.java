package dev.eddy.training;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.MomentumState;
import dev.eddy.spec.SgdSpec;

/**
 * Stochastic gradient descent with momentum (Polyak 1964, doi 10.1016/0041-5553(64)90137-5) or
 * Nesterov's (Sutskever et al. 2013, PMLR 28(3):1139), in PyTorch's form, where the learning rate
 * stands outside of the velocity u:
 *
 * <pre>
 *   u = μ·u + g   w = w − η·u   or, with Nesterov's,   w = w − η·(g + μ·u)
 * </pre>
 *
 * <p>Takes 4·n bytes for n parameters. Not safe for use by several threads.
 */
public final class Momentum extends Optimizer {
  private final Kernel kernel;
  private final MomentumState state;

  /** At rest. */
  public Momentum(SgdSpec spec, ParameterLayout layout, Kernel kernel) {
    this(spec, layout, kernel, new MomentumState(layout.size()));
  }

  private Momentum(SgdSpec spec, ParameterLayout layout, Kernel kernel, MomentumState state) {
    super(spec, layout, state.velocity);
    this.kernel = kernel;
    this.state = state;
    state.momentum = spec.momentum().floatValue();
    if (spec.nesterov()) {
      state.ahead = state.momentum;
      state.here = 1;
    }
  }

  @Override
  boolean step(float[] parameters, float[] gradient, double scale, double rate) {
    state.scale = (float) scale;
    state.rate = (float) rate;
    return kernel.momentum(parameters, gradient, 0, parameters.length, state);
  }
}
