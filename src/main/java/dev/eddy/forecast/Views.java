package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.series.Frame;
import dev.eddy.series.Season;
import dev.eddy.series.Step;
import dev.eddy.series.Surroundings;
import dev.eddy.series.Track;
import dev.eddy.series.ViewFrame;
import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.TopologySpec;
import dev.eddy.spec.ViewSpec;
import dev.eddy.spec.ViewSpec.Base;
import dev.eddy.spec.ViewSpec.Transform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every way in which the members of one series see it. Tracks and frames of the same view are made
 * once and shared by the members. Not safe for use by several threads.
 */
final class Views implements Archived {
  private record FrameKey(ViewSpec view, boolean joint) {}

  private final TopologySpec spec;
  private final List<Season> seasons;
  private final List<LagsSpec> targetLags;
  private final Surroundings surroundings;
  private final Map<ViewSpec, List<Track>> tracks = new LinkedHashMap<>(); // [targets] of each view
  private final Map<FrameKey, List<ViewFrame>> frames = new LinkedHashMap<>();
  private long steps;

  /** Without any view yet. */
  Views(Blueprint blueprint) {
    this.spec = blueprint.spec();
    this.seasons = blueprint.features().seasons();
    int inputLags = spec.models().stream().mapToInt(model -> model.lags().inputs()).max().orElse(1);
    this.targetLags = spec.models().stream().map(ModelSpec::lags).toList();
    this.surroundings = new Surroundings(spec, blueprint.features(), Math.max(1, inputLags));
  }

  /** The frames of a view: one with all targets if {@code joint}, else one for each. */
  List<? extends Frame> frames(ViewSpec view, boolean joint) {
    return frames.computeIfAbsent(
        new FrameKey(view, joint), key -> makeFrames(tracks(view), joint));
  }

  private List<ViewFrame> makeFrames(List<Track> seen, boolean joint) {
    int horizon = spec.forecast().horizon();
    if (joint) {
      return List.of(new ViewFrame(seen, surroundings, horizon));
    }
    return seen.stream()
        .map(track -> new ViewFrame(List.of(track), surroundings, horizon))
        .toList();
  }

  private List<Track> tracks(ViewSpec view) {
    return tracks.computeIfAbsent(
        view,
        key -> {
          List<Track> made = new ArrayList<>();
          for (int t = 0; t < spec.source().targets().size(); t++) {
            made.add(new Track(view, seasons, spec.forecast().horizon(), targetLags));
          }
          return made;
        });
  }

  /**
   * The views of an entry that names none: the last value and, where the calendar has a season, its
   * profile and the last value moved by it; through the square root where no target is ever
   * negative and there is a season by which its spread goes.
   */
  List<ViewSpec> suitable() {
    if (seasons.isEmpty()) {
      return List.of(new ViewSpec(Transform.NONE, Base.LAST_VALUE));
    }
    boolean nonNegative =
        spec.source().targets().stream().allMatch(target -> spec.boundsOf(target).nonNegative());
    Transform transform = nonNegative ? Transform.SQUARE_ROOT : Transform.NONE;
    return List.of(
        new ViewSpec(transform, Base.PROFILE),
        new ViewSpec(transform, Base.MOVED_PROFILE),
        new ViewSpec(transform, Base.LAST_VALUE));
  }

  /** Moves every view on to a step. */
  void advance(long taken, Step step) {
    steps = taken;
    surroundings.advance(step);
    for (List<Track> ofTargets : tracks.values()) {
      for (int t = 0; t < ofTargets.size(); t++) {
        ofTargets.get(t).advance(step.index(), step.targets()[t]);
      }
    }
    refresh();
  }

  private void refresh() {
    frames.values().forEach(ofView -> ofView.forEach(frame -> frame.refresh(steps)));
  }

  /** Forgets where the series was, after a long silence. */
  void resetCarry() {
    surroundings.resetCarry();
    tracks.values().forEach(ofTargets -> ofTargets.forEach(Track::resetCarry));
  }

  @Override
  public void archive(Archive archive) {
    steps = archive.number(steps);
    surroundings.archive(archive);
    tracks.values().forEach(ofTargets -> ofTargets.forEach(track -> track.archive(archive)));
    if (archive.reading()) {
      refresh();
    }
  }
}
