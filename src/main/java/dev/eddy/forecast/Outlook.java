package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.series.FoundSeason;
import dev.eddy.series.Season;
import dev.eddy.series.SeasonSearch;
import dev.eddy.series.SpreadSearch;
import dev.eddy.series.Track;
import dev.eddy.spec.ViewSpec;
import dev.eddy.spec.ViewSpec.Base;
import dev.eddy.spec.ViewSpec.Features;
import dev.eddy.spec.ViewSpec.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which views of one target are worth a try, by what was seen of it so far: the seasons that it was
 * found to have beside those that the calendar suggests, and the transform that makes its spread
 * even. Not safe for use by several threads. Bytes and cost: those of {@link SeasonSearch} and
 * {@link SpreadSearch}.
 */
final class Outlook implements Archived {
  /** How many found seasons get baselines of their own. */
  static final int MOST_REPEATED = 2;

  private final List<Season> calendar;
  private final Transform first;
  private final SeasonSearch seasons;
  private final SpreadSearch spread;

  /**
   * Nothing seen yet.
   *
   * @param calendar seasons that the calendar suggests, shortest first
   * @param nonNegative true if the target is known to be never negative
   */
  Outlook(List<Season> calendar, boolean nonNegative) {
    this.calendar = calendar;
    this.first = nonNegative && !calendar.isEmpty() ? Transform.SQUARE_ROOT : Transform.NONE;
    this.seasons = new SeasonSearch(calendar);
    this.spread = new SpreadSearch(calendar);
  }

  /**
   * Moves on to a step.
   *
   * @param index the step's place on the calendar
   * @param value NaN if missing
   */
  void advance(long index, double value) {
    seasons.advance(index, value);
    spread.advance(index, value);
  }

  /** Forgets the value of a step that is remembered, and where the series was. */
  void mask(long index) {
    seasons.mask(index);
    spread.resetCarry();
  }

  /** Shows a new track all that is remembered, the present step included. */
  void replay(Track track) {
    seasons.replay(track);
  }

  /**
   * The views of an entry that names none, as long as nothing is known: the last value and, where
   * the calendar has a season, its profile and the last value moved by it; through the square root
   * where the target is never negative and there is a season by which its spread goes.
   *
   * @param linear true for a model that can make use of unbounded features, which gets one such
   */
  List<Look> first(boolean linear) {
    List<Look> looks = new ArrayList<>();
    add(looks, first, 0, calendar);
    if (linear) {
      looks.add(unbounded(first, 0, calendar));
    }
    return looks;
  }

  /**
   * Those that are worth a try now, the most promising first.
   *
   * @param linear as in {@link #first}
   */
  List<Look> looks(boolean linear) {
    boolean chosen = spread.best() != Transform.NONE;
    Transform transform = chosen ? spread.best() : first;
    double offset = chosen ? spread.transformation().offset() : 0;
    List<Look> looks = new ArrayList<>();
    add(looks, transform, offset, calendar);
    List<Season> found = seasons.seasons().stream().map(FoundSeason::season).toList();
    if (!found.isEmpty() && !found.equals(calendar)) {
      add(looks, transform, offset, found);
    }
    if (transform != Transform.NONE) {
      add(looks, Transform.NONE, 0, calendar);
    }
    if (linear) {
      looks.add(unbounded(transform, offset, calendar));
      looks.add(unbounded(transform, offset, found));
      looks.add(unbounded(transform, offset, List.of()));
    }
    return looks.stream().distinct().toList();
  }

  /** The last value, moved by a profile if there is one, seen as it is. */
  private static Look unbounded(Transform kind, double offset, List<Season> seasons) {
    Base base = seasons.isEmpty() ? Base.LAST_VALUE : Base.MOVED_PROFILE;
    return new Look(new ViewSpec(kind, base, Features.UNBOUNDED), offset, seasons);
  }

  private static void add(List<Look> looks, Transform kind, double offset, List<Season> seasons) {
    if (!seasons.isEmpty()) {
      looks.add(new Look(new ViewSpec(kind, Base.PROFILE), offset, seasons));
      looks.add(new Look(new ViewSpec(kind, Base.MOVED_PROFILE), offset, seasons));
    }
    looks.add(new Look(new ViewSpec(kind, Base.LAST_VALUE), offset, List.of()));
  }

  /** Takes as much room as it ever will. */
  void grow() {
    seasons.grow();
  }

  /** The seasons that baselines repeat: those of the calendar, and a few of those found. */
  List<Season> repeated() {
    Stream<Season> found =
        seasons.seasons().stream()
            .map(FoundSeason::season)
            .filter(season -> !calendar.contains(season))
            .limit(MOST_REPEATED);
    return Stream.concat(calendar.stream(), found).toList();
  }

  @Override
  public void archive(Archive archive) {
    seasons.archive(archive);
    spread.archive(archive);
  }
}
