package dev.eddy.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.archive.ArchiveWriter;
import dev.eddy.config.TopologyFile;
import dev.eddy.config.TopologyText;
import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.forecast.StepForecast;
import dev.eddy.series.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a series remembers is worth keeping when its topology file changes. */
class RedeploymentTest {
  private static final int HORIZON = 2;

  /** Sees one step back only. */
  private static final String SHORT =
      "models: [{name: arx, type: arx, lags: {target: 1}, views: [{base: last-value}]}]";

  /** Sees the whole of what repeats itself. */
  private static final String LONG =
      "models: [{name: arx, type: arx, lags: {target: 12}, views: [{base: last-value}]}]";

  private final MapStore store = new MapStore();
  private final List<Observation> observations = wave(4_000);

  private static Generation topology(String... blocks) {
    String yaml =
        "name: t\nsource: {topic: t, targets: [y], inputs: [x]}\nstep: {every: 1m}\n"
            + String.join("\n", blocks);
    String whole = yaml.contains("forecast:") ? yaml : yaml + "\nforecast: {horizon: 2}";
    return Generation.of(
        TopologyFile.parse("t.yaml", whole, name -> Optional.empty()).spec(),
        TopologyText.NOTATION);
  }

  /** Every seven steps the same, and noise. */
  private static List<Observation> wave(int count) {
    SplittableRandom random = new SplittableRandom(5);
    double[] shape = random.doubles(7).map(x -> 10 * x).toArray();
    List<Observation> wave = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double y = shape[i % 7] + random.nextDouble();
      wave.add(
          new Observation(
              Series.NAME,
              i * 60_000L,
              new double[] {y},
              new double[] {random.nextDouble()},
              new double[0][]));
    }
    return wave;
  }

  private List<StepForecast> feed(LiveSeries live, int from, int to) {
    List<StepForecast> said = new ArrayList<>();
    for (int i = from; i < to; i++) {
      said.addAll(live.accept(observations.get(i), new SourcePosition(0, i), store).steps());
    }
    return said;
  }

  private LiveSeries restore(Generation generation) {
    return LiveSeries.restore(generation, Series.NAME, store);
  }

  private static double[] combined(StepForecast step) {
    return step.forecasts().get(0).mean()[0];
  }

  /** What a forecaster says that begins at one observation and is followed by no other. */
  private List<StepForecast> alone(Generation generation, int from, int to) {
    SeriesForecaster forecaster = new SeriesForecaster(generation.blueprint());
    List<StepForecast> said = new ArrayList<>();
    for (int i = from; i < to; i++) {
      said.addAll(forecaster.accept(observations.get(i)).steps());
    }
    return said;
  }

  @Test
  void otherModelsBeginAsChallengerUntilTheyAreBetter() {
    feed(restore(topology(SHORT)), 0, 600);
    List<StepForecast> champion = alone(topology(SHORT), 0, 4_000);
    List<StepForecast> challenger = alone(topology(LONG), 600, 4_000);

    LiveSeries live = restore(topology(LONG));
    int promoted = 0;
    for (int i = 600; i < 4_000; i++) {
      StepForecast step = feed(live, i, i + 1).get(0);
      assertThat(step.events().contains("challenger")).isEqualTo(i == 600);
      if (step.events().contains("promotion")) {
        assertThat(promoted).isZero();
        promoted = i;
      }
      StepForecast expected = promoted == 0 ? champion.get(i) : challenger.get(i - 600);
      assertThat(combined(step)).as("step %d", i).isEqualTo(combined(expected));
      if (i % 100 == 0) {
        byte[] bits = ArchiveWriter.bytesOf(live);
        live = restore(topology(LONG));
        assertThat(ArchiveWriter.bytesOf(live)).as("restored at %d", i).isEqualTo(bits);
      }
    }
    assertThat(promoted).isBetween(600 + 500 + 20 * 50, 3_900);
    assertThat(live.state().challenge()).isEmpty();
  }

  @Test
  void aWorseChallengerNeverForecasts() {
    feed(restore(topology(LONG)), 0, 600);
    List<StepForecast> said = feed(restore(topology(SHORT)), 600, 4_000);
    List<StepForecast> champion = alone(topology(LONG), 0, 4_000);
    assertThat(said).noneMatch(step -> step.events().contains("promotion"));
    assertThat(combined(said.get(3_399))).isEqualTo(combined(champion.get(3_999)));
  }

  @Test
  void whoTurnsBackFindsTheChampionWhereItWouldHaveBeen() {
    feed(restore(topology(SHORT)), 0, 600);
    feed(restore(topology(LONG)), 600, 900);
    List<StepForecast> said = feed(restore(topology(SHORT)), 900, 1_000);
    assertThat(said.get(0).events()).isEmpty();
    assertThat(combined(said.get(99)))
        .isEqualTo(combined(alone(topology(SHORT), 0, 1_000).get(999)));
    assertThat(restore(topology(SHORT)).state().challenge()).isEmpty();
  }

  @Test
  void twoDeploymentsWithinOneJournalLoseNothing() {
    feed(restore(topology(SHORT)), 0, 600);
    String between = LONG.replace("12", "3");
    feed(restore(topology(between)), 600, 610);
    List<StepForecast> said = feed(restore(topology(LONG)), 610, 700);
    assertThat(said.get(0).events()).containsExactly("challenger");
    assertThat(combined(said.get(89))).isEqualTo(combined(alone(topology(SHORT), 0, 700).get(699)));
  }

  @Test
  void beforeTheFirstSnapshotOtherModelsLearnAllFromTheJournal() {
    feed(restore(topology(SHORT)), 0, 60);
    assertThat(store.snapshots).isEmpty();
    List<StepForecast> said = feed(restore(topology(LONG)), 60, 300);
    assertThat(said.get(0).events()).isEmpty();
    assertThat(combined(said.get(239))).isEqualTo(combined(alone(topology(LONG), 0, 300).get(299)));
  }

  @Test
  void otherRulesForWhatComesInChangeNothingThatWasLearned() {
    feed(restore(topology(SHORT)), 0, 600);
    LiveSeries live = restore(topology(SHORT, "gap: {max-steps: 5}", "future: {max: 1h}"));
    List<StepForecast> said = feed(live, 600, 700);
    assertThat(said.get(0).events()).isEmpty();
    assertThat(combined(said.get(99))).isEqualTo(combined(alone(topology(SHORT), 0, 700).get(699)));
    assertThat(live.state().challenge()).isEmpty();
  }

  @Test
  void boundsHoldAtOnce() {
    feed(restore(topology(SHORT)), 0, 600);
    Generation bounded = topology(SHORT, "forecast: {horizon: 2, bounds: {y: {min: 4.5, max: 5}}}");
    for (StepForecast step : feed(restore(bounded), 600, 650)) {
      assertThat(step.events()).isEmpty();
      for (double y : combined(step)) {
        assertThat(y).isBetween(4.5, 5.0);
      }
    }
  }

  @Test
  void whoIsPublishedIsNothingToWhatWasLearned() {
    feed(restore(topology(SHORT)), 0, 600);
    Generation all = topology(SHORT, "forecast: {horizon: 2, publish: all}");
    StepForecast step = feed(restore(all), 600, 900).get(299);
    assertThat(combined(step)).isEqualTo(combined(alone(topology(SHORT), 0, 900).get(899)));
    assertThat(step.forecasts().get(1).model()).isEqualTo("arx");
    assertThat(step.forecasts().get(1).quantiles()[0]).hasDimensions(3, 2);
    step = feed(restore(topology(SHORT)), 900, 1_000).get(99);
    assertThat(combined(step)).isEqualTo(combined(alone(topology(SHORT), 0, 1_000).get(999)));
    assertThat(step.forecasts().get(1).quantiles()[0]).isEmpty();
  }

  @Test
  void quantilesThatTheChampionDoesNotKnowAreMissing() {
    feed(restore(topology(SHORT)), 0, 600);
    Generation other = topology(SHORT, "forecast: {horizon: 2, quantiles: [0.05, 0.2, 0.95]}");
    StepForecast step = feed(restore(other), 600, 601).get(0);
    ModelForecast said = step.forecasts().get(0);
    ModelForecast before = alone(topology(SHORT), 0, 601).get(600).forecasts().get(0);
    assertThat(step.events()).containsExactly("challenger");
    assertThat(said.quantiles()[0][0]).isEqualTo(before.quantiles()[0][0]);
    assertThat(said.quantiles()[0][1]).containsOnly(Double.NaN);
    assertThat(said.quantiles()[0][2]).isEqualTo(before.quantiles()[0][2]);
    assertThat(step.settled().get(0).belowQuantile()).hasDimensions(3, 2);
  }

  private static Generation withAnotherInput() {
    String yaml =
        "name: t\nsource: {topic: t, targets: [y], inputs: [w, x]}\nstep: {every: 1m}\n"
            + SHORT
            + "\nforecast: {horizon: 2}";
    return Generation.of(
        TopologyFile.parse("t.yaml", yaml, name -> Optional.empty()).spec(), TopologyText.NOTATION);
  }

  private static Observation wider(Observation seen) {
    return new Observation(
        Series.NAME,
        seen.epochMillis(),
        seen.targets(),
        new double[] {99, seen.inputs()[0]},
        new double[0][]);
  }

  /** Ten records of a deployment with a field more, of which there is no snapshot. */
  @Test
  void recordsOfADeploymentInBetweenAreReadInItsWords() {
    feed(restore(topology(SHORT)), 0, 600);
    LiveSeries between = restore(withAnotherInput());
    for (int i = 600; i < 610; i++) {
      between.accept(wider(observations.get(i)), new SourcePosition(0, i), store);
    }
    List<StepForecast> said = feed(restore(topology(SHORT)), 610, 700);
    assertThat(said.get(0).events()).isEmpty();
    assertThat(combined(said.get(89))).isEqualTo(combined(alone(topology(SHORT), 0, 700).get(699)));
  }

  /** The newest snapshot is damaged, and the one before is of a deployment before. */
  @Test
  void theWayThroughSeveralDeploymentsIsFoundAgain() {
    feed(restore(topology(SHORT)), 0, 600);
    feed(restore(topology(LONG)), 600, 630);
    LiveSeries live = restore(topology(SHORT, "gap: {max-steps: 7}"));
    feed(live, 630, 650);
    live = restore(topology(LONG));
    feed(live, 650, 700);
    byte[] bits = ArchiveWriter.bytesOf(live);
    for (int slot = 0; slot < 2; slot++) {
      MapStore damaged = new MapStore();
      damaged.snapshots.putAll(store.snapshots);
      damaged.entries.putAll(store.entries);
      byte[] spoilt = damaged.snapshots.get(Series.NAME + slot).clone();
      spoilt[spoilt.length / 2] ^= 8;
      damaged.snapshots.put(Series.NAME + slot, spoilt);
      assertThat(ArchiveWriter.bytesOf(LiveSeries.restore(topology(LONG), Series.NAME, damaged)))
          .isEqualTo(bits);
    }
  }

  @Test
  void aChallengerHearsNothingThatTheChampionRefused() {
    feed(restore(topology(SHORT)), 0, 600);
    LiveSeries live = restore(topology(LONG));
    Observation seen = observations.get(600);
    long farAhead = seen.epochMillis() + 60_000L * 1_000_000;
    live.accept(
        new Observation(Series.NAME, farAhead, seen.targets(), seen.inputs(), seen.known()),
        new SourcePosition(0, 600),
        store);
    feed(live, 600, 650);
    assertThat(live.state().challenge().orElseThrow().challenger().forecaster().steps())
        .isEqualTo(50);
  }

  @Test
  void aChampionHearsTheInputsThatItKnows() {
    feed(restore(topology(SHORT)), 0, 600);
    LiveSeries live = restore(withAnotherInput());
    StepForecast step =
        live.accept(wider(observations.get(600)), new SourcePosition(0, 600), store).steps().get(0);
    assertThat(combined(step)).isEqualTo(combined(alone(topology(SHORT), 0, 601).get(600)));
  }

  @Test
  void anotherStepIsAnotherSeries() {
    feed(restore(topology(SHORT)), 0, 600);
    Generation other =
        Generation.of(
            TopologyFile.parse(
                    "t.yaml",
                    TopologyText.NOTATION
                        .write(topology(SHORT).spec())
                        .replace("every: 1m", "every: 2m"),
                    name -> Optional.empty())
                .spec(),
            TopologyText.NOTATION);
    StepForecast step = feed(restore(other), 600, 602).get(0);
    assertThat(step.events()).containsExactly("generation");
    assertThat(step.steps()).isEqualTo(1);
  }
}
