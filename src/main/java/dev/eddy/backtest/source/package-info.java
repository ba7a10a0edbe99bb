/** Where rows of history come from. */
package dev.eddy.backtest.source;
