/**
 * One series' forecaster: the engine without Kafka.
 *
 * <pre>
 *   Observation ─► StepAssembler ─► settle ─► members learn ─► members forecast ─► combination ─► quantiles ─► StepForecast
 *                                    └─► anomaly scores; a drift: members learn faster, the combination forgets faster
 * </pre>
 *
 * {@link dev.eddy.forecast.SeriesForecaster} is the front door: the stream, the backtest and any
 * Java program use it alike.
 */
package dev.eddy.forecast;
