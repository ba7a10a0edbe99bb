package dev.eddy.backtest.study;

import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.StepForecast;
import dev.eddy.forecast.StepForecast.Anomaly;
import dev.eddy.forecast.StepForecast.Learned;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What is to be shown of a series: its last steps beside what was forecast of them, the last
 * origins with all they forecast, what was learned, and what was noticed. Of the first target.
 * Keeps a bounded number of each. For one thread.
 */
public final class Gallery {
  private static final int STEPS = 2_000;
  private static final int ORIGINS = 120;
  private static final int MARKS = 500;

  private final StudyPlan plan;
  private final Deque<Shown> steps = new ArrayDeque<>();
  private final Deque<Fan> fans = new ArrayDeque<>();
  private final Deque<Mark> marks = new ArrayDeque<>();
  private final Thinned<Lesson> lessons = new Thinned<>();
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
  public record Lesson(
      long epochMillis, String member, double weight, double norm, double loss, double[] byLag) {}

  /** Everything that is shown of a series, oldest first. */
  public record Pictures(
      List<Shown> steps, List<Fan> fans, List<Mark> marks, List<Lesson> lessons) {
    /** Copies. */
    public Pictures {
      steps = List.copyOf(steps);
      fans = List.copyOf(fans);
      marks = List.copyOf(marks);
      lessons = List.copyOf(lessons);
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
    add(steps, shown(time, made.step().targets()[0]), STEPS);
    last = forecasts.get(0) == null ? null : fan(time, forecasts.get(0));
    mark(made, time);
    List<Lesson> learned = new ArrayList<>();
    for (Learned one : made.learning()) {
      learned.add(
          new Lesson(
              time,
              one.model() + " " + one.member(),
              one.weight(),
              one.report().gradient().norm(),
              one.report().loss(),
              one.report().gradient().byLag()));
    }
    lessons.add(learned);
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
    return new Pictures(
        List.copyOf(steps),
        List.copyOf(fans),
        List.copyOf(marks),
        lessons.kept().stream().flatMap(List::stream).toList());
  }
}
