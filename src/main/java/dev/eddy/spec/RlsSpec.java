package dev.eddy.spec;

/**
 * Recursive least squares with exponential forgetting (Plackett 1950, doi
 * 10.1093/biomet/37.1-2.149).
 *
 * @param forgetting weight of a sample that is one step old, λ; 0.9 to 1
 * @param ridge start of the information matrix: the larger, the longer weights stay near zero;
 *     above 0
 */
public record RlsSpec(Double forgetting, Double ridge) implements ReadoutSpec {
  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public RlsSpec {
    forgetting = forgetting == null ? 0.9998 : forgetting;
    ridge = ridge == null ? 100.0 : ridge;
    new Checks().within("forgetting", forgetting, 0.9, 1).above("ridge", ridge, 0, 1e12).done();
  }
}
