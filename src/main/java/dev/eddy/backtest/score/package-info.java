/** How good forecasts were, wherever they came from. */
package dev.eddy.backtest.score;
