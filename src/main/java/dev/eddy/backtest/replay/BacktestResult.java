package dev.eddy.backtest.replay;

import dev.eddy.backtest.path.PathResult;
import dev.eddy.backtest.score.Scores;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a replay.
 *
 * @param scores how good the forecasts were
 * @param rows rows after the header, refused ones included
 * @param drifts by series, in the order in which they first appeared: steps at which it was noticed
 *     that the forecasts had become worse
 * @param steps how many steps were forecast from, of all series
 * @param duplicates rows that were dropped, as their step was closed by an earlier one
 * @param revisions rows that corrected an earlier one, whose step counted as missing from then on
 * @param rejected rows that were refused
 * @param inputSha256 of the file as it lay there, in hexadecimal digits
 * @param seconds how long it took
 * @param paths scenario paths and their scores, if they were asked for
 */
public record BacktestResult(
    Scores scores,
    long rows,
    Map<String, Long> drifts,
    long steps,
    long duplicates,
    long revisions,
    Rejected rejected,
    String inputSha256,
    double seconds,
    Optional<PathResult> paths) {
  /** Copies, keeping the order. */
  public BacktestResult {
    drifts = Collections.unmodifiableMap(new LinkedHashMap<>(drifts));
  }

  /** How many series there were. */
  public int series() {
    return drifts.size();
  }

  /** Drifts of all series. */
  public long allDrifts() {
    return drifts.values().stream().mapToLong(Long::longValue).sum();
  }
}
