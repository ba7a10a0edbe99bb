package dev.eddy.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eddy.archive.ArchiveWriter;
import dev.eddy.config.TopologyFile;
import dev.eddy.config.TopologyText;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.forecast.StepForecast;
import dev.eddy.series.Observation;
import dev.eddy.state.Command.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What can be asked of a series beside its records. */
class CommandTest {
  private static final String MODELS =
      """
      models:
        - {name: lstm, type: lstm, units: 4, truncation: {every: 4, window: 8}, views: [{base: last-value}]}
        - {name: arx, type: arx, lags: {target: 4}, views: [{base: last-value}]}
      """;

  private final Generation generation = topology(MODELS);
  private final MapStore store = new MapStore();
  private final List<Observation> observations = noise(9_000);
  private LiveSeries live = LiveSeries.restore(generation, Series.NAME, store);

  private static Generation topology(String models) {
    String yaml =
        "name: t\nsource: {topic: t, targets: [y]}\nstep: {every: 1m}\nforecast: {horizon: 2}\n"
            + models;
    return Generation.of(
        TopologyFile.parse("t.yaml", yaml, name -> Optional.empty()).spec(), TopologyText.NOTATION);
  }

  private static List<Observation> noise(int count) {
    SplittableRandom random = new SplittableRandom(3);
    List<Observation> noise = new ArrayList<>();
    double level = 0;
    for (int i = 0; i < count; i++) {
      level = 0.7 * level + random.nextDouble() - 0.5;
      noise.add(
          new Observation(
              Series.NAME, i * 60_000L, new double[] {level}, new double[0], new double[0][]));
    }
    return noise;
  }

