package dev.eddy.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eddy.archive.ArchiveWriter;
import dev.eddy.config.TopologyText;
import dev.eddy.forecast.Outcome;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.series.Observation;
import dev.eddy.spec.SinkSpec;
import dev.eddy.spec.StepSpec;
import dev.eddy.spec.TopologySpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class LiveSeriesTest {
  private static final int HORIZON = 3;
  private static final Generation GENERATION = Series.gathering(HORIZON);
  private static final List<Observation> OBSERVATIONS = Series.observations(1_500, HORIZON);

  private final MapStore store = new MapStore();

  @Test
  void isTheSameAfterBeingLost() {
    LiveSeries undisturbed = LiveSeries.restore(GENERATION, Series.NAME, new MapStore());
    MapStore unused = new MapStore();
    int lost = 0;
    LiveSeries live = LiveSeries.restore(GENERATION, Series.NAME, store);
    for (int i = 0; i < OBSERVATIONS.size(); i++) {
      Outcome expected = undisturbed.accept(OBSERVATIONS.get(i), new SourcePosition(0, i), unused);
      Outcome outcome = live.accept(OBSERVATIONS.get(i), new SourcePosition(0, i), store);
      assertThat(outcome.verdict()).isEqualTo(expected.verdict());
      assertThat(outcome.steps()).hasSameSizeAs(expected.steps());
      if (i > 30 && i % 7 != 0) {
        continue; // Seven shares no factor with the journal's places: each comes to be the last.
      }
      byte[] bits = ArchiveWriter.bytesOf(undisturbed);
      live = LiveSeries.restore(GENERATION, Series.NAME, store);
      lost++;
      assertThat(ArchiveWriter.bytesOf(live)).as("after record %d", i).isEqualTo(bits);
    }
    assertThat(lost).isGreaterThan(200);
    assertThat(live.entries()).as("the journal went around").isGreaterThan(2L * LiveSeries.PLACES);
  }

  @Test
  void learnsWhatTheForecasterLearns() {
    SeriesForecaster alone = new SeriesForecaster(GENERATION.blueprint());
    LiveSeries live = LiveSeries.restore(GENERATION, Series.NAME, store);
    for (int i = 0; i < OBSERVATIONS.size(); i++) {
      Outcome expected = alone.accept(OBSERVATIONS.get(i));
      Outcome outcome = live.accept(OBSERVATIONS.get(i), new SourcePosition(0, i), store);
      for (int s = 0; s < expected.steps().size(); s++) {
        assertThat(outcome.steps().get(s).forecasts().get(0).mean())
            .isDeepEqualTo(expected.steps().get(s).forecasts().get(0).mean());
      }
    }
  }

  @Test
  void writesNothingOfARecordThatChangesNothing() {
    LiveSeries live = feed(GENERATION, 0, 300);
    int entries = store.entries.size();
    long before = live.entries();
    Observation old = OBSERVATIONS.get(0);
    assertThat(live.accept(old, new SourcePosition(0, 300), store).changed()).isFalse();
    assertThat(store.entries).hasSize(entries);
    assertThat(live.entries()).isEqualTo(before);
  }

  @Test
  void knowsWhichRecordsOfEachPartitionItLearned() {
    LiveSeries live = LiveSeries.restore(GENERATION, Series.NAME, store);
    live.accept(OBSERVATIONS.get(0), new SourcePosition(2, 40), store);
    live.accept(OBSERVATIONS.get(1), new SourcePosition(0, 7), store);
    live = LiveSeries.restore(GENERATION, Series.NAME, store);
    assertThat(live.hasLearned(new SourcePosition(2, 40))).isTrue();
    assertThat(live.hasLearned(new SourcePosition(2, 41))).isFalse();
    assertThat(live.hasLearned(new SourcePosition(0, 7))).isTrue();
    assertThat(live.hasLearned(new SourcePosition(1, 0))).isFalse();
  }

  @Test
  void recoversFromTheSnapshotBeforeADamagedOne() {
    LiveSeries live = feed(GENERATION, 0, OBSERVATIONS.size());
    byte[] bits = ArchiveWriter.bytesOf(live);
    for (String slot : List.of(Series.NAME + 0, Series.NAME + 1)) {
      byte[] whole = store.snapshots.get(slot);
      byte[] damaged = whole.clone();
      damaged[damaged.length / 2] ^= 1;
      store.snapshots.put(slot, damaged);
      assertThat(ArchiveWriter.bytesOf(LiveSeries.restore(GENERATION, Series.NAME, store)))
          .isEqualTo(bits);
      assertThat(store.rejected).hasSize(1).allMatch(why -> why.contains("checksum"));
      store.rejected.clear();
      store.snapshots.put(slot, whole);
    }
  }

  @Test
  void beginsAnewAndSaysSoWhereTooMuchIsDamaged() {
    long before = feed(GENERATION, 0, OBSERVATIONS.size()).entries();
    store.snapshots.replaceAll((slot, bytes) -> Arrays.copyOf(bytes, bytes.length - 1));
    LiveSeries live = LiveSeries.restore(GENERATION, Series.NAME, store);
    assertThat(live.entries()).isEqualTo(before);
    assertThat(live.hasLearned(new SourcePosition(0, 5))).isTrue();
    assertThat(eventsOfFirstForecast(live)).contains("state-lost");
    byte[] bits = ArchiveWriter.bytesOf(live);
    assertThat(ArchiveWriter.bytesOf(LiveSeries.restore(GENERATION, Series.NAME, store)))
        .as("told once, and not learned from the old journal")
        .isEqualTo(bits);
  }

  @Test
  void goesOnWithoutARecordThatIsDamaged() {
    LiveSeries live = feed(GENERATION, 0, 1_000);
    long last = live.entries();
    assertThat(last % Snapshots.LEAST_ENTRIES).as("not in a snapshot").isGreaterThan(8);
    long steps = live.state().steps();
    store.entries.get(Series.NAME + "@" + LiveSeries.placeOf(last - 6))[50] ^= 1;
    live = LiveSeries.restore(GENERATION, Series.NAME, store);
    assertThat(live.entries()).isEqualTo(last);
    assertThat(live.state().steps()).isBetween(steps - 1, steps);
    assertThat(store.rejected).hasSize(1);
    assertThat(eventsOfFirstForecast(live, OBSERVATIONS.subList(1_000, 1_100)))
        .contains("record-lost")
        .doesNotContain("state-lost");
  }

  @Test
  void beginsANewGenerationWhereTheTopologyHasChanged() {
    long before = feed(GENERATION, 0, 400).entries();
    Generation changed = Series.gathering(HORIZON + 1);
    LiveSeries live = LiveSeries.restore(changed, Series.NAME, store);
    assertThat(live.entries()).isEqualTo(before);
    live = LiveSeries.restore(changed, Series.NAME, store);
    List<Observation> longer = Series.observations(60, HORIZON + 1);
    assertThat(eventsOfFirstForecast(live, longer)).contains("generation");
    assertThat(ArchiveWriter.bytesOf(LiveSeries.restore(changed, Series.NAME, store)))
        .isEqualTo(ArchiveWriter.bytesOf(live));
  }

  @Test
  void beginsANewGenerationBeforeTheFirstSnapshotToo() {
    feed(GENERATION, 0, 20);
    assertThat(store.snapshots).isEmpty();
    LiveSeries live = LiveSeries.restore(Series.gathering(HORIZON + 1), Series.NAME, store);
    assertThat(eventsOfFirstForecast(live, Series.observations(60, HORIZON + 1)))
        .contains("generation");
  }

  @Test
  void goesOnWhereOnlySinksOrCacheHaveChanged() {
    byte[] bits = ArchiveWriter.bytesOf(feed(GENERATION, 0, 400));
    Generation same =
        Generation.of(
            new TopologySpec(
                "other",
                GENERATION.spec().source(),
                GENERATION.spec().step(),
                null,
                null,
                GENERATION.spec().forecast(),
                null,
                GENERATION.spec().models(),
                new SinkSpec("elsewhere", null, null),
                null,
                null,
                null),
            TopologyText.NOTATION);
    assertThat(ArchiveWriter.bytesOf(LiveSeries.restore(same, Series.NAME, store))).isEqualTo(bits);
  }

  @Test
  void stopsAtAFormatThatItDoesNotKnow() {
    feed(GENERATION, 0, 400);
    store.snapshots.replaceAll((slot, bytes) -> ofFormat(bytes, 99));
    assertThatThrownBy(() -> LiveSeries.restore(GENERATION, Series.NAME, store))
        .isInstanceOf(UnsupportedState.class)
        .hasMessage("series s: a snapshot of format 99, where this version knows 1 to 2");
  }

  /** Where series are small, what is to be learned again is dearer than to write them. */
  @Test
  void takesASnapshotOfASmallSeriesAfterAnEighthOfAJournal() {
    Generation plain = Series.generation(Optional.empty(), HORIZON);
    LiveSeries live = LiveSeries.restore(plain, Series.NAME, store);
    for (int i = 0; i < Snapshots.LEAST_ENTRIES; i++) {
      assertThat(store.snapshots).isEmpty();
      live.accept(OBSERVATIONS.get(0), new SourcePosition(0, i), store);
    }
    assertThat(store.snapshots).hasSize(1);
  }

  @Test
  void takesASnapshotSoonerWhereGapsCostMuch() {
    StepSpec step = new StepSpec(Duration.ofMinutes(1), null, null, null);
    LiveSeries live =
        LiveSeries.restore(Series.generation(Optional.of(step), HORIZON), Series.NAME, store);
    for (int i = 0; i <= Snapshots.AFTER_STEPS / 900 + 1; i++) {
      assertThat(store.snapshots).as("after %d records", i).doesNotContainKeys("s0", "s1");
      Observation first = OBSERVATIONS.get(0);
      long later = first.epochMillis() + Duration.ofMinutes(900L * i).toMillis();
      live.accept(
          new Observation(Series.NAME, later, first.targets(), first.inputs(), first.known()),
          new SourcePosition(0, i),
          store);
    }
    assertThat(store.snapshots).containsKey("s0").doesNotContainKey("s1");
  }

  private LiveSeries feed(Generation generation, int from, int to) {
    LiveSeries live = LiveSeries.restore(generation, Series.NAME, store);
    for (int i = from; i < to; i++) {
      live.accept(OBSERVATIONS.get(i), new SourcePosition(0, i), store);
    }
    return live;
  }

  private List<String> eventsOfFirstForecast(LiveSeries live) {
    return eventsOfFirstForecast(live, OBSERVATIONS);
  }

  private List<String> eventsOfFirstForecast(LiveSeries live, List<Observation> observations) {
    for (int i = 0; i < observations.size(); i++) {
      Outcome outcome = live.accept(observations.get(i), new SourcePosition(0, 10_000 + i), store);
      if (!outcome.steps().isEmpty()) {
        return outcome.steps().get(0).events();
      }
    }
    return List.of();
  }

  private static byte[] ofFormat(byte[] snapshot, int format) {
    byte[] other = snapshot.clone();
    ByteBuffer buffer = ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(4, format);
    CRC32C checksum = new CRC32C();
    checksum.update(other, 0, other.length - 4);
    buffer.putInt(other.length - 4, (int) checksum.getValue());
    return other;
  }
}
