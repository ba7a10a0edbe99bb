package dev.eddy.forecast;

/**
 * The forecast of one model from one step. The arrays must not be changed.
 *
 * @param model {@code combined}, the name of an entry of the topology, or a baseline's
 * @param mean [targets][H], in the targets' units
 * @param quantiles [targets][levels][H]
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ModelForecast(String model, double[][] mean, double[][][] quantiles) {}
