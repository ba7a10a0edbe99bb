package dev.eddy.spec;

/** A loss by which one number is read out for each that is forecast. */
public sealed interface PointLossSpec extends LossSpec permits SquaredSpec, HuberSpec {
  /** The error beyond which the loss is linear; infinite where it is nowhere. */
  Double threshold();
}
