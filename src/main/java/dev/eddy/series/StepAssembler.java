package dev.eddy.series;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.series.Assembled.Closed;
import dev.eddy.series.Assembled.Verdict;
import dev.eddy.series.Rejection.Reason;
import dev.eddy.spec.StepSpec;
import dev.eddy.spec.TopologySpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes one series' steps of its observations, in the order in which they come. Only the times that
 * they tell open and close steps; the end of the input closes nothing.
 *
 * <ul>
 *   <li>Where each record is a step, steps are numbered from 0 as they come, whatever their times.
 *   <li>With {@code closes: first-record} the first record of a step is the step; another is a
 *       duplicate, one of an earlier step late; unless it corrects a step that is {@linkplain
 *       RecentSteps remembered}.
 *   <li>With {@code closes: next} a step gathers records until one at its end plus the grace, or
 *       later, has come; one that comes after that is late. Steps close in their order. Records
 *       that are not late give the same steps in any order, but for those at the same time where
 *       the last counts.
 * </ul>
 *
 * A time more than {@code future.max} past the last step's start (past the last record, where each
 * is a step) is refused, but never that of the step right after it; the third of three refused ones
 * in a row that lie within that span of each other is taken: the series was silent. A record of the
 * present in between ends the row, a late one does not. Steps whose targets are all missing are
 * steps.
 *
 * <p>Takes some 100 bytes, and 60 for each target and input of each open step. Not safe for use by
 * several threads.
 */
public final class StepAssembler implements Archived {
  private final StepRule rule;
  private final FutureGuard guard;
  private final Optional<RecentSteps> recent;

  /**
   * Before the first observation.
   *
   * @param calendar that of the same topology
   */
  public StepAssembler(TopologySpec spec, StepCalendar calendar) {
    this(spec, calendar, Optional.empty());
  }

  /**
   * Before the first observation.
   *
   * @param calendar that of the same topology
   * @param recent remembers steps, so that records may correct them; empty: none may. Modified by
   *     observations, and archived by whoever owns it.
   */
  public StepAssembler(TopologySpec spec, StepCalendar calendar, Optional<RecentSteps> recent) {
    this.recent = recent;
    this.rule = rule(spec, calendar);
    this.guard = new FutureGuard(spec.future().maxFor(spec.step()));
  }

  private static StepRule rule(TopologySpec spec, StepCalendar calendar) {
    if (spec.step().isEmpty()) {
      return new EachRecordRule();
    }
    StepSpec step = spec.step().get();
    return switch (step.closes()) {
      case FIRST_RECORD -> new FirstRecordRule(calendar);
      case NEXT -> new GatheringRule(step, calendar, StepShape.of(spec));
    };
  }

  /**
   * About the most bytes that steps still open add to what a fresh assembler remembers: all that
   * fit into the grace, and the one that ends it. 0 where the first record is the step.
   */
  public static long mostOpenBytes(TopologySpec spec) {
    return spec.step()
        .filter(step -> step.closes() == StepSpec.Closes.NEXT)
        .map(step -> GatheringRule.mostOpenBytes(step, StepShape.of(spec)))
        .orElse(0L);
  }

  /**
   * Takes the next observation of the series in.
   *
   * @param observation made for the same topology, at a time that a decoder lets through. Not
   *     modified; a step may hold its arrays.
   */
  public Assembled accept(Observation observation) {
    long epochMillis = observation.epochMillis();
    if (rule.isAhead(epochMillis, guard)) {
      return guard.confirms(epochMillis)
          ? accepted(observation)
          : rejected(Reason.FUTURE, epochMillis, "must not be so far ahead of its series", true);
    }
    Verdict verdict = rule.judge(epochMillis);
    List<Step> again = verdict == Verdict.ACCEPTED ? List.of() : corrected(observation);
    if (!again.isEmpty()) {
      if (verdict == Verdict.DUPLICATE) {
        guard.forget();
      }
      return new Assembled(Verdict.REVISION, Optional.empty(), List.of(), true, again);
    }
    if (verdict == Verdict.REJECTED) {
      return rejected(
          Reason.LATE, epochMillis, "must not be of a closed step of its series", false);
    }
    boolean hadSuspects = guard.forget();
    return verdict == Verdict.DUPLICATE
        ? new Assembled(Verdict.DUPLICATE, Optional.empty(), List.of(), hadSuspects)
        : accepted(observation);
  }

  private List<Step> corrected(Observation observation) {
    return recent.map(steps -> steps.correct(observation)).orElseGet(List::of);
  }

  /** Takes the next observation however far ahead it is. */
  public void resume() {
    guard.open();
  }

  private Assembled accepted(Observation observation) {
    List<Closed> steps = rule.take(observation);
    recent.ifPresent(
        kept -> steps.forEach(closed -> kept.take(observation.epochMillis(), closed.step())));
    return new Assembled(Verdict.ACCEPTED, Optional.empty(), steps, true);
  }

  private Assembled rejected(Reason reason, long epochMillis, String must, boolean changed) {
    String detail =
        Instant.ofEpochMilli(epochMillis)
            + ": "
            + must
            + ", which is at "
            + Instant.ofEpochMilli(rule.presentMillis());
    return new Assembled(
        Verdict.REJECTED, Optional.of(new Rejection(reason, detail)), List.of(), changed);
  }

  @Override
  public void archive(Archive archive) {
    guard.archive(archive);
    rule.archive(archive);
  }
}
