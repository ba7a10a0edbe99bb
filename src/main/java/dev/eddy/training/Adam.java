package dev.eddy.training;

import dev.eddy.kernel.AdamState;
import dev.eddy.kernel.Kernel;
import dev.eddy.spec.AdamSpec;
import dev.eddy.spec.AdamWSpec;
import dev.eddy.training.ParameterLayout.Part;
import dev.eddy.training.ParameterLayout.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * Adam with bias correction (Kingma and Ba 2015, arXiv 1412.6980), and with decoupled weight decay
 * (Loshchilov and Hutter 2019, arXiv 1711.05101) where that is asked for:
 *
 * <pre>
 *   m = β1·m + (1 − β1)·g   v = β2·v + (1 − β2)·g²   after t steps
 *   w = (1 − η·λ)·w − η·(m / (1 − β1^t)) / (√(v / (1 − β2^t)) + ε)
 * </pre>
 *
 * with the learning rate η of the step and the decay λ, which is 0 for biases and, unless asked
 * for, for recurrent matrices. ε counts for at least {@link Kernel#TINY}.
 *
 * <p>Takes 8·n bytes for n parameters. Not safe for use by several threads.
 */
public final class Adam extends Optimizer {
  private final Kernel kernel;
  private final double beta1;
  private final double beta2;
  private final double weightDecay;
  private final List<Range> ranges; // neighbours of one kind in one
  private final AdamState state;

  /** Neighbouring parameters that all decay or all do not. */
  private record Range(int from, int count, boolean decays) {}

  /** Moments at zero, no decay. */
  public Adam(AdamSpec spec, ParameterLayout layout, Kernel kernel) {
    this(
        new AdamWSpec(
            spec.learningRate(),
            spec.beta1(),
            spec.beta2(),
            spec.epsilon(),
            0.0,
            null,
            spec.schedule()),
        layout,
        kernel);
  }

  /** Moments at zero. */
  public Adam(AdamWSpec spec, ParameterLayout layout, Kernel kernel) {
    this(spec, layout, kernel, new AdamState(layout.size()));
  }

  private Adam(AdamWSpec spec, ParameterLayout layout, Kernel kernel, AdamState state) {
    super(spec, layout, state.mean, state.square);
    this.kernel = kernel;
    this.state = state;
    beta1 = spec.beta1();
    beta2 = spec.beta2();
    weightDecay = spec.weightDecay();
    ranges = ranges(spec, layout);
    state.beta1 = (float) beta1;
    state.beta2 = (float) beta2;
    state.epsilon = Math.max(spec.epsilon().floatValue(), Kernel.TINY);
  }

  private static List<Range> ranges(AdamWSpec spec, ParameterLayout layout) {
    List<Range> ranges = new ArrayList<>();
    for (Part part : layout.parts()) {
      boolean decays =
          spec.weightDecay() > 0
              && part.role() != Role.BIAS
              && (part.role() != Role.RECURRENT || spec.decayRecurrent());
      int last = ranges.size() - 1;
      if (last >= 0 && ranges.get(last).decays() == decays) {
        Range before = ranges.get(last);
        ranges.set(last, new Range(before.from(), before.count() + part.size(), decays));
      } else {
        ranges.add(new Range(part.from(), part.size(), decays));
      }
    }
    return List.copyOf(ranges);
  }

  @Override
  boolean step(float[] parameters, float[] gradient, double scale, double rate) {
    state.scale = (float) scale;
    state.rate = (float) (rate / (1 - power(beta1, steps())));
    state.rootScale = (float) (1 / Math.sqrt(1 - power(beta2, steps())));
    boolean finite = true;
    for (int i = 0; i < ranges.size(); i++) {
      Range range = ranges.get(i);
      state.keep = range.decays() ? (float) (1 - rate * weightDecay) : 1f;
      finite &= kernel.adam(parameters, gradient, range.from(), range.count(), state);
    }
    return finite;
  }

  /** By repeated squaring: Math.pow may differ from one platform to another. */
  private static double power(double base, long exponent) {
    double power = 1;
    double square = base;
    for (long left = exponent; left > 0; left >>= 1) {
      if ((left & 1) == 1) {
        power *= square;
      }
      square *= square;
    }
    return power;
  }
}
