package dev.eddy.spec;

/**
 * How a learning rate goes on from update to update, for learning without an end: none of them
 * needs to know how many updates there will be.
 */
public sealed interface ScheduleSpec permits ConstantSpec, InverseSquareRootSpec, CosineSpec {}
