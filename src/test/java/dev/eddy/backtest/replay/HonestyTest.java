package dev.eddy.backtest.replay;

import static dev.eddy.backtest.replay.ReplayFixture.EVERYBODY;
import static dev.eddy.backtest.replay.ReplayFixture.hour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.backtest.replay.ReplayFixture.Replayed;
import dev.eddy.backtest.score.ModelScores;
import dev.eddy.forecast.Outcome;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.forecast.StepForecast;
import dev.eddy.forecast.StepForecast.Settled;
import dev.eddy.series.Observation;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What makes a backtest worth believing: nothing is learned before its time (see also {@link
 * LeakTest}), and nothing but data counts.
 */
class HonestyTest {
  private static final int ROWS = 400;
  private static final double[] NONE = {};
  private static final double[][] NOTHING_KNOWN = {};

  @TempDir private Path folder;

  private Replayed replay(String name, TopologySpec spec, List<String> lines) throws IOException {
    return ReplayFixture.replay(spec, ReplayFixture.file(folder, name, lines), EVERYBODY, 1);
  }

  /** The rows whose origin is as wanted. */
  private static List<String> issued(List<String> table, Predicate<Instant> wanted) {
    return table.stream()
        .skip(1)
        .filter(row -> wanted.test(Instant.parse(row.split(",")[1])))
        .toList();
  }

  /**
   * A forecaster that learned a value before its forecast of it was compared would seem exact
   * before it is.
   */
  @Test
  void driftIsExactOnARampFromTheSecondRecordOnAndNotBefore() {
    int horizon = 6;
    SeriesForecaster forecaster =
        new SeriesForecaster(
            ReplayFixture.spec(
                "name: ramp\nsource: {topic: t, targets: [y]}\nforecast: {horizon: 6}\n"
                    + "models: [{name: arx, type: arx}]\n"));
    for (int n = 0; n < 1_200; n++) {
      Outcome outcome =
          forecaster.accept(new Observation("s", n, new double[] {n}, NONE, NOTHING_KNOWN));
      StepForecast step = outcome.steps().get(0);
      double[] ahead =
          step.forecasts().stream()
              .filter(f -> f.model().equals("drift"))
              .findFirst()
              .orElseThrow()
              .mean()[0];
      double[] errors =
          step.settled().stream()
              .filter(s -> s.model().equals("drift"))
              .map(Settled::absoluteError)
              .findFirst()
              .orElseThrow();
      for (int h = 1; h <= horizon; h++) {
        assertThat(ahead[h - 1]).isEqualTo(n == 0 ? 0 : n + h);
        int origin = n - h;
        assertThat(errors[h - 1])
            .isEqualTo(Double.valueOf(origin < 0 ? Double.NaN : origin == 0 ? h : 0));
      }
    }
  }

  @Test
  void driftScoresZeroAtEveryHorizonOfARamp() throws IOException {
    List<String> ramp = new ArrayList<>();
    for (int n = 0; n < 1_100; n++) {
      ramp.add(hour(n) + ",a," + n + ",");
    }
    ModelScores drift =
        replay("ramp.csv", ReplayFixture.hourly(), ramp).result().scores().models().get("drift");
    assertThat(drift.pairs()).isEqualTo(5 * 100 - (1 + 2 + 3 + 4 + 5));
    assertThat(drift.maeByHorizon()).containsOnly(0.0);
    assertThat(drift.skillByHorizon()).containsOnly(0.0);
  }

  @Test
  void mixedSeriesGetWhatEachGetsAlone() throws IOException {
    List<List<String>> all = new ArrayList<>();
    for (int s = 0; s < 8; s++) {
      all.add(ReplayFixture.waves("place-" + s, 150, s));
    }
    SplittableRandom random = new SplittableRandom(5);
    int[] next = new int[all.size()];
    List<String> mixed = new ArrayList<>();
    while (mixed.size() < 8 * 150) {
      int s = random.nextInt(all.size());
      if (next[s] < 150) {
        mixed.add(all.get(s).get(next[s]++));
      }
    }

    Replayed together = replay("mixed.csv", ReplayFixture.hourly(), mixed);

    for (int s = 0; s < all.size(); s++) {
      String mine = "place-" + s + ",";
      Replayed alone = replay(s + ".csv", ReplayFixture.hourly(), all.get(s));
      assertThat(together.forecasts().stream().filter(row -> row.startsWith(mine)))
          .hasSize(150 * EVERYBODY.size())
          .containsExactlyElementsOf(alone.forecasts().subList(1, alone.forecasts().size()));
      assertThat(together.quantiles().stream().filter(row -> row.startsWith(mine)))
          .containsExactlyElementsOf(alone.quantiles().subList(1, alone.quantiles().size()));
    }
  }