  private List<StepForecast> feed(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> live.accept(observations.get(i), new SourcePosition(0, i), store))
        .flatMap(outcome -> outcome.steps().stream())
        .toList();
  }

  private Optional<String> ask(Verb verb, long steps) {
    return live.obey(new Command(verb, steps), new SourcePosition(-1, 0), store);
  }

  private Optional<String> ask(Verb verb) {
    return ask(verb, 0);
  }

  private void assertRestorable() {
    byte[] bits = ArchiveWriter.bytesOf(live);
    live = LiveSeries.restore(generation, Series.NAME, store);
    assertThat(ArchiveWriter.bytesOf(live)).isEqualTo(bits);
  }

  private static double[] combined(StepForecast step) {
    return step.forecasts().get(0).mean()[0];
  }

  @Test
  void aFrozenSeriesForecastsWithWhatItHasLearned() {
    feed(0, 300);
    assertThat(ask(Verb.FREEZE)).isEmpty();
    assertRestorable();
    List<StepForecast> said = feed(300, 500);
    assertThat(said.get(0).events()).containsExactly("freeze");
    assertThat(said)
        .allSatisfy(
            step -> {
              assertThat(step.learning()).isEmpty();
              assertThat(step.settled())
                  .allSatisfy(one -> assertThat(one.absoluteError()).containsOnly(Double.NaN));
            });
    assertThat(combined(said.get(0))).isNotEqualTo(combined(said.get(1)));
    assertRestorable();
    assertThat(ask(Verb.FREEZE)).contains("is frozen already");
    assertThat(ask(Verb.THAW)).isEmpty();
    assertThat(ask(Verb.THAW)).contains("is not frozen");
    said = feed(500, 520);
    assertThat(said.get(0).events()).containsExactly("thaw");
    assertThat(said).anySatisfy(step -> assertThat(step.learning()).isNotEmpty());
    assertRestorable();
  }

  /** Absurd values leave no trace but in where the series is, which good ones then set right. */
  @Test
  void badDataWhileFrozenTeachesNothing() {
    feed(0, 600);
    byte[] learned = ArchiveWriter.bytesOf(live);
    LiveSeries untouched = LiveSeries.restore(generation, Series.NAME, store);
    ask(Verb.FREEZE);
    for (int i = 600; i < 640; i++) {
      double absurd = i % 2 == 0 ? 1e9 : -1e9;
      Observation bad =
          new Observation(
              Series.NAME, i * 60_000L, new double[] {absurd}, new double[0], new double[0][]);
      live.accept(bad, new SourcePosition(0, i), store);
    }
    ask(Verb.THAW);
    List<StepForecast> said = feed(640, 900).subList(60, 260);
    assertThat(ArchiveWriter.bytesOf(untouched)).isEqualTo(learned);
    double error = 0;
    double others = 0;
    for (int i = 600; i < 899; i++) {
      StepForecast step =
          untouched
              .accept(observations.get(i), new SourcePosition(0, i), new MapStore())
              .steps()
              .get(0);
      if (i >= 700) {
        double next = observations.get(i + 1).targets()[0];
        error += Math.abs(combined(said.get(i - 700))[0] - next);
        others += Math.abs(combined(step)[0] - next);
      }
    }
    assertThat(error).isLessThan(1.05 * others);
  }

  @Test
  void goesBackToAnEarlierState() {
    feed(0, 5_000);
    List<StoredState> stored = StoredState.of(Series.NAME, store);
    assertThat(stored).extracting(StoredState::steps).containsExactly(4_992L, 4_928L, 4_096L);
    assertThat(ask(Verb.ROLLBACK, 17))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("has no state of 17").endsWith("4992, 4928, 4096"));
    assertThat(ask(Verb.ROLLBACK, 4_096)).isEmpty();
    assertRestorable();
    assertThat(live.state().steps()).isEqualTo(4_096);

    SeriesForecaster another = new SeriesForecaster(generation.blueprint());
    observations.subList(0, 4_096).forEach(another::accept);
    List<StepForecast> said = feed(5_000, 5_100);
    assertThat(said.get(0).events()).containsExactly("rollback", "gap");
    for (int i = 5_000; i < 5_100; i++) {
      StepForecast expected = another.accept(observations.get(i)).steps().get(0);
      assertThat(combined(said.get(i - 5_000))).isEqualTo(combined(expected));
    }
    assertRestorable();
    assertThat(live.hasLearned(new SourcePosition(0, 4_999))).isTrue();
  }

  /** Further than any record may be ahead, and than a gap may be counted through. */
  @Test
  void whatComesAfterARollbackIsNoSuspect() {
    feed(0, 6_000);
    assertThat(ask(Verb.ROLLBACK, 4_096)).isEmpty();
    assertRestorable();
    List<StepForecast> said = feed(6_000, 6_010);
    assertThat(said).hasSize(10);
    assertThat(said.get(0).events()).containsExactly("rollback", "gap", "reset");
    assertThat(said.get(0).warmup()).isFalse();
    assertRestorable();
  }

  @Test
  void nothingIsLeftToGoBackToOfWhatWasForgotten() {
    feed(0, 5_000);
    ask(Verb.FORGET);
    assertThat(StoredState.of(Series.NAME, store)).extracting(StoredState::steps).containsOnly(0L);
  }

  @Test
  void aDamagedSnapshotDoesNotBringBackWhatWasForgotten() {
    feed(0, 1_000);
    assertThat(ask(Verb.FORGET)).isEmpty();
    feed(1_000, 1_010);
    byte[] bits = ArchiveWriter.bytesOf(live);
    for (int slot = 0; slot < 2; slot++) {
      MapStore damaged = new MapStore();
      damaged.snapshots.putAll(store.snapshots);
      damaged.entries.putAll(store.entries);
      damaged.snapshots.computeIfPresent(
          Series.NAME + slot,
          (key, bytes) -> {
            byte[] spoilt = bytes.clone();
            spoilt[100] ^= 4;
            return spoilt;
          });
      LiveSeries again = LiveSeries.restore(generation, Series.NAME, damaged);
      assertThat(ArchiveWriter.bytesOf(again)).isEqualTo(bits);
    }
    assertThat(live.state().steps()).isEqualTo(10);
  }

  @Test
  void theChallengerIsPromotedByHand() {
    feed(0, 600);
    assertThat(ask(Verb.PROMOTE)).contains("has no challenger");
    Generation other = topology("models: [{name: arx, type: arx, lags: {target: 9}}]");
    live = LiveSeries.restore(other, Series.NAME, store);
    feed(600, 700);
    assertThat(ask(Verb.PROMOTE)).isEmpty();
    List<StepForecast> said = feed(700, 701);
    assertThat(said.get(0).events()).containsExactly("promotion");
    assertThat(said.get(0).steps()).isEqualTo(101);
    byte[] bits = ArchiveWriter.bytesOf(live);
    assertThat(ArchiveWriter.bytesOf(LiveSeries.restore(other, Series.NAME, store)))
        .isEqualTo(bits);
    live = LiveSeries.restore(generation, Series.NAME, store); // not stopped by the promotion
    assertThat(feed(701, 702).get(0).events()).containsExactly("challenger");
  }

  @Test
  void aSeriesIsCarriedElsewhere() {
    feed(0, 700);
    PortableSeries exported = PortableSeries.of(generation, Series.NAME, store);
    PortableSeries read = PortableSeries.read(exported.bytes());
    assertThat(read.series()).isEqualTo(Series.NAME);

    MapStore elsewhere = new MapStore();
    LiveSeries other = LiveSeries.restore(generation, "other", elsewhere);
    assertThat(other.adopt(read, new SourcePosition(-1, 7), elsewhere)).isEmpty();
    SeriesForecaster alone = read.forecaster(generation);
    for (int i = 700; i < 1_500; i++) {
      StepForecast here = feed(i, i + 1).get(0);
      StepForecast there =
          other.accept(observations.get(i), new SourcePosition(0, i), elsewhere).steps().get(0);
      assertThat(there.events().contains("import")).isEqualTo(i == 700);
      assertThat(combined(there)).isEqualTo(combined(here));
      assertThat(combined(alone.accept(observations.get(i)).steps().get(0)))
          .isEqualTo(combined(here));
    }
    byte[] bits = ArchiveWriter.bytesOf(other);
    assertThat(ArchiveWriter.bytesOf(LiveSeries.restore(generation, "other", elsewhere)))
        .isEqualTo(bits);
  }

  @Test
  void whatIsNoExportedSeriesIsRefused() {
    feed(0, 10);
    byte[] bytes = PortableSeries.of(generation, Series.NAME, store).bytes();
    assertThatThrownBy(() -> PortableSeries.read(new byte[] {1, 2}))
        .hasMessage("is no exported series");
    byte[] damaged = bytes.clone();
    damaged[bytes.length / 2] ^= 1;
    assertThatThrownBy(() -> PortableSeries.read(damaged)).hasMessageStartingWith("is damaged");
    Generation other = topology(MODELS.replace("models", "gap: {max-steps: 3}\nmodels"));
    assertThat(PortableSeries.read(bytes).forecaster(other).steps()).isEqualTo(10);
    assertThatThrownBy(
            () -> PortableSeries.read(bytes).forecaster(topology("models: [{name: a, type: arx}]")))
        .hasMessage("is of a topology with other models");
  }
}
