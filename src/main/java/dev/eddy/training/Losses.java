package dev.eddy.training;

import dev.eddy.spec.GaussianSpec;
import dev.eddy.spec.HuberSpec;
import dev.eddy.spec.LossSpec;
import dev.eddy.spec.PinballSpec;
import dev.eddy.spec.SquaredSpec;
import java.util.Map;
import java.util.function.Function;

/** Where specifications become losses. */
public final class Losses {
  private static final Map<Class<? extends LossSpec>, Function<LossSpec, Loss>> MAKERS =
      Map.of(
          SquaredSpec.class, spec -> new SquaredLoss(),
          HuberSpec.class, spec -> new HuberLoss(((HuberSpec) spec).threshold().floatValue()),
          PinballSpec.class, spec -> new PinballLoss(((PinballSpec) spec).levels()),
          GaussianSpec.class, spec -> new GaussianLoss());

  private Losses() {}

  /** The loss that a specification names. */
  public static Loss of(LossSpec spec) {
    return MAKERS.get(spec.getClass()).apply(spec);
  }
}
