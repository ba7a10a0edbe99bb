package dev.eddy.spec;

/**
 * The negative logarithm of a Gaussian likelihood, whose mean and variance are both read out (Nix
 * and Weigend 1994, doi 10.1109/ICNN.1994.374138): errors count less where they are expected to be
 * large. The forecast is the mean.
 */
public record GaussianSpec() implements LossSpec {}
