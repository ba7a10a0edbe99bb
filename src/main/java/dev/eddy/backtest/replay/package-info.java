/** Hands history to its series, row by row, as a stream would. */
package dev.eddy.backtest.replay;
