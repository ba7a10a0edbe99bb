package dev.eddy.spec;

/**
 * A random orthogonal matrix: keeps the length of what passes through it, so that at first the
 * gradient neither vanishes nor explodes (Saxe, McClelland and Ganguli 2014, arXiv 1312.6120).
 */
public record OrthogonalSpec() implements StartSpec {}
