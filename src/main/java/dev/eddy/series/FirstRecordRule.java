package dev.eddy.series;

import dev.eddy.archive.Archive;
import dev.eddy.series.Assembled.Closed;
import dev.eddy.series.Assembled.Verdict;
import java.util.List;

/** The first record of a step is the step. */
final class FirstRecordRule implements StepRule {
  private final StepCalendar calendar;
  private boolean any;
  private long last;

  /** With the calendar that tells which step a record is of. */
  FirstRecordRule(StepCalendar calendar) {
    this.calendar = calendar;
  }

  @Override
  public boolean isAhead(long epochMillis, FutureGuard guard) {
    return any
        && guard.isAhead(epochMillis, presentMillis())
        && calendar.indexOf(epochMillis) > last + 1;
  }

  @Override
  public Verdict judge(long epochMillis) {
    long index = calendar.indexOf(epochMillis);
    if (!any || index > last) {
      return Verdict.ACCEPTED;
    }
    return index == last ? Verdict.DUPLICATE : Verdict.REJECTED;
  }

  @Override
  public List<Closed> take(Observation observation) {
    long index = calendar.indexOf(observation.epochMillis());
    long skipped = any ? index - last - 1 : 0;
    any = true;
    last = index;
    Step step =
        new Step(
            index,
            calendar.startOf(index),
            observation.targets(),
            observation.inputs(),
            observation.known());
    return List.of(new Closed(step, skipped));
  }

  @Override
  public long presentMillis() {
    return calendar.startOf(last);
  }

  @Override
  public void archive(Archive archive) {
    any = archive.flag(any);
    last = archive.number(last);
  }
}
