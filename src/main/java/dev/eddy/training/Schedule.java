package dev.eddy.training;

import dev.eddy.spec.ConstantSpec;
import dev.eddy.spec.CosineSpec;
import dev.eddy.spec.InverseSquareRootSpec;
import dev.eddy.spec.ScheduleSpec;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongToDoubleFunction;

/**
 * The share of the learning rate that an update has, by its number alone.
 *
 * <pre>
 *   constant              1
 *   inverse square root   min(t/W, √(W/t))                          W updates of warming up
 *   cosine                F + (1 − F)·(1 + cos(π·s/P))/2            s updates into a fall of P
 * </pre>
 *
 * (Vaswani et al. 2017, arXiv 1706.03762; Loshchilov and Hutter 2017, arXiv 1608.03983.) Immutable.
 * Constant time, or the logarithm of the number for a cosine whose falls grow.
 */
public final class Schedule {
  private static final Map<
          Class<? extends ScheduleSpec>, Function<ScheduleSpec, LongToDoubleFunction>>
      KINDS =
          Map.of(
              ConstantSpec.class, spec -> update -> 1,
              InverseSquareRootSpec.class, spec -> inverseSquareRoot((InverseSquareRootSpec) spec),
              CosineSpec.class, spec -> cosine((CosineSpec) spec));

  private final LongToDoubleFunction share;

  /** By its specification. */
  public Schedule(ScheduleSpec spec) {
    share = KINDS.get(spec.getClass()).apply(spec);
  }

  /**
   * The share of an update.
   *
   * @param update its number, from 1
   * @return 0 to 1
   */
  public double share(long update) {
    return share.applyAsDouble(update);
  }

  private static LongToDoubleFunction inverseSquareRoot(InverseSquareRootSpec spec) {
    double warmUp = spec.warmUp();
    return update -> update < warmUp ? update / warmUp : Math.sqrt(warmUp / update);
  }

  private static LongToDoubleFunction cosine(CosineSpec spec) {
    double floor = spec.floor();
    return update -> {
      long period = spec.period();
      long since = update - 1;
      if (spec.factor() == 1) {
        since %= period;
      } else {
        while (since >= period) {
          since -= period;
          period *= spec.factor();
        }
      }
      return floor + (1 - floor) * (1 + StrictMath.cos(Math.PI * since / period)) / 2;
    };
  }
}
