package dev.eddy.describe;

import dev.eddy.config.TopologyFile;
import dev.eddy.series.CalendarFeatures;
import dev.eddy.series.FoundSeason;
import dev.eddy.series.Season;
import dev.eddy.series.SeasonSearch;
import dev.eddy.series.StepCalendar;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One series' seasons and whether it goes back to a level.
 *
 * <p>Seasons are those that {@link SeasonSearch}, by which forecasters find theirs, finds in the
 * last {@value #MOST_STEPS} steps; where steps are shorter than an hour or a day, also in the means
 * of as many hours and days, so that a week of minutes can be seen. Stationarity is that of what
 * seasons leave, of the steps or of those means, whichever shows most seasons.
 *
 * @param series its name
 * @param seasons shortest first
 * @param stationarity empty if the series is too short, or nothing but its season
 */
record SeriesLook(String series, List<Found> seasons, Optional<Stationarity> stationarity) {
  private static final int MOST_STEPS = 4_096;
  private static final double SAME = 0.05;

  /**
   * A season that was found.
   *
   * @param name {@code day}, {@code week}, {@code 12 steps}, {@code 365 days}
   * @param millis its length; steps without a width count as one each
   * @param evidence see {@link FoundSeason}
   * @param gain see {@link FoundSeason}
   */
  record Found(String name, long millis, double evidence, double gain) {
    boolean isLike(Found other) {
      return Math.abs(millis - other.millis) <= SAME * Math.max(millis, other.millis);
    }
  }

  /** What lies on a calendar. */
  private static final class Grid {
    private final long[] indices; // rising
    private final double[] values; // none missing

    Grid(long[] indices, double[] values) {
      this.indices = indices;
      this.values = values;
    }
  }

  SeriesLook {
    seasons = List.copyOf(seasons);
  }

  /**
   * Looks.
   *
   * @param width of a step; empty if each record is one
   */
  static SeriesLook of(SeriesTally tally, Optional<Duration> width, ZoneId zone) {
    Grid grid = grid(tally.recent(), width.map(step -> calendar(step, zone)));
    List<FoundSeason> seasons = search(grid, width, zone);
    List<Found> found = new ArrayList<>();
    seasons.forEach(season -> add(found, named(season, width, "steps")));
    for (Duration coarse : List.of(Duration.ofHours(1), Duration.ofDays(1))) {
      if (width.isPresent() && width.get().compareTo(coarse) < 0) {
        Optional<Duration> wide = Optional.of(coarse);
        boolean areDays = coarse.toDays() == 1;
        RecentValues means = areDays ? tally.days() : tally.hours();
        Grid ofMeans = grid(means, Optional.of(calendar(coarse, zone)));
        List<FoundSeason> more = search(ofMeans, wide, zone);
        more.forEach(season -> add(found, named(season, wide, areDays ? "days" : "hours")));
        if (more.size() > seasons.size()) {
          grid = ofMeans;
          seasons = more;
        }
      }
    }
    found.sort(Comparator.comparingLong(Found::millis));
    double[] rest = without(grid, seasons);
    Optional<Stationarity> stationarity =
        isNothing(rest, grid.values) ? Optional.empty() : Stationarity.of(rest);
    return new SeriesLook(tally.name(), found, stationarity);
  }

  /** What the tests say in plain words; empty if they say nothing. */
  Optional<String> verdict() {
    String season = seasons.isEmpty() ? "" : "but for its season, ";
    return stationarity.map(tests -> season + tests.verdict().words(!seasons.isEmpty()));
  }

  private static void add(List<Found> found, Found season) {
    if (found.stream().noneMatch(season::isLike)) {
      found.add(season);
    }
  }

  private static Found named(FoundSeason found, Optional<Duration> width, String units) {
    int slots = found.season().slots();
    long millis = slots * width.map(Duration::toMillis).orElse(1L);
    boolean isOfCalendar = !found.season().name().endsWith(" steps");
    String name = isOfCalendar ? found.season().name() : slots + " " + units;
    return new Found(name, millis, found.evidence(), found.gain());
  }

  private static StepCalendar calendar(Duration step, ZoneId zone) {
    String text =
        "name: calendar\nsource: {topic: calendar, targets: [value], zone: \""
            + zone.getId()
            + "\"}\nstep: {every: "
            + step
            + "}\nforecast: {horizon: 1}\n";
    return new StepCalendar(TopologyFile.parse("calendar", text, name -> Optional.empty()).spec());
  }

  /** The first value of each step. */
  private static Grid grid(RecentValues values, Optional<StepCalendar> calendar) {
    long[] indices = new long[values.size()];
    double[] told = new double[values.size()];
    int count = 0;
    for (int i = 0; i < values.size(); i++) {
      long time = values.epochMillis(i);
      long index = calendar.isPresent() ? calendar.get().indexOf(time) : i;
      if (!Double.isNaN(values.value(i)) && (count == 0 || index > indices[count - 1])) {
        indices[count] = index;
        told[count++] = values.value(i);
      }
    }
    return new Grid(Arrays.copyOf(indices, count), Arrays.copyOf(told, count));
  }

  private static List<FoundSeason> search(Grid grid, Optional<Duration> width, ZoneId zone) {
    List<Season> suggested =
        width.map(step -> new CalendarFeatures(calendar(step, zone)).seasons()).orElse(List.of());
    SeasonSearch search = new SeasonSearch(suggested);
    int count = grid.values.length;
    for (int i = Math.max(0, count - MOST_STEPS); i < count; i++) {
      search.advance(grid.indices[i], grid.values[i]);
    }
    return search.seasons();
  }

  /** What is left without the mean of each slot, season by season. */
  private static double[] without(Grid grid, List<FoundSeason> seasons) {
    double[] rest = grid.values.clone();
    for (FoundSeason found : seasons) {
      Season season = found.season();
      double[] sums = new double[season.allSlots()];
      int[] counts = new int[season.allSlots()];
      for (int i = 0; i < rest.length; i++) {
        int slot = season.slot(grid.indices[i]);
        sums[slot] += rest[i];
        counts[slot]++;
      }
      for (int i = 0; i < rest.length; i++) {
        int slot = season.slot(grid.indices[i]);
        rest[i] -= sums[slot] / counts[slot];
      }
    }
    return rest;
  }

  private static boolean isNothing(double[] rest, double[] values) {
    double most = Arrays.stream(values).map(Math::abs).max().orElse(0);
    return Arrays.stream(rest).map(Math::abs).max().orElse(0) <= 1e-9 * most;
  }
}
