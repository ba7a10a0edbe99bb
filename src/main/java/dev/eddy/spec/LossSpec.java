package dev.eddy.spec;

/** What a network is to make small. */
public sealed interface LossSpec permits PointLossSpec, PinballSpec, GaussianSpec {}
