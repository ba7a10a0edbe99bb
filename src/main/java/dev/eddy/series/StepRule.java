package dev.eddy.series;

import dev.eddy.archive.Archived;
import dev.eddy.series.Assembled.Closed;
import dev.eddy.series.Assembled.Verdict;
import java.util.List;

/** How the steps of a series begin and end. Not safe for use by several threads. */
interface StepRule extends Archived {
  /** True if a time is too far ahead of the series; never for its first. */
  boolean isAhead(long epochMillis, FutureGuard guard);

  /** What an observation at a time that is not too far ahead would be; changes nothing. */
  Verdict judge(long epochMillis);

  /**
   * Takes an observation in that was judged to be acceptable, or found not to be too far ahead.
   *
   * @return the steps that it closes, in their order
   */
  List<Closed> take(Observation observation);

  /** When the series' last step began, for people; meaningless before the first. */
  long presentMillis();
}
