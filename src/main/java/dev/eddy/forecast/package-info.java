/**
 * One series' forecaster: the engine without Kafka.
 *
 * <pre>
 *   Observation ─► StepAssembler ─► settle ─► members learn ─► members forecast ─► combination ─► quantiles ─► StepForecast
 *                                    └─► anomaly scores; a drift: members learn faster, the combination forgets faster
 *
 *   Entry ─► Member (a forecaster, one frame) ◄─ Seat ─ Roster (one target: who is there) ─► Voice (one name: who is heard)
 *            Views (tracks and frames by Look) ◄─ Outlook (one target: which looks are worth a try)
 * </pre>
 *
 * {@link dev.eddy.forecast.SeriesForecaster} is the front door: the stream, the backtest and any
 * Java program use it alike.
 */
package dev.eddy.forecast;
