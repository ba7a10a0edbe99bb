package dev.eddy.spec;

import java.util.List;

/**
 * A direct multi-horizon forecaster, linear in lags of the target and the inputs and in the
 * calendar, learned by recursive least squares: a NARX network without hidden layer.
 *
 * @param name the entry's name
 * @param views how its members see the series
 * @param joint one member for all targets
 * @param role what becomes of its forecasts
 * @param lags how many past values it sees
 * @param readout how it is learned
 */
public record ArxSpec(
    String name, List<ViewSpec> views, Boolean joint, Role role, LagsSpec lags, ReadoutSpec readout)
    implements ModelSpec {

  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public ArxSpec {
    name = name == null ? "arx" : name;
    views = views == null ? List.of() : List.copyOf(views);
    joint = joint != null && joint;
    role = role == null ? Role.MEMBER : role;
    lags = LagsSpec.of(lags, 0);
    readout = readout == null ? new RlsSpec(null, null) : readout;
    new Checks().distinct("views", views).done();
  }
}
