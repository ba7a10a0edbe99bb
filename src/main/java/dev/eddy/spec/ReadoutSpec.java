package dev.eddy.spec;

/** How weights that enter a forecast linearly are learned. */
public sealed interface ReadoutSpec permits RlsSpec, RidgeSpec, PseudoInverseSpec {}
