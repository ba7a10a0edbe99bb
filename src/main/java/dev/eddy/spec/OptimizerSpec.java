package dev.eddy.spec;

/** The rule by which a gradient becomes an update. */
public sealed interface OptimizerSpec extends LayerOptimizerSpec
    permits AdamSpec, AdamWSpec, SgdSpec, RmsPropSpec {
  /** The learning rate where its schedule says 1. */
  Double learningRate();

  /** The share of the learning rate that each update has. */
  ScheduleSpec schedule();
}
