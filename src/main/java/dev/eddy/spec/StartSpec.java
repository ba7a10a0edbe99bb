package dev.eddy.spec;

/** What the recurrent matrices of a network start from. */
public sealed interface StartSpec permits OrthogonalSpec, ReservoirSpec, GlorotSpec {}
