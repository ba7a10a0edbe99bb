package dev.eddy.spec;

/** The squared error e²: the forecast is the mean. */
public record SquaredSpec() implements PointLossSpec {
  @Override
  public Double threshold() {
    return Double.POSITIVE_INFINITY;
  }
}
