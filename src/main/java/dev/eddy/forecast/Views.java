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
import dev.eddy.spec.Role;
import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Every way in which the members of one series see it. Tracks and frames of the same look are made
 * once and shared by the members of one {@linkplain Entry#company company}. Not safe for use by
 * several threads.
 */
final class Views implements Archived {
  private static final int MOST_TRACKS = 1_024;

  /** The looks at one target that are in use in a company. */
  private static final class Target {
    final Map<Look, Track> tracks = new LinkedHashMap<>(); // by Look.ofTrack
    final Map<Look, ViewFrame> frames = new LinkedHashMap<>(); // by Look.ofFrame
  }

  /** The looks that are in use in a company. */
  private static final class Company {
    final List<Target> targets = new ArrayList<>();
    final Map<Look, ViewFrame> joint = new LinkedHashMap<>(); // by Look.ofFrame

    Company(int targets) {
      for (int t = 0; t < targets; t++) {
        this.targets.add(new Target());
      }
    }

    Stream<ViewFrame> frames() {
      return Stream.concat(
          joint.values().stream(),
          targets.stream().flatMap(target -> target.frames.values().stream()));
    }
  }

  private final TopologySpec spec;
  private final List<Season> calendar;
  private final boolean searching;
  private final List<LagsSpec> targetLags;
  private final Surroundings surroundings;
  private final List<Outlook> outlooks = new ArrayList<>(); // [targets]
  private final Map<String, Company> companies = new LinkedHashMap<>();
  private long steps;
  private boolean frozen;

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
      outlooks.add(new Outlook(calendar, spec.boundsOf(target).nonNegative()));
    }
    companies.put(Entry.MEMBERS, new Company(outlooks.size()));
    for (ModelSpec model : spec.models()) {
      if (model.role() != Role.MEMBER) {
        companies.put(model.name(), new Company(outlooks.size()));
      }
    }
  }

  /** What may be worth a look. */
  Outlook outlook(int target) {
    return outlooks.get(target);
  }

  /** One target as it looks; a look that is new has seen all that is remembered. */
  Frame frame(String company, int target, Look look) {
    Company of = companies.get(company);
    return of.targets
        .get(target)
        .frames
        .computeIfAbsent(look.ofFrame(), key -> frame(List.of(track(of, target, key)), key));
  }

  /** All targets together as they look. */
  Frame joint(String company, Look look) {
    Company of = companies.get(company);
    IntStream targets = IntStream.range(0, outlooks.size());
    return of.joint.computeIfAbsent(
        look.ofFrame(), key -> frame(targets.mapToObj(t -> track(of, t, key)).toList(), key));
  }

  private ViewFrame frame(List<Track> tracks, Look look) {
    ViewFrame frame =
        new ViewFrame(tracks, surroundings, spec.forecast().horizon(), look.view().features());
    frame.refresh(steps);
    return frame;
  }

  private Track track(Company company, int target, Look look) {
    return company
        .targets
        .get(target)
        .tracks
        .computeIfAbsent(
            look.ofTrack(),
            key -> {
              Track track = track(key);
              outlooks.get(target).replay(track);
              return track;
            });
  }

  private Track track(Look look) {
    Track track =
        new Track(
            look.view().base(),
            look.transformation(),
            look.seasons(),
            spec.forecast().horizon(),
            targetLags);
    track.freeze(frozen);
    return track;
  }

  /** Drops the looks of a target that nobody in a company uses any more. */
  void keep(String company, int target, Set<Look> used) {
    Target of = companies.get(company).targets.get(target);
    of.frames.keySet().removeIf(look -> !used.contains(look));
    Set<Look> tracked = new HashSet<>();
    of.frames.keySet().forEach(look -> tracked.add(look.ofTrack()));
    companies.get(company).joint.keySet().forEach(look -> tracked.add(look.ofTrack()));
    of.tracks.keySet().retainAll(tracked);
  }

  /** Moves every view on to a step. */
  void advance(long taken, Step step) {
    for (int t = 0; t < outlooks.size() && searching; t++) {
      outlooks.get(t).advance(step.index(), frozen ? Double.NaN : step.targets()[t]);
    }
    see(taken, step);
  }

  /** Goes back so many steps, each of which is then {@linkplain #repeat seen once more}. */
  void rewind(int count) {
    surroundings.rewind(count);
    IntStream.range(0, outlooks.size())
        .forEach(t -> tracks(t).forEach(track -> track.rewind(count)));
  }

  /** Sees a step once more, frozen; what is missing in it now is forgotten. */
  void repeat(long taken, Step step) {
    for (int t = 0; t < outlooks.size() && searching; t++) {
      if (Double.isNaN(step.targets()[t])) {
        outlooks.get(t).mask(step.index());
      }
    }
    see(taken, step);
  }

  private void see(long taken, Step step) {
    steps = taken;
    surroundings.advance(step);
    for (int t = 0; t < outlooks.size(); t++) {
      double value = step.targets()[t];
      tracks(t).forEach(track -> track.advance(step.index(), value));
    }
    companies.values().stream().flatMap(Company::frames).forEach(frame -> frame.refresh(steps));
  }

  /** Stops learning how to look, or takes it up again. */
  void freeze(boolean from) {
    frozen = from;
    surroundings.freeze(from);
    IntStream.range(0, outlooks.size())
        .forEach(t -> tracks(t).forEach(track -> track.freeze(from)));
  }

  private Stream<Track> tracks(int target) {
    return companies.values().stream()
        .flatMap(company -> company.targets.get(target).tracks.values().stream());
  }

  /** Forgets where the series was, after a long silence. */
  void resetCarry() {
    surroundings.resetCarry();
    IntStream.range(0, outlooks.size()).forEach(t -> tracks(t).forEach(Track::resetCarry));
  }

  /** Frames are made again by those who use them. */
  @Override
  public void archive(Archive archive) {
    steps = archive.number(steps);
    surroundings.archive(archive);
    for (int t = 0; t < outlooks.size(); t++) {
      if (searching) {
        outlooks.get(t).archive(archive);
      }
      for (Company company : companies.values()) {
        archiveTracks(archive, company.targets.get(t).tracks);
      }
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
      Look look = Look.archive(archive, archive.reading() ? null : looks.get(i), calendar);
      tracks.computeIfAbsent(look, this::track).archive(archive);
    }
  }
}
