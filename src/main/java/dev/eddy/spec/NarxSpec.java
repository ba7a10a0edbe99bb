package dev.eddy.spec;

import java.util.List;

/**
 * A nonlinear autoregressive network with exogenous inputs: a linear part in the lags, learned by
 * recursive least squares, and a hidden layer of tanh units that learns what the linear part leaves
 * over, and is heard as far as it was right lately.
 *
 * @param name the entry's name
 * @param views how its members see the series
 * @param joint one member for all targets
 * @param role what becomes of its forecasts
 * @param lags how many past values it sees; of interactions 4 where nothing is said, or as many as
 *     there are lags
 * @param units hidden units; 1 to 4,096, or to 16 where they are fitted by Levenberg–Marquardt.
 *     Left out: 16, or 8
 * @param loss what the hidden layer makes small
 * @param readout how the linear part is learned
 * @param optimizer how the hidden layer learns
 * @param clip the limit on the hidden layer's gradient; not for Levenberg–Marquardt
 */
public record NarxSpec(
    String name,
    List<ViewSpec> views,
    Boolean joint,
    Role role,
    LagsSpec lags,
    Integer units,
    PointLossSpec loss,
    ReadoutSpec readout,
    LayerOptimizerSpec optimizer,
    ClipSpec clip)
    implements ModelSpec {
  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public NarxSpec {
    name = name == null ? "narx" : name;
    views = views == null ? List.of() : List.copyOf(views);
    joint = joint != null && joint;
    role = role == null ? Role.MEMBER : role;
    lags = LagsSpec.of(lags, LagsSpec.INTERACTIONS);
    loss = loss == null ? new HuberSpec(0.5) : loss;
    readout = readout == null ? new RlsSpec(null, null) : readout;
    optimizer = optimizer == null ? new AdamSpec(2e-3, null, null, null) : optimizer;
    clip = clip == null ? ClipSpec.AUTO : clip;
    boolean fitted = optimizer instanceof LevenbergMarquardtSpec;
    units = units == null ? (fitted ? 8 : 16) : units;
    new Checks()
        .within("units", units, 1, 4_096)
        .that(
            !fitted || units <= LevenbergMarquardtSpec.MOST_UNITS,
            "units",
            units,
            "must be at most " + LevenbergMarquardtSpec.MOST_UNITS + " with levenberg-marquardt")
        .that(
            !fitted || clip.equals(ClipSpec.AUTO),
            "clip",
            clip,
            "is for gradient steps, not for levenberg-marquardt")
        .distinct("views", views)
        .done();
  }
}
