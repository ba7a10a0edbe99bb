package dev.eddy.spec;

/**
 * A random matrix scaled to a spectral radius, as an echo state network has it (Jaeger 2001, GMD
 * report 148).
 *
 * @param spectralRadius largest magnitude of the eigenvalues; above 0, at most 2
 * @param density share of weights that are not zero; above 0, at most 1
 */
public record ReservoirSpec(Double spectralRadius, Double density) implements StartSpec {
  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public ReservoirSpec {
    spectralRadius = spectralRadius == null ? 0.9 : spectralRadius;
    density = density == null ? 1.0 : density;
    new Checks()
        .above("spectral-radius", spectralRadius, 0, 2)
        .above("density", density, 0, 1)
        .done();
  }
}
