package dev.eddy.spec;

import java.util.ArrayList;
import java.util.List;

/**
 * An echo state network: fixed random reservoirs of leaky units, one for each leak rate and so for
 * each time scale, and a readout, learned online, of their states and of lags.
 *
 * @param name the entry's name
 * @param views how its members see the series
 * @param joint one member for all targets
 * @param role what becomes of its forecasts
 * @param units reservoir units, split evenly between the reservoirs; 1 to 4,096, and one for each
 *     at least
 * @param spectralRadius of each recurrent matrix; above 0, at most 2
 * @param leakRate share of the new state that replaces the old: of each reservoir its own; 1 to 8
 *     of them, above 0, at most 1
 * @param density share of recurrent weights that are not zero; above 0, at most 1
 * @param inputScaling input weights are drawn evenly from ± this; above 0, at most 100
 * @param feedback the network's own forecast of a step, made one step before, enters the reservoirs
 *     with weights drawn evenly from ± this; 0 to 100, 0 is off
 * @param lags past values that the readout sees beside the states; of interactions 4 where nothing
 *     is said, or as many as there are lags
 * @param readout how the readout is learned
 */
public record EchoStateSpec(
    String name,
    List<ViewSpec> views,
    Boolean joint,
    Role role,
    Integer units,
    Double spectralRadius,
    List<Double> leakRate,
    Double density,
    Double inputScaling,
    Double feedback,
    LagsSpec lags,
    ReadoutSpec readout)
    implements ModelSpec {
  private static final int MOST_RESERVOIRS = 8;

  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public EchoStateSpec {
    name = name == null ? "echo" : name;
    views = views == null ? List.of() : List.copyOf(views);
    joint = joint != null && joint;
    role = role == null ? Role.MEMBER : role;
    units = units == null ? 100 : units;
    spectralRadius = spectralRadius == null ? 0.9 : spectralRadius;
    leakRate = leakRate == null ? List.of(0.3) : List.copyOf(leakRate);
    density = density == null ? 0.1 : density;
    inputScaling = inputScaling == null ? 0.5 : inputScaling;
    feedback = feedback == null ? 0 : feedback;
    lags = LagsSpec.of(lags, LagsSpec.INTERACTIONS);
    readout = readout == null ? new RlsSpec(null, null) : readout;
    Checks checks =
        new Checks()
            .within("units", units, 1, 4_096)
            .above("spectral-radius", spectralRadius, 0, 2)
            .above("density", density, 0, 1)
            .above("input-scaling", inputScaling, 0, 100)
            .within("feedback", feedback, 0, 100)
            .that(
                !leakRate.isEmpty() && leakRate.size() <= MOST_RESERVOIRS,
                "leak-rate",
                leakRate,
                "must be 1 to " + MOST_RESERVOIRS + " numbers")
            .that(
                units < 1 || leakRate.size() <= units,
                "leak-rate",
                leakRate,
                "must not be more numbers than units, " + units)
            .distinct("views", views);
    leakRate.forEach(rate -> checks.above("leak-rate", rate, 0, 1));
    checks.done();
  }

  /** Units of each reservoir; the first ones take what an even split leaves over. */
  public List<Integer> unitsByReservoir() {
    int count = leakRate.size();
    List<Integer> split = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      split.add(units / count + (i < units % count ? 1 : 0));
    }
    return split;
  }
}
