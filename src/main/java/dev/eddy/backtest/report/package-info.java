/** Results as tables, as JSON and as a page to read. */
package dev.eddy.backtest.report;