  /** A record without a target teaches what no record teaches: that a step went by. */
  @Test
  void missingTargetsNeverTeach() throws IOException {
    List<String> missing = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    List<String> waves = ReplayFixture.waves("a", ROWS, 3);
    Predicate<Instant> isMissing = time -> time.toEpochMilli() / 3_600_000 % 9 == 4;
    for (int n = 0; n < ROWS; n++) {
      if (isMissing.test(hour(n))) {
        missing.add(hour(n) + ",a,,");
      } else {
        missing.add(waves.get(n));
        absent.add(waves.get(n));
      }
    }
    List<String> singles = List.of("lstm", "echo", "narx", "arx", "last-value", "drift");
    TopologySpec spec = ReplayFixture.hourlyWithOneViewEach();
    Path missingFile = ReplayFixture.file(folder, "missing.csv", missing);
    Path absentFile = ReplayFixture.file(folder, "absent.csv", absent);

    List<String> withMissing = ReplayFixture.replay(spec, missingFile, singles, 1).forecasts();
    List<String> without = ReplayFixture.replay(spec, absentFile, singles, 1).forecasts();

    assertThat(issued(withMissing, isMissing)).isNotEmpty();
    assertThat(issued(withMissing, isMissing.negate()))
        .isEqualTo(without.subList(1, without.size()));
  }

  @Test
  void noUpdateIsMadeWhileNothingIsSeen() {
    SeriesForecaster forecaster = new SeriesForecaster(ReplayFixture.hourly());
    int updatesSeen = 0;
    for (int n = 0; n < 300; n++) {
      boolean seen = n < 150;
      double[] targets = {seen ? Math.sin(n) : Double.NaN};
      StepForecast step =
          forecaster
              .accept(
                  new Observation(
                      "a", hour(n).toEpochMilli(), targets, new double[] {n}, NOTHING_KNOWN))
              .steps()
              .get(0);
      updatesSeen += seen ? step.learning().size() : 0;
      if (n
          >= 150
              + 16) { // what was completed before has been learned by then, however rarely a member
        // updates
        assertThat(step.learning()).isEmpty();
      }
    }
    assertThat(updatesSeen).isPositive();
  }

  @Test
  void threadsChangeNothing() throws IOException {
    List<String> mixed = new ArrayList<>();
    List<List<String>> all = new ArrayList<>();
    for (int s = 0; s < 8; s++) {
      all.add(ReplayFixture.waves("place-" + s, 700, s));
    }
    for (int n = 0; n < 700; n++) {
      for (List<String> one : all) {
        mixed.add(one.get(n));
      }
    }
    mixed.set(4_321, "no time at all,place-3,1,2");
    Path file = ReplayFixture.file(folder, "mixed.csv", mixed);

    Replayed one = ReplayFixture.replay(ReplayFixture.hourly(), file, EVERYBODY, 1);
    Replayed four = ReplayFixture.replay(ReplayFixture.hourly(), file, EVERYBODY, 4);

    for (String name :
        List.of("forecasts.csv", "quantiles.csv", "anomalies.csv", "rejected.csv", "scores.json")) {
      assertThat(four.text(name)).as(name).isEqualTo(one.text(name));
    }
    assertThat(one.result().rejected().total()).isEqualTo(1);
  }

  @Test
  void whatIsPublishedChangesNoForecast() throws IOException {
    List<String> lines = ReplayFixture.waves("a", ROWS, 8);
    Replayed some = replay("some.csv", ReplayFixture.hourly(), lines);
    Replayed all = replay("all.csv", ReplayFixture.hourlyPublishingAll(), lines);
    assertThat(all.forecasts()).isEqualTo(some.forecasts());
    assertThat(all.quantiles()).isEqualTo(some.quantiles());

    // And so do the engine's own: with fewer quantiles to learn, the same means.
    SeriesForecaster combined = new SeriesForecaster(ReplayFixture.hourly());
    SeriesForecaster everybody = new SeriesForecaster(ReplayFixture.hourlyPublishingAll());
    for (int n = 0; n < ROWS; n++) {
      String[] cells = lines.get(n).split(",", -1);
      double heat = cells[3].isEmpty() ? Double.NaN : Double.parseDouble(cells[3]);
      Observation observation =
          new Observation(
              "a",
              hour(n).toEpochMilli(),
              new double[] {Double.parseDouble(cells[2])},
              new double[] {heat},
              NOTHING_KNOWN);
      StepForecast a = combined.accept(observation).steps().get(0);
      StepForecast b = everybody.accept(observation).steps().get(0);
      assertThat(b.forecasts().get(0).quantiles()).isDeepEqualTo(a.forecasts().get(0).quantiles());
      for (int m = 0; m < a.forecasts().size(); m++) {
        assertThat(b.forecasts().get(m).mean()).isDeepEqualTo(a.forecasts().get(m).mean());
      }
    }
  }
}
