/**
 * The forecasts by which all others are judged: last value, seasonal last value and drift, which
 * learn nothing, and exponential smoothing (Hyndman and Athanasopoulos, Forecasting: Principles and
 * Practice, 3rd edition, 2021, section 5.2 and chapter 8).
 */
package dev.eddy.model.baseline;
