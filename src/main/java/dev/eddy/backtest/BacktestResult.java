package dev.eddy.backtest;

/**
 * What came of a replay.
 *
 * @param scores how good the forecasts were
 * @param rows rows after the header, refused ones included
 * @param series how many series there were
 * @param steps how many steps were forecast from, of all series
 * @param duplicates rows that were dropped, as their step was closed by an earlier one
 * @param rejected rows that were refused
 * @param inputSha256 of the file as it lay there, in hexadecimal digits
 * @param seconds how long it took
 */
public record BacktestResult(
    Scores scores,
    long rows,
    int series,
    long steps,
    long duplicates,
    Rejected rejected,
    String inputSha256,
    double seconds) {}
