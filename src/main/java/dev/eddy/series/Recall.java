package dev.eddy.series;

import dev.eddy.spec.EchoStateSpec;
import dev.eddy.spec.LearningRule;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.RecurrentSpec;
import dev.eddy.spec.TopologySpec;
import java.util.List;

/**
 * How far back a series' forecaster sees, in steps: how old a step may be to be corrected, and how
 * many before it are passed once more, so that hidden states are where they would be.
 *
 * @param reach a step may be corrected as long as fewer steps have passed since: the horizon, the
 *     longest lag of a target or an input and the longest season that the calendar offers,
 *     whichever is most, and {@value #LEAST} at least, {@value #MOST_REACH} at most
 * @param warmUp steps that are passed before a corrected one: the longest window of a recurrent
 *     network and the time in which a reservoir forgets all but {@value #LEFT} of a state,
 *     whichever is most, and {@value #LEAST} at least, {@value #MOST_WARM_UP} at most
 */
public record Recall(int reach, int warmUp) {
  static final int LEAST = 96;
  static final int MOST_REACH = SeasonSearch.LONGEST + 1;
  static final int MOST_WARM_UP = 512;
  static final double LEFT = 0.01;

  /**
   * What the models of a topology ask for.
   *
   * @param seasons that the calendar offers
   */
  public static Recall of(TopologySpec spec, List<Season> seasons) {
    int horizon = spec.forecast().horizon();
    int reach = Math.max(LEAST, horizon);
    int warmUp = LEAST;
    for (Season season : seasons) {
      reach = Math.max(reach, season.slots() + 1);
    }
    for (ModelSpec model : spec.models()) {
      reach = Math.max(reach, LagSteps.reach(model.lags(), seasons));
      reach = Math.max(reach, model.lags().inputs());
      warmUp = Math.max(warmUp, memoryOf(model, horizon));
    }
    return new Recall(Math.min(MOST_REACH, reach), Math.min(MOST_WARM_UP, warmUp));
  }

  private static int memoryOf(ModelSpec model, int horizon) {
    if (model instanceof RecurrentSpec network) {
      return network.learning() == LearningRule.RTRL
          ? network.truncation().leastWindowFor(horizon)
          : network.truncation().windowFor(horizon);
    }
    return model instanceof EchoStateSpec echo
        ? echo.leakRate().stream()
            .mapToInt(leak -> memoryOf(leak, echo.spectralRadius()))
            .max()
            .orElse(0)
        : 0;
  }

  /** A state shrinks to 1 − a·(1 − ρ) of itself at a step, with leak rate a and radius ρ. */
  private static int memoryOf(double leakRate, double spectralRadius) {
    double kept = 1 - leakRate * (1 - spectralRadius);
    return kept < 1
        ? (int) Math.min(MOST_WARM_UP, StrictMath.log(LEFT) / StrictMath.log(Math.max(LEFT, kept)))
        : MOST_WARM_UP;
  }

  /** How many steps are kept. */
  int kept() {
    return reach + warmUp;
  }
}
