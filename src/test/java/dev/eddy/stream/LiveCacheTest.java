package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eddy.config.TopologyText;
import dev.eddy.observe.EngineMeters;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import dev.eddy.state.LiveSeries;
import dev.eddy.state.SeriesStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveCacheTest {
  private static final TopologySpec SPEC = Streams.byKey();
  private static final Generation GENERATION = Generation.of(SPEC, TopologyText.NOTATION);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final EngineMeters meters = new EngineMeters(registry, SPEC);
  private final List<String> restored = new ArrayList<>();

  @Test
  void dropsWhatHasNotBeenAskedForTheLongest() {
    LiveCache cache = new LiveCache(new LiveCache.Room(2), meters);
    List.of("a", "b", "a", "c", "a", "b").forEach(name -> cache.get(name, this::restore));
    assertThat(restored).containsExactly("a", "b", "c", "b");
    assertThat(live()).isEqualTo(2);
  }

  @Test
  void sharesTheRoomAmongTasks() {
    LiveCache.Room room = new LiveCache.Room(4);
    LiveCache one = new LiveCache(room, meters);
    List.of("a", "b", "c", "d").forEach(name -> one.get(name, this::restore));
    assertThat(live()).isEqualTo(4);
    try (LiveCache other = new LiveCache(room, meters)) {
      List.of("k", "l", "m").forEach(name -> other.get(name, this::restore));
      one.get("e", this::restore);
      assertThat(live()).isEqualTo(4);
    }
    assertThat(live()).as("a task takes its series along").isEqualTo(2);
    List.of("f", "g", "h").forEach(name -> one.get(name, this::restore));
    assertThat(live()).as("and leaves its room").isEqualTo(4);
  }

  @Test
  void restoresWhatWasDropped() {
    LiveCache cache = new LiveCache(new LiveCache.Room(2), meters);
    cache.get("a", this::restore);
    cache.drop("a");
    cache.drop("unknown");
    assertThat(live()).isZero();
    cache.get("a", this::restore);
    assertThat(restored).containsExactly("a", "a");
  }

  @Test
  void keepsNothingOfASeriesThatCannotBeRestored() {
    LiveCache cache = new LiveCache(new LiveCache.Room(2), meters);
    assertThatThrownBy(
            () ->
                cache.get(
                    "a",
                    name -> {
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(live()).isZero();
  }

  private boolean addAhead(LiveCache cache, String name) {
    return cache.addAhead(name, one -> Optional.of(restore(one)));
  }

  @Test
  void takesInAheadWhatThereIsRoomForWithoutAnybodyLeaving() {
    LiveCache cache = new LiveCache(new LiveCache.Room(3), meters);
    cache.get("a", this::restore);
    assertThat(addAhead(cache, "a")).isTrue();
    assertThat(addAhead(cache, "b")).isTrue();
    assertThat(addAhead(cache, "b")).isTrue();
    assertThat(cache.addAhead("damaged", name -> Optional.empty())).isTrue();
    assertThat(addAhead(cache, "c")).isTrue();
    assertThat(addAhead(cache, "d")).isFalse();
    assertThat(restored).containsExactly("a", "b", "c");
    assertThat(live()).isEqualTo(3);
    assertThat(registry.get("eddy.evicted.series").counter().count()).isZero();
  }

  @Test
  void whatNobodyAskedForLeavesFirst() {
    LiveCache cache = new LiveCache(new LiveCache.Room(3), meters);
    cache.get("a", this::restore);
    addAhead(cache, "b");
    addAhead(cache, "c");
    List.of("c", "d", "a", "c", "d").forEach(name -> cache.get(name, this::restore));
    assertThat(restored).containsExactly("a", "b", "c", "d");
    cache.drop("c");
    assertThat(live()).isEqualTo(2);
    addAhead(cache, "e");
    cache.drop("e");
    assertThat(live()).isEqualTo(2);
    addAhead(cache, "e");
    cache.close();
    assertThat(live()).isZero();
  }

  /** As the tasks of a thread do: each fills its share ahead before the next one begins. */
  private List<LiveCache> begun(LiveCache.Room room, int tasks) {
    List<LiveCache> begun = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      LiveCache cache = new LiveCache(room, meters);
      for (int n = 0; n < 7; n++) {
        addAhead(cache, task + "-" + n);
      }
      begun.add(cache);
    }
    assertThat(live()).as("the first found all of the room").isGreaterThan(6);
    return begun;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void toldToKeepToTheirSharesTasksLetGoOfWhatIsMore(int tasks) {
    LiveCache.Room room = new LiveCache.Room(6);
    List<LiveCache> begun = begun(room, tasks);
    begun.forEach(LiveCache::keepToShare);
    assertThat(live()).isEqualTo(6);
    assertThat(addAhead(begun.get(0), "more")).isFalse();
    begun.remove(1).close();
    begun.forEach(LiveCache::keepToShare);
    assertThat(live()).as("nobody has to leave as the share rises").isEqualTo(6 - 6 / tasks);
    assertThat(addAhead(begun.get(0), "more")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void askedForASeriesThatItHasATaskLetsGoOfWhatIsMoreThanItsShare(int tasks) {
    List<LiveCache> begun = begun(new LiveCache.Room(6), tasks);
    restored.clear();
    for (int task = 0; task < tasks; task++) {
      begun.get(task).get(task + "-0", this::restore);
    }
    begun.get(0).get("0-0", this::restore);
    assertThat(restored).isEmpty();
    assertThat(live()).isEqualTo(6);
  }

  @Test
  void whatWasAskedForStaysAsTheShareFalls() {
    LiveCache.Room room = new LiveCache.Room(4);
    LiveCache cache = new LiveCache(room, meters);
    List.of("a", "b", "c").forEach(name -> cache.get(name, this::restore));
    addAhead(cache, "d");
    try (LiveCache second = new LiveCache(room, meters)) {
      cache.get("a", this::restore);
      assertThat(live()).isEqualTo(2);
      List.of("c", "a").forEach(name -> cache.get(name, this::restore));
      assertThat(restored).containsExactly("a", "b", "c", "d");
      try (LiveCache third = new LiveCache(room, meters);
          LiveCache fourth = new LiveCache(room, meters);
          LiveCache fifth = new LiveCache(room, meters)) {
        List.of(second, third, fourth, fifth).forEach(LiveCache::keepToShare);
        cache.keepToShare();
        cache.get("a", this::restore);
        assertThat(restored).as("each keeps one at least").hasSize(4);
        assertThat(live()).isEqualTo(1);
      }
    }
  }

  private double live() {
    return registry.get("eddy.live.series").gauge().value();
  }

  private LiveSeries restore(String name) {
    restored.add(name);
    return LiveSeries.restore(GENERATION, name, new Nothing());
  }

  /** A store that has nothing. */
  private static final class Nothing implements SeriesStore {
    @Override
    public byte[] snapshot(String series, int slot) {
      return null;
    }

    @Override
    public void putSnapshot(String series, int slot, byte[] snapshot) {
      throw new AssertionError("of a series that nothing is known of");
    }

    @Override
    public void rejectSnapshot(String series, int slot, String why) {
      throw new AssertionError("there is none");
    }

    @Override
    public void rejectEntry(String series, int place, String why) {
      throw new AssertionError("there is none");
    }

    @Override
    public byte[] entry(String series, int place) {
      return null;
    }

    @Override
    public void putEntry(String series, int place, byte[] entry) {
      throw new AssertionError("nobody told it anything");
    }
  }
}
