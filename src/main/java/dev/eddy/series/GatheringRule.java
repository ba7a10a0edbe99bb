package dev.eddy.series;

import dev.eddy.archive.Archive;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.series.Assembled.Closed;
import dev.eddy.series.Assembled.Verdict;
import dev.eddy.spec.StepSpec;
import java.util.ArrayList;
import java.util.List;

/** A step gathers records until one at its end plus the grace, or later, has come. */
final class GatheringRule implements StepRule {
  /** What the parts of a sum mostly come to. */
  private static final int SUM_BYTES = 3 * Double.BYTES;

  private final StepSpec spec;
  private final StepCalendar calendar;
  private final StepShape shape;
  private final long graceMillis;

  /** In their order; mostly as many as fit into the grace, and one. */
  private final List<OpenStep> open = new ArrayList<>();

  private boolean any;
  private long latestMillis;
  private boolean anyClosed;
  private long lastClosed;

  /** With the calendar that tells which step a record is of. */
  GatheringRule(StepSpec spec, StepCalendar calendar, StepShape shape) {
    this.spec = spec;
    this.calendar = calendar;
    this.shape = shape;
    this.graceMillis = spec.grace().toMillis();
  }

  /** See {@link StepAssembler#mostOpenBytes}. */
  static long mostOpenBytes(StepSpec spec, StepShape shape) {
    long steps = spec.grace().toMillis() / spec.every().toMillis() + 2;
    long sums = (long) SUM_BYTES * (shape.targets() + shape.inputs());
    return steps * (ArchiveSize.of(new OpenStep(0, shape, spec.aggregate())) + sums);
  }

  @Override
  public boolean isAhead(long epochMillis, FutureGuard guard) {
    return any
        && guard.isAhead(epochMillis, presentMillis())
        && calendar.indexOf(epochMillis) > calendar.indexOf(latestMillis) + 1;
  }

  @Override
  public Verdict judge(long epochMillis) {
    return any && isOver(calendar.indexOf(epochMillis)) ? Verdict.REJECTED : Verdict.ACCEPTED;
  }

  /** By the times alone, so that a step without records is over as one with records would be. */
  private boolean isOver(long index) {
    return calendar.startOf(index + 1) + graceMillis <= latestMillis;
  }

  @Override
  public List<Closed> take(Observation observation) {
    stepOf(calendar.indexOf(observation.epochMillis())).add(observation);
    latestMillis =
        any ? Math.max(latestMillis, observation.epochMillis()) : observation.epochMillis();
    any = true;
    return close();
  }

  private OpenStep stepOf(long index) {
    int place = open.size();
    while (place > 0 && open.get(place - 1).index() >= index) {
      place--;
    }
    if (place == open.size() || open.get(place).index() != index) {
      open.add(place, new OpenStep(index, shape, spec.aggregate()));
    }
    return open.get(place);
  }

  private List<Closed> close() {
    int count = 0;
    while (count < open.size() && isOver(open.get(count).index())) {
      count++;
    }
    if (count == 0) {
      return List.of();
    }
    List<Closed> closed = new ArrayList<>(count);
    List<OpenStep> over = open.subList(0, count);
    for (OpenStep step : over) {
      closed.add(
          new Closed(
              step.close(calendar.startOf(step.index())),
              anyClosed ? step.index() - lastClosed - 1 : 0));
      anyClosed = true;
      lastClosed = step.index();
    }
    over.clear();
    return closed;
  }

  @Override
  public long presentMillis() {
    return calendar.startOf(calendar.indexOf(latestMillis));
  }

  @Override
  public void archive(Archive archive) {
    any = archive.flag(any);
    latestMillis = archive.number(latestMillis);
    anyClosed = archive.flag(anyClosed);
    lastClosed = archive.number(lastClosed);
    archive.list(open, () -> new OpenStep(0, shape, spec.aggregate()));
  }
}
