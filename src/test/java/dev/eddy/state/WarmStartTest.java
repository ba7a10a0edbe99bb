package dev.eddy.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eddy.archive.ArchiveWriter;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.forecast.StepForecast;
import dev.eddy.series.Observation;
import dev.eddy.spec.StepSpec;
import dev.eddy.state.Command.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Series that begin with what another one remembers. */
class WarmStartTest {
  private static final int HORIZON = 3;
  private static final int LEARNED = 400;
  private static final Generation GENERATION = generation(HORIZON);
  private static final List<Observation> OBSERVATIONS = Series.observations(900, HORIZON);

  private final MapStore elsewhere = new MapStore();
  private final MapStore store = new MapStore();

  private static Generation generation(int horizon) {
    return Series.generation(
        Optional.of(new StepSpec(Duration.ofMinutes(1), null, null, null)), horizon);
  }

  private PortableSeries exported(Verb... asked) {
    LiveSeries live = LiveSeries.restore(GENERATION, "other", elsewhere);
    for (int i = 0; i < LEARNED; i++) {
      live.accept(OBSERVATIONS.get(i), new SourcePosition(0, i), elsewhere);
    }
    for (Verb verb : asked) {
      assertThat(live.obey(new Command(verb), new SourcePosition(-1, 0), elsewhere)).isEmpty();
    }
    return PortableSeries.of(GENERATION, "other", elsewhere);
  }

  private LiveSeries restored() {
    return LiveSeries.restore(GENERATION, Series.NAME, store);
  }

  /** From offset 0 of its own topic, one record after the other. */
  private List<StepForecast> accept(LiveSeries live, int i) {
    SourcePosition position = new SourcePosition(0, i - LEARNED);
    assertThat(live.hasLearned(position)).isFalse();
    return live.accept(OBSERVATIONS.get(i), position, store).steps();
  }

  @Test
  void goesOnAsABacktestDoesWhicheverWayItIsBroughtBack() {
    PortableSeries exported = exported();
    SeriesForecaster backtest = exported.forecaster(GENERATION);
    LiveSeries live = restored();
    assertThat(live.isUnknown()).isTrue();
    live.begin(exported, store);
    boolean told = false;
    for (int i = LEARNED; i < OBSERVATIONS.size(); i++) {
      assertThat(live.isUnknown()).isFalse();
      if (i % 7 == 0) {
        live = restored();
      }
      List<StepForecast> said = accept(live, i);
      List<StepForecast> expected = backtest.accept(OBSERVATIONS.get(i)).steps();
      assertThat(said).hasSameSizeAs(expected);
      for (int s = 0; s < said.size(); s++) {
        assertThat(said.get(s).events().contains("import")).isEqualTo(!told);
        told = true;
        assertThat(said.get(s).forecasts().get(0).mean())
            .isDeepEqualTo(expected.get(s).forecasts().get(0).mean());
      }
    }
  }

  @Test
  void whatWasExportedFrozenIsFrozenInBoth() {
    PortableSeries exported = exported(Verb.FREEZE);
    LiveSeries live = restored();
    live.begin(exported, store);
    live = restored();
    assertThat(live.state().frozen()).isTrue();
    SeriesForecaster backtest = exported.forecaster(GENERATION);
    for (int i = LEARNED; i < OBSERVATIONS.size(); i++) {
      assertThat(accept(live, i)).allMatch(step -> step.learning().isEmpty());
      assertThat(backtest.accept(OBSERVATIONS.get(i)).steps())
          .allMatch(step -> step.learning().isEmpty());
    }
    assertThat(live.obey(new Command(Verb.THAW), new SourcePosition(-1, 0), store)).isEmpty();
  }

  /** Weeks later, in a backtest as in a deployment. */
  @Test
  void theFirstRecordIsNoSuspect() {
    PortableSeries exported = exported();
    Observation last = OBSERVATIONS.get(LEARNED);
    Observation later =
        new Observation(
            Series.NAME,
            last.epochMillis() + Duration.ofDays(500).toMillis(),
            last.targets(),
            last.inputs(),
            last.known());
    LiveSeries live = restored();
    live.begin(exported, store);
    assertThat(live.accept(later, new SourcePosition(0, 0), store).steps()).hasSize(1);
    assertThat(exported.forecaster(GENERATION).accept(later).steps()).hasSize(1);
  }

  /** As a crash may leave it where nothing makes two topics one. */
  @Test
  void whatWasNotWrittenDownAsAWholeIsDoneAgain() {
    PortableSeries exported = exported();
    restored().begin(exported, store);
    byte[] bits = ArchiveWriter.bytesOf(restored());
    MapStore entryOnly = new MapStore();
    entryOnly.entries.putAll(store.entries);
    LiveSeries live = LiveSeries.restore(GENERATION, Series.NAME, entryOnly);
    assertThat(live.isUnknown()).isTrue();
    live.begin(exported, entryOnly);
    assertThat(ArchiveWriter.bytesOf(live)).isEqualTo(bits);
    MapStore snapshotOnly = new MapStore();
    snapshotOnly.snapshots.put(Series.NAME + 0, store.snapshots.get(Series.NAME + 0));
    live = LiveSeries.restore(GENERATION, Series.NAME, snapshotOnly);
    assertThat(live.isUnknown()).isFalse();
    assertThat(ArchiveWriter.bytesOf(live)).isEqualTo(bits);
  }

  /** The record that touched the series, and was not committed either, comes again after it. */
  @Test
  void norIsWhatWasLearnedAfterItWhole() {
    PortableSeries exported = exported();
    LiveSeries live = restored();
    live.begin(exported, store);
    accept(live, LEARNED);
    byte[] bits = ArchiveWriter.bytesOf(restored());
    store.snapshots.clear();
    live = restored();
    assertThat(live.isUnknown()).isTrue();
    live.begin(exported, store);
    accept(live, LEARNED);
    assertThat(ArchiveWriter.bytesOf(restored())).isEqualTo(bits);
  }

  @Test
  void whatWasExportedFrozenStaysFrozenAfterDamage() {
    restored().begin(exported(Verb.FREEZE), store);
    store.snapshots.values().forEach(bytes -> bytes[bytes.length / 2] ^= 1);
    LiveSeries live = restored();
    assertThat(live.state().steps()).isZero();
    assertThat(live.state().frozen()).isTrue();
  }

  /** What was learned since cannot be learned again without what it stood on. */
  @Test
  void damageIsSaidThoughTheJournalIsWhole() {
    LiveSeries live = restored();
    live.begin(exported(), store);
    for (int i = LEARNED; i < LEARNED + 20; i++) {
      accept(live, i);
    }
    store.snapshots.values().forEach(bytes -> bytes[bytes.length / 2] ^= 1);
    live = restored();
    assertThat(live.isUnknown()).isFalse();
    assertThat(live.state().steps()).isZero();
    assertThat(accept(live, LEARNED + 20).get(0).events()).contains("state-lost");
  }

  @Test
  void aSeriesOfAnotherShapeIsRefused() {
    PortableSeries exported = exported();
    Generation longer = generation(HORIZON + 1);
    assertThatThrownBy(() -> exported.requireFor(longer))
        .hasMessage("is of a topology with other targets, another zone, step or horizon");
    LiveSeries live = LiveSeries.restore(longer, Series.NAME, store);
    assertThatThrownBy(() -> live.begin(exported, store))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store.entries).isEmpty();
  }
}
