package dev.eddy.backtest.study;

import dev.eddy.forecast.ModelForecast;
import java.util.List;

/**
 * A step and what was forecast from it.
 *
 * @param ordinal its number in the series, from 0
 * @param step its number as the calendar has it
 * @param epochMillis its label
 * @param regime see {@link Regimes}
 * @param forecasts in the order in which models are named
 */
record Origin(
    long ordinal, long step, long epochMillis, int regime, List<ModelForecast> forecasts) {}
