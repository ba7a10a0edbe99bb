/** Scenario paths of a backtest: drawn, and scored by what whole horizons came to. */
package dev.eddy.backtest.path;
