package dev.eddy.series;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.archive.DamagedArchive;
import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The last steps of a series as they were taken in, so that one can be corrected. A correction is a
 * record at the very time of the one that made a step, which tells another value of a target or an
 * input. What only one of both tells is no contradiction: they may be two parts of one reading.
 * Which of two values is right is not asked: the step counts as missing from then on, and the steps
 * since, with some before to come from, are to be seen once more. What was learned of them stays
 * learned.
 *
 * <p>A step is corrected at most once. Steps without a record are not kept, but take their place.
 * Before the oldest one that is kept, each target is taken to have had the value that was last seen
 * of it.
 *
 * <p>Not safe for use by several threads. Bytes: 8·(targets + inputs + known·(H + 1)) + 4·known +
 * 33 a step, as many as {@link Recall} says; some 150 a step on the heap. Cost of a correction: a
 * search among them.
 */
public final class RecentSteps implements Archived {
  /** A step, and what told of it. */
  private static final class Kept implements Archived {
    private final StepShape shape;
    private long epochMillis; // of the record
    private boolean masked;
    private Step step;

    Kept(StepShape shape) {
      this.shape = shape;
    }

    @Override
    public void archive(Archive archive) {
      epochMillis = archive.number(epochMillis);
      masked = archive.flag(masked);
      long index = archive.number(archive.reading() ? 0 : step.index());
      long label = archive.number(archive.reading() ? 0 : step.epochMillis());
      if (archive.reading()) {
        step = shape.emptyStep(index, label);
      }
      archive.array(step.targets());
      archive.array(step.inputs());
      for (double[] ahead : step.known()) {
        archive.array(ahead);
      }
    }
  }

  private final Recall recall;
  private final StepShape shape;
  private final StepCalendar calendar;
  private final List<Kept> kept = new ArrayList<>(); // in their order
  private final double[] before; // [targets] last seen before those; NaN if never
  private boolean late; // whether steps went by before the first one that was ever kept
  private boolean untold;

  /**
   * None yet.
   *
   * @param calendar that of the same topology
   */
  public RecentSteps(Recall recall, TopologySpec spec, StepCalendar calendar) {
    this.recall = recall;
    this.shape = StepShape.of(spec);
    this.calendar = calendar;
    this.before = new double[shape.targets()];
    Arrays.fill(before, Double.NaN);
  }

  /**
   * Keeps a step, and lets go of those that are too old.
   *
   * @param epochMillis of the record that made it
   */
  void take(long epochMillis, Step step) {
    int over = 0;
    while (over < kept.size() && kept.get(over).step.index() <= step.index() - recall.kept()) {
      overlay(before, kept.get(over).step.targets());
      over++;
    }
    kept.subList(0, over).clear();
    Kept one = new Kept(shape);
    one.epochMillis = epochMillis;
    one.step = step;
    kept.add(one);
  }

  /** Sets what is not missing. */
  private static void overlay(double[] values, double[] newer) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Double.isNaN(newer[i]) ? values[i] : newer[i];
    }
  }

  /**
   * The series has had steps already that are not known here: one is corrected only if there are
   * enough of those before it to come from.
   */
  public void beginLate() {
    late = true;
  }

  /**
   * Masks the step that an observation corrects.
   *
   * @return the steps to be seen once more, without holes, the last of them the present one; empty
   *     if it corrects none
   */
  List<Step> correct(Observation observation) {
    int at = kept.size() - 1;
    while (at >= 0 && kept.get(at).epochMillis > observation.epochMillis()) {
      at--;
    }
    if (at < 0 || !corrects(observation, kept.get(at))) {
      return List.of();
    }
    Kept wrong = kept.get(at);
    wrong.step = wrong.step.masked();
    wrong.masked = true;
    untold = true;
    return from(Math.max(kept.get(0).step.index(), wrong.step.index() - recall.warmUp()));
  }

  private boolean corrects(Observation observation, Kept one) {
    return one.epochMillis == observation.epochMillis()
        && !one.masked
        && present() - one.step.index() < recall.reach()
        && (!late || one.step.index() - kept.get(0).step.index() >= recall.warmUp())
        && (contradict(one.step.targets(), observation.targets())
            || contradict(one.step.inputs(), observation.inputs()));
  }

  private long present() {
    return kept.get(kept.size() - 1).step.index();
  }

  private static boolean contradict(double[] some, double[] others) {
    for (int i = 0; i < some.length; i++) {
      if (some[i] < others[i] || some[i] > others[i]) { // neither of them missing
        return true;
      }
    }
    return false;
  }

  /**
   * The steps from a place on the calendar on; or from one before it that tells each target's last
   * value by itself. Where none is kept, one with what was last seen goes before all that are.
   */
  private List<Step> from(long first) {
    int next = 0;
    while (kept.get(next).step.index() < first) {
      next++;
    }
    long index = first;
    while (next > 0 && !isComplete(index, next)) {
      index = kept.get(--next).step.index();
    }
    List<Step> steps = new ArrayList<>();
    if (!isComplete(index, next) && !Arrays.stream(before).allMatch(Double::isNaN)) {
      Step seen = shape.emptyStep(index - 1, calendar.startOf(index - 1));
      overlay(seen.targets(), before);
      steps.add(seen);
    }
    for (; index <= present(); index++) {
      Step step = kept.get(next).step;
      boolean any = step.index() == index;
      steps.add(any ? step : shape.emptyStep(index, calendar.startOf(index)));
      next += any ? 1 : 0;
    }
    return steps;
  }

  /** Whether the step at a place, which may be kept, tells all targets. */
  private boolean isComplete(long index, int at) {
    Step step = kept.get(at).step;
    return step.index() == index && Arrays.stream(step.targets()).noneMatch(Double::isNaN);
  }

  /** True if a step was corrected since this was asked last. */
  public boolean tell() {
    boolean any = untold;
    untold = false;
    return any;
  }

  /** Forgets the steps before a place on the calendar, and all that was seen before them. */
  public void forgetBefore(long index) {
    kept.removeIf(one -> one.step.index() < index);
    Arrays.fill(before, Double.NaN);
    late = false;
  }

  /** Takes as much room as it ever will. */
  public void grow() {
    for (int i = 0; i < recall.kept(); i++) {
      take(i, shape.emptyStep(i, i));
    }
  }

  @Override
  public void archive(Archive archive) {
    archive.array(before);
    late = archive.flag(late);
    untold = archive.flag(untold);
    archive.list(kept, () -> new Kept(shape));
    for (int i = 0; i < kept.size() && archive.reading(); i++) {
      long index = kept.get(i).step.index();
      boolean rises = i == 0 || index > kept.get(i - 1).step.index();
      if (!rises || index <= present() - recall.kept()) {
        throw new DamagedArchive("a step to be corrected at place " + index);
      }
    }
  }
}
