package dev.eddy.backtest.replay;

import dev.eddy.backtest.path.PathResult;
import dev.eddy.backtest.score.Scores;
import dev.eddy.backtest.study.Findings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a replay.
 *
 * @param complete false if it was stopped before the end of the input
 * @param scores how good the forecasts were
 * @param findings what else there is to know of them
 * @param rows rows of the input, refused ones included
 * @param drifts by series, in the order in which they first appeared: steps at which it was noticed
 *     that the forecasts had become worse
 * @param steps how many steps were forecast from, of all series
 * @param duplicates rows that were dropped, as their step was closed by an earlier one
 * @param revisions rows that corrected an earlier one, whose step counted as missing from then on
 * @param rejected rows that were refused
 * @param notes what a user should know of the input as a whole: sentences
 * @param inputSha256 by which the input is known again, in hexadecimal digits; empty if it was
 *     stopped
 * @param seconds how long it took
 * @param paths scenario paths and their scores, if they were asked for
 * @param verification how what a deployment published compares; empty unless it was asked for
 */
public record BacktestResult(
    boolean complete,
    Scores scores,
    Findings findings,
    long rows,
    Map<String, Long> drifts,
    long steps,
    long duplicates,
    long revisions,
    Rejected rejected,
    List<String> notes,
    String inputSha256,
    double seconds,
    Optional<PathResult> paths,
    Optional<VerificationResult> verification) {
  /** Copies, keeping the order. */
  public BacktestResult {
    drifts = Collections.unmodifiableMap(new LinkedHashMap<>(drifts));
    notes = List.copyOf(notes);
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
