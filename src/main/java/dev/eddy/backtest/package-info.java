/**
 * Replays a file through the forecaster that production runs, and says how good its forecasts were.
 *
 * <pre>
 *   CsvRows ─► RowDecoder ─► batches, by series ─► SeriesForecaster ─► Tables ─► forecasts.csv, quantiles.csv, anomalies.csv
 *                                                        └─────────► Scorer ─► Scores ─► scores.json, report.html
 * </pre>
 *
 * {@link dev.eddy.backtest.Backtest} does all of it; {@link dev.eddy.backtest.Scorer} alone scores
 * forecasts that come from anywhere, such as a topic.
 */
package dev.eddy.backtest;
