package dev.eddy.spec;

import java.util.List;

/**
 * An echo state network: a fixed random reservoir of leaky units, and a readout, learned online, of
 * its states and of lags.
 *
 * @param name the entry's name
 * @param views how its members see the series
 * @param joint one member for all targets
 * @param units reservoir units; 1 to 4,096
 * @param spectralRadius of the recurrent matrix; above 0, at most 2
 * @param leakRate share of the new state that replaces the old; above 0, at most 1
 * @param density share of recurrent weights that are not zero; above 0, at most 1
 * @param inputScaling input weights are drawn evenly from ± this; above 0, at most 100
 * @param lags past values that the readout sees beside the states
 * @param readout how the readout is learned
 */
public record EchoStateSpec(
    String name,
    List<ViewSpec> views,
    Boolean joint,
    Integer units,
    Double spectralRadius,
    Double leakRate,
    Double density,
    Double inputScaling,
    LagsSpec lags,
    ReadoutSpec readout)
    implements ModelSpec {

  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public EchoStateSpec {
    name = name == null ? "echo" : name;
    views = views == null ? List.of() : List.copyOf(views);
    joint = joint != null && joint;
    units = units == null ? 100 : units;
    spectralRadius = spectralRadius == null ? 0.9 : spectralRadius;
    leakRate = leakRate == null ? 0.3 : leakRate;
    density = density == null ? 0.1 : density;
    inputScaling = inputScaling == null ? 0.5 : inputScaling;
    lags = lags == null ? new LagsSpec(null, null, null) : lags;
    readout = readout == null ? new RlsSpec(null, null) : readout;
    new Checks()
        .within("units", units, 1, 4_096)
        .above("spectral-radius", spectralRadius, 0, 2)
        .above("leak-rate", leakRate, 0, 1)
        .above("density", density, 0, 1)
        .above("input-scaling", inputScaling, 0, 100)
        .distinct("views", views)
        .done();
  }
}
