package dev.eddy.model;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.series.CalendarFeatures;
import dev.eddy.series.Step;
import dev.eddy.series.StepCalendar;
import dev.eddy.series.Surroundings;
import dev.eddy.series.Track;
import dev.eddy.series.ViewFrame;
import dev.eddy.spec.ForecastSpec;
import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.StepSpec;
import dev.eddy.spec.TopologySpec;
import dev.eddy.spec.ViewSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A made-up series with everything that a forecaster sees of it. */
public final class SeriesFixture implements Archived {
  /** What varies between series. */
  public record Shape(int targets, int horizon, int inputs) {}

  private static final int LAGS = 24;

  private final Shape shape;
  private final List<Track> tracks = new ArrayList<>();
  private final Surroundings surroundings;
  private final ViewFrame frame;
  private long steps;

  public SeriesFixture(Shape shape, ViewSpec view) {
    this.shape = shape;
    TopologySpec spec = spec(shape);
    CalendarFeatures calendar = new CalendarFeatures(new StepCalendar(spec));
    for (int t = 0; t < shape.targets(); t++) {
      tracks.add(
          new Track(
              view, calendar.seasons(), shape.horizon(), List.of(new LagsSpec(LAGS, 1, null))));
    }
    this.surroundings = new Surroundings(spec, calendar, LAGS);
    this.frame = new ViewFrame(tracks, surroundings, shape.horizon(), view.features());
  }

  /** An hourly topology of this shape. */
  public static TopologySpec spec(Shape shape) {
    return new TopologySpec(
        "fixture",
        new SourceSpec(
            "fixture",
            null,
            null,
            null,
            null,
            Optional.of("time"),
            null,
            names("y", shape.targets()),
            names("x", shape.inputs()),
            null),
        Optional.of(new StepSpec(Duration.ofHours(1), null, null, null)),
        null,
        null,
        new ForecastSpec(shape.horizon(), null, null, null),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  public ViewFrame frame() {
    return frame;
  }

  /** Moves on by one step. */
  public void advance(double[] targets, double[] inputs) {
    Step step = new Step(steps, steps * 3_600_000, targets, inputs, new double[0][]);
    steps++;
    surroundings.advance(step);
    for (int t = 0; t < shape.targets(); t++) {
      tracks.get(t).advance(step.index(), targets[t]);
    }
    frame.refresh(steps);
  }

  /** What a long silence does. */
  public void resetCarry() {
    tracks.forEach(Track::resetCarry);
    surroundings.resetCarry();
  }

  /** What comes is seen and gone on from, and no scale learned of it. */
  public void freeze() {
    tracks.forEach(track -> track.freeze(true));
    surroundings.freeze(true);
  }

  /** Goes back so many steps, which come once more. */
  public void rewind(int count) {
    steps -= count;
    tracks.forEach(track -> track.rewind(count));
    surroundings.rewind(count);
  }

  @Override
  public void archive(Archive archive) {
    steps = archive.number(steps);
    surroundings.archive(archive);
    tracks.forEach(track -> track.archive(archive));
    if (archive.reading()) {
      frame.refresh(steps);
    }
  }
}
