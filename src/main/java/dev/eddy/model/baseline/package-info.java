/**
 * Forecasts that need no learning, by which all others are judged: last value, seasonal last value,
 * drift (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 2021,
 * section 5.2).
 */
package dev.eddy.model.baseline;
