package dev.eddy.spec;

import java.util.List;
import java.util.Map;

/**
 * What is forecast.
 *
 * @param horizon steps ahead, H; 1 to 1,000
 * @param quantiles levels between 0 and 1, rising
 * @param bounds limits of a target's forecasts, by target
 * @param publish whose forecasts are published
 * @param publishFrom which of them while history is caught up on
 */
public record ForecastSpec(
    Integer horizon,
    List<Double> quantiles,
    Map<String, BoundsSpec> bounds,
    Publish publish,
    PublishFrom publishFrom) {
  /** Whose forecasts are published. */
  public enum Publish {
    /** The combination's. */
    COMBINED,
    /** The combination's and that of every entry of {@code models}. */
    ALL
  }

  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public ForecastSpec {
    quantiles = quantiles == null ? List.of(0.05, 0.5, 0.95) : List.copyOf(quantiles);
    bounds = bounds == null ? Map.of() : Map.copyOf(bounds);
    publish = publish == null ? Publish.COMBINED : publish;
    publishFrom = publishFrom == null ? PublishFrom.START : publishFrom;
    Checks checks = new Checks();
    checks.that(horizon != null, "horizon", "", "is needed");
    if (horizon != null) {
      checks.within("horizon", horizon, 1, 1_000);
    }
    for (int i = 0; i < quantiles.size(); i++) {
      double level = quantiles.get(i);
      checks.that(
          level > 0 && level < 1, "quantiles[" + i + "]", level, "must lie between 0 and 1");
      checks.that(
          i == 0 || level > quantiles.get(i - 1), "quantiles[" + i + "]", level, "must rise");
    }
    checks.done();
  }

  /**
   * The same, all published.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public ForecastSpec(
      Integer horizon, List<Double> quantiles, Map<String, BoundsSpec> bounds, Publish publish) {
    this(horizon, quantiles, bounds, publish, null);
  }

  /** The same, published from another place on. */
  public ForecastSpec publishedFrom(PublishFrom otherPlace) {
    return new ForecastSpec(horizon, quantiles, bounds, publish, otherPlace);
  }
}
