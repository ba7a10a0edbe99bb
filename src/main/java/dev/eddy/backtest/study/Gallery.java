package dev.eddy.backtest.study;

import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.StepForecast;
import dev.eddy.forecast.StepForecast.Anomaly;
import dev.eddy.forecast.StepForecast.Learned;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be shown of a series: its last steps beside what was forecast of them, the last
 * origins with all they forecast, what was learned, and what was noticed. Of the first target.
 * Keeps a bounded number of each. For one thread.
 */
public final class Gallery {
  private static final int STEPS = 2_000;
  private static final int ORIGINS = 120;
  private static final int MARKS = 500;
  private static final int LESSONS = 300;

  private final StudyPlan plan;
  private final Deque<Shown> steps = new ArrayDeque<>();
  private final Deque<Fan> fans = new ArrayDeque<>();
  private final Deque<Mark> marks = new ArrayDeque<>();
  private final Map<String, Thinned<Lesson>> lessons = new LinkedHashMap<>(); // by member
  private long lastStep;
  private Fan last; // of the step before

  /** A value beside what was forecast of it one step ahead; NaN where unknown. */
  public record Shown(long epochMillis, double value, double mean, double low, double high) {}

  /**
   * What was forecast from an origin.
   *
   * @param mean [H]
   * @param quantiles [levels][H]
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Fan(long epochMillis, double[] mean, double[][] quantiles) {}

  /** Something that was noticed: {@code drift}, {@code anomaly}, {@code reset}, {@code gap}. */
  public record Mark(long epochMillis, String what) {}

  /**
   * A member's update.
   *
   * @param byLag [lag] norms of the gradient by the hidden state so many steps back
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Lesson(long epochMillis, double weight, double norm, double loss, double[] byLag) {}

  /** Everything that is shown of a series, oldest first; what was learned by member. */
  public record Pictures(
      List<Shown> steps, List<Fan> fans, List<Mark> marks, Map<String, List<Lesson>> lessons) {
    /** Copies. */
    public Pictures {
      steps = List.copyOf(steps);
      fans = List.copyOf(fans);
      marks = List.copyOf(marks);
      lessons = Collections.unmodifiableMap(new LinkedHashMap<>(lessons));
    }
  }

  Gallery(StudyPlan plan) {
    this.plan = plan;
  }

  /**
   * Takes a step in.
   *
   * @param forecasts [models], the reference's first; null for one that said nothing
   */
  void step(StepForecast made, List<ModelForecast> forecasts) {
    long time = made.step().epochMillis();
    if (made.step().index() != lastStep + 1) {
      last = null; // it spoke of a step that was skipped
    }
    lastStep = made.step().index();
    add(steps, shown(time, made.step().targets()[0]), STEPS);
    last = forecasts.get(0) == null ? null : fan(time, forecasts.get(0));
    mark(made, time);
    for (Learned one : made.learning()) {
      lessons
          .computeIfAbsent(one.model() + " " + one.member(), member -> new Thinned<>(LESSONS))
          .add(
              new Lesson(
                  time,
                  one.weight(),
                  one.report().gradient().norm(),
                  one.report().loss(),
                  one.report().gradient().byLag()));
    }
  }

  private Shown shown(long time, double value) {
    if (last == null) {
      return new Shown(time, value, Double.NaN, Double.NaN, Double.NaN);
    }
    boolean hasInterval = last.quantiles().length > 0;
    return new Shown(
        time,
        value,
        last.mean()[0],
        hasInterval ? last.quantiles()[plan.interval().low()][0] : Double.NaN,
        hasInterval ? last.quantiles()[plan.interval().high()][0] : Double.NaN);
  }

  private static Fan fan(long time, ModelForecast forecast) {
    double[][] quantiles =
        forecast.quantiles().length == 0 ? new double[0][] : forecast.quantiles()[0];
    return new Fan(time, forecast.mean()[0], quantiles);
  }

  private void mark(StepForecast made, long time) {
    for (String event : made.events()) {
      add(marks, new Mark(time, event), MARKS);
    }
    Anomaly anomaly = made.anomalies().get(0);
    if (anomaly.isLikely()) {
      add(marks, new Mark(time, "anomaly"), MARKS);
    }
  }

  /** Takes in an origin all of whose values are known. */
  void origin(Origin origin) {
    if (origin.forecasts().get(0) != null) {
      add(fans, fan(origin.epochMillis(), origin.forecasts().get(0)), ORIGINS);
    }
  }

  private static <T> void add(Deque<T> last, T next, int most) {
    last.add(next);
    if (last.size() > most) {
      last.removeFirst();
    }
  }

  Pictures pictures() {
    Map<String, List<Lesson>> learned = new LinkedHashMap<>();
    lessons.forEach((member, sample) -> learned.put(member, sample.kept()));
    return new Pictures(List.copyOf(steps), List.copyOf(fans), List.copyOf(marks), learned);
  }
}
