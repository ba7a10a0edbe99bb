package dev.eddy.spec;

/** The rule by which a gradient becomes an update. */
public sealed interface OptimizerSpec permits AdamSpec {}
