package dev.eddy.training;

import dev.eddy.kernel.Kernel;
import dev.eddy.spec.AdamSpec;
import dev.eddy.spec.AdamWSpec;
import dev.eddy.spec.OptimizerSpec;
import dev.eddy.spec.RmsPropSpec;
import dev.eddy.spec.SgdSpec;
import java.util.Map;

/** Where specifications become optimizers. */
public final class Optimizers {
  private interface Maker {
    Optimizer make(OptimizerSpec spec, ParameterLayout layout, Kernel kernel);
  }

  private static final Map<Class<? extends OptimizerSpec>, Maker> MAKERS =
      Map.of(
          AdamSpec.class, (spec, layout, kernel) -> new Adam((AdamSpec) spec, layout, kernel),
          AdamWSpec.class, (spec, layout, kernel) -> new Adam((AdamWSpec) spec, layout, kernel),
          SgdSpec.class, (spec, layout, kernel) -> new Momentum((SgdSpec) spec, layout, kernel),
          RmsPropSpec.class,
              (spec, layout, kernel) -> new RmsProp((RmsPropSpec) spec, layout, kernel));

  private Optimizers() {}

  /**
   * An optimizer that has made no step.
   *
   * @param layout complete: parts added later are not seen
   */
  public static Optimizer of(OptimizerSpec spec, ParameterLayout layout, Kernel kernel) {
    return MAKERS.get(spec.getClass()).make(spec, layout, kernel);
  }
}
