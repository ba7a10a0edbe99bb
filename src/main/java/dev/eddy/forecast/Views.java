package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.archive.DamagedArchive;
import dev.eddy.series.Frame;
import dev.eddy.series.Season;
import dev.eddy.series.Step;
import dev.eddy.series.Surroundings;
import dev.eddy.series.Track;
import dev.eddy.series.ViewFrame;
import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every way in which the members of one series see it. Tracks and frames of the same look are made
 * once and shared by the members. Not safe for use by several threads.
 */
final class Views implements Archived {
  private static final int MOST_TRACKS = 1_024;

  /** One target: what may be worth a look, and the looks that are in use. */
  private static final class Target {
    final Outlook outlook;
    final Map<Look, Track> tracks = new LinkedHashMap<>(); // by Look.ofTrack
    final Map<Look, ViewFrame> frames = new LinkedHashMap<>(); // by Look.ofFrame

    Target(Outlook outlook) {
      this.outlook = outlook;
    }
  }

  private final TopologySpec spec;
  private final List<Season> calendar;
  private final boolean searching;
  private final List<LagsSpec> targetLags;
  private final Surroundings surroundings;
  private final List<Target> targets = new ArrayList<>();
  private final Map<Look, ViewFrame> joint = new LinkedHashMap<>();
  private long steps;

  /**
   * Without any view yet.
   *
   * @param searching true if looks are to be searched that nobody named
   */
  Views(Blueprint blueprint, boolean searching) {
    this.spec = blueprint.spec();
    this.calendar = blueprint.features().seasons();
    this.searching = searching;
    int inputLags = spec.models().stream().mapToInt(model -> model.lags().inputs()).max().orElse(1);
    this.targetLags = spec.models().stream().map(ModelSpec::lags).toList();
    this.surroundings = new Surroundings(spec, blueprint.features(), Math.max(1, inputLags));
    for (String target : spec.source().targets()) {
      targets.add(new Target(new Outlook(calendar, spec.boundsOf(target).nonNegative())));
    }
  }

  /** What may be worth a look. */
  Outlook outlook(int target) {
    return targets.get(target).outlook;
  }

  /** One target as it looks; a look that is new has seen all that is remembered. */
  Frame frame(int target, Look look) {
    return targets
        .get(target)
        .frames
        .computeIfAbsent(
            look.ofFrame(), key -> frame(List.of(track(targets.get(target), key)), key));
  }

  /** All targets together as they look. */
  Frame joint(Look look) {
    return joint.computeIfAbsent(
        look.ofFrame(),
        key -> frame(targets.stream().map(target -> track(target, key)).toList(), key));
  }

  private ViewFrame frame(List<Track> tracks, Look look) {
    ViewFrame frame =
        new ViewFrame(tracks, surroundings, spec.forecast().horizon(), look.view().features());
    frame.refresh(steps);
    return frame;
  }

  private Track track(Target target, Look look) {
    return target.tracks.computeIfAbsent(
        look.ofTrack(),
        key -> {
          Track track = track(key);
          target.outlook.replay(track);
          return track;
        });
  }

  private Track track(Look look) {
    return new Track(
        look.view().base(),
        look.transformation(),
        look.seasons(),
        spec.forecast().horizon(),
        targetLags);
  }

  /** Drops the looks of a target that nobody uses any more. */
  void keep(int target, Set<Look> used) {
    Target of = targets.get(target);
    of.frames.keySet().removeIf(look -> !used.contains(look));
    Set<Look> tracked = new HashSet<>();
    of.frames.keySet().forEach(look -> tracked.add(look.ofTrack()));
    joint.keySet().forEach(look -> tracked.add(look.ofTrack()));
    of.tracks.keySet().retainAll(tracked);
  }

  /** Moves every view on to a step. */
  void advance(long taken, Step step) {
    steps = taken;
    surroundings.advance(step);
    for (int t = 0; t < targets.size(); t++) {
      double value = step.targets()[t];
      if (searching) {
        targets.get(t).outlook.advance(step.index(), value);
      }
      targets.get(t).tracks.values().forEach(track -> track.advance(step.index(), value));
    }
    refresh();
  }

  private void refresh() {
    joint.values().forEach(frame -> frame.refresh(steps));
    targets.forEach(target -> target.frames.values().forEach(frame -> frame.refresh(steps)));
  }

  /** Forgets where the series was, after a long silence. */
  void resetCarry() {
    surroundings.resetCarry();
    targets.forEach(target -> target.tracks.values().forEach(Track::resetCarry));
  }

  /** Frames are made again by those who use them. */
  @Override
  public void archive(Archive archive) {
    steps = archive.number(steps);
    surroundings.archive(archive);
    for (Target target : targets) {
      if (searching) {
        target.outlook.archive(archive);
      }
      archiveTracks(archive, target.tracks);
    }
  }

  private void archiveTracks(Archive archive, Map<Look, Track> tracks) {
    List<Look> looks = new ArrayList<>(tracks.keySet());
    int count = archive.number(looks.size());
    if (count < 0 || count > MOST_TRACKS) {
      throw new DamagedArchive(count + " views");
    }
    if (archive.reading()) {
      tracks.clear();
    }
    for (int i = 0; i < count; i++) {
      Look saved = archive.reading() ? Look.of(Members.PLAIN, List.of()) : looks.get(i);
      Look look = Look.archive(archive, saved, calendar);
      tracks.computeIfAbsent(look, this::track).archive(archive);
    }
  }
}
