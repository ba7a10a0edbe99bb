package dev.eddy.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.forecast.StepForecast;
import dev.eddy.series.Observation;
import dev.eddy.spec.StepSpec;
import dev.eddy.state.Command.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A series that begins anew, as too much is damaged, is still as frozen as it was. */
class FrozenAfterDamageTest {
  private static final int HORIZON = 3;
  private static final List<Observation> OBSERVATIONS = Series.observations(1_500, HORIZON);

  private final Generation generation =
      Series.generation(
          Optional.of(new StepSpec(Duration.ofMinutes(1), null, null, null)), HORIZON);
  private final MapStore store = new MapStore();
  private LiveSeries live = LiveSeries.restore(generation, Series.NAME, store);

  private void feed(int from, int to) {
    for (int i = from; i < to; i++) {
      live.accept(OBSERVATIONS.get(i), new SourcePosition(0, i), store);
    }
  }

  private void ask(Verb verb) {
    assertThat(live.obey(new Command(verb), new SourcePosition(-1, 0), store)).isEmpty();
  }

  private void damage(String slot) {
    store.snapshots.computeIfPresent(
        Series.NAME + slot,
        (key, bytes) -> {
          byte[] damaged = bytes.clone();
          damaged[damaged.length / 2] ^= 1;
          return damaged;
        });
  }

  private boolean frozenAfterDamage() {
    live = LiveSeries.restore(generation, Series.NAME, store);
    assertThat(live.state().steps()).isZero();
    boolean frozen = live.state().frozen();
    live = LiveSeries.restore(generation, Series.NAME, store);
    assertThat(live.state().frozen()).as("as it was written down").isEqualTo(frozen);
    List<StepForecast> said =
        live.accept(OBSERVATIONS.get(1_400), new SourcePosition(0, 1_400), store).steps();
    assertThat(said.get(0).events()).contains("state-lost");
    return frozen;
  }

  private boolean frozenAfterAllIsDamaged() {
    damage("0");
    damage("1");
    return frozenAfterDamage();
  }

  @Test
  void theLastCommandOfTheJournalTells() {
    feed(0, 900);
    ask(Verb.FREEZE);
    feed(900, 1_100);
    assertThat(frozenAfterAllIsDamaged()).isTrue();
    assertThat(live.obey(new Command(Verb.THAW), new SourcePosition(-1, 1), store)).isEmpty();
  }

  @Test
  void soItDoesWhereTheSeriesWasThawed() {
    feed(0, 900);
    ask(Verb.FREEZE);
    feed(900, 950);
    ask(Verb.THAW);
    feed(950, 1_100);
    assertThat(frozenAfterAllIsDamaged()).isFalse();
  }

  /** Where the journal does not go on from the one snapshot that can be read. */
  @Test
  void aSnapshotTellsWhereTheJournalHasNoCommand() {
    feed(0, 300);
    ask(Verb.FREEZE);
    feed(300, 420);
    byte[] old = store.snapshots.get(Series.NAME + 0);
    feed(420, 1_400);
    store.snapshots.put(Series.NAME + 0, old);
    damage("1");
    assertThat(frozenAfterDamage()).isTrue();
  }

  @Test
  void aLaterCommandOutweighsASnapshot() {
    feed(0, 300);
    ask(Verb.FREEZE);
    feed(300, 420);
    byte[] old = store.snapshots.get(Series.NAME + 0);
    feed(420, 1_200);
    ask(Verb.THAW);
    feed(1_200, 1_400);
    store.snapshots.put(Series.NAME + 0, old);
    damage("1");
    assertThat(frozenAfterDamage()).isFalse();
  }

  /** So it is documented: the command is further back than the journal goes. */
  @Test
  void whereNothingTellsItLearns() {
    feed(0, 300);
    ask(Verb.FREEZE);
    feed(300, 1_400);
    assertThat(frozenAfterAllIsDamaged()).isFalse();
  }
}
