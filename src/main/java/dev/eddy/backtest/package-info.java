/**
 * Replays history through the forecaster that production runs, and says how good its forecasts
 * were.
 *
 * <pre>
 *   source ─► replay ─► SeriesForecaster ─► report: forecasts.csv, quantiles.csv, anomalies.csv
 *                              └─► score ─► report: scores.json, report.html
 * </pre>
 *
 * {@code source} knows where rows come from, {@code replay} hands them to their series, {@code
 * score} compares forecasts with what came, wherever both are from, and {@code report} writes it
 * down.
 */
package dev.eddy.backtest;
