package dev.eddy.spec;

/** Even in ±√(3/units) (Glorot and Bengio 2010, PMLR 9:249). */
public record GlorotSpec() implements StartSpec {}
