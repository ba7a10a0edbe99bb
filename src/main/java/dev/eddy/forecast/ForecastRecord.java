package dev.eddy.forecast;

/**
 * A published forecast, read back.
 *
 * @param series the series' name
 * @param steps steps of the series when it was made, that of its origin included
 * @param forecast what was forecast
 */
public record ForecastRecord(String series, long steps, ModelForecast forecast) {}
