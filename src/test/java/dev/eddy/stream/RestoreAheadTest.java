package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eddy.config.TopologyText;
import dev.eddy.observe.EngineMeters;
import dev.eddy.series.Observation;
import dev.eddy.spec.CacheSpec;
import dev.eddy.spec.Entries;
import dev.eddy.spec.StateSpec;
import dev.eddy.spec.StateSpec.Restore;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import dev.eddy.state.LiveSeries;
import dev.eddy.state.MapStore;
import dev.eddy.state.SourcePosition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series that are brought back before records ask for them. */
class RestoreAheadTest {
  private static final int SERIES = 6;
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir private Path directory;

  private final List<String> records = Streams.records(1_200, SERIES);
  private Map<String, Map<byte[], byte[]>> stores;

  @BeforeEach
  void learn() {
    try (Rig rig = new Rig(spec("100", Restore.ON_TOUCH), directory.resolve("before"))) {
      rig.sendAll(records.subList(0, 900));
      stores = rig.stores();
    }
  }

  private static TopologySpec spec(String cache, Restore restore) {
    StateSpec state = new StateSpec(CacheSpec.parse(cache), null, restore);
    return Streams.holding(state, Streams.bySeries(cache, Map.of()));
  }

  private Rig restarted(TopologySpec spec) {
    Rig rig = new Rig(spec, directory.resolve("restarted"));
    rig.restore(stores);
    return rig;
  }

  /** Until so many are there, and a little longer: how much a call does depends on the machine. */
  private static void restoreAhead(Rig rig, int series) {
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              rig.pass(LONG);
              return live(rig) == series;
            });
    for (int more = 0; more < 10; more++) {
      rig.pass(LONG);
    }
  }

  private static long loads(Rig rig, String moment) {
    return rig.registry.get("eddy.load.time").tag("moment", moment).timer().count();
  }

  private static double live(Rig rig) {
    return rig.registry.get("eddy.live.series").gauge().value();
  }

  private static Map<String, List<String>> said(Rig rig) {
    return rig.forecasts().stream()
        .collect(
            Collectors.groupingBy(
                record -> Streams.text(record.key()),
                TreeMap::new,
                Collectors.mapping(
                    (TestRecord<byte[], byte[]> record) -> Streams.text(record.value()),
                    Collectors.toList())));
  }

  @Test
  void findsEachSeriesOnTheHeapAndSaysTheSame() {
    List<String> rest = records.subList(900, records.size());
    Map<String, List<String>> expected;
    try (Rig rig = restarted(spec("100", Restore.ON_TOUCH))) {
      restoreAhead(rig, 0);
      assertThat(live(rig)).as("nobody asked for it").isZero();
      rig.sendAll(rest);
      expected = said(rig);
      assertThat(loads(rig, "touch")).isEqualTo(SERIES);
    }
    try (Rig rig = restarted(spec("100", Restore.AHEAD))) {
      restoreAhead(rig, SERIES);
      assertThat(live(rig)).isEqualTo(SERIES);
      assertThat(loads(rig, "ahead")).isEqualTo(SERIES);
      rig.sendAll(rest);
      assertThat(loads(rig, "touch")).isZero();
      assertThat(said(rig)).isEqualTo(expected);
    }
  }

  @Test
  void recordsInBetweenChangeNothing() {
    List<String> rest = records.subList(900, records.size());
    TopologySpec spec = spec("3", Restore.AHEAD);
    Map<String, List<String>> expected;
    try (Rig rig = restarted(spec("100", Restore.ON_TOUCH))) {
      rig.sendAll(rest);
      expected = said(rig);
    }
    try (Rig rig = restarted(spec)) {
      for (String record : rest) {
        rig.send("elsewhere", record);
        rig.pass(LONG);
        assertThat(live(rig)).isLessThanOrEqualTo(3);
      }
      assertThat(said(rig)).isEqualTo(expected);
    }
  }

  @Test
  void fillsTheCacheAndNoMore() {
    try (Rig rig = restarted(spec("4", Restore.AHEAD))) {
      restoreAhead(rig, 4);
      assertThat(live(rig)).isEqualTo(4);
      assertThat(loads(rig, "ahead")).isEqualTo(4);
      assertThat(rig.count("eddy.evicted.series")).isZero();
    }
  }

  /** Brings back these, by a clock that stands still, and says which. */
  private static RestoreAhead bringingBack(
      List<String> names, LiveCache cache, Function<String, LiveSeries> restore) {
    Iterator<String> left = names.iterator();
    TopologySpec spec = spec("1", Restore.AHEAD);
    return new RestoreAhead(
        () -> left.hasNext() ? Optional.of(left.next()) : Optional.empty(),
        cache,
        name -> Optional.of(restore.apply(name)),
        () -> 1,
        new EngineMeters(new SimpleMeterRegistry(), spec, () -> 0));
  }

  private static LiveCache cacheOf(LiveCache.Room room) {
    return new LiveCache(
        room, new EngineMeters(new SimpleMeterRegistry(), spec("1", Restore.AHEAD)));
  }

  @Test
  void goesOnWithTheSameSeriesOnceThereIsRoom() {
    Generation generation = Generation.of(spec("1", Restore.AHEAD), TopologyText.NOTATION);
    LiveCache.Room room = new LiveCache.Room(2);
    LiveCache cache = cacheOf(room);
    List<String> restored = new ArrayList<>();
    RestoreAhead ahead =
        bringingBack(
            List.of("a", "b", "c"),
            cache,
            name -> {
              restored.add(name);
              return LiveSeries.restore(generation, name, new MapStore());
            });
    try (LiveCache other = cacheOf(room)) {
      ahead.goOn();
      ahead.goOn();
      other.keepToShare();
      assertThat(restored).containsExactly("a");
    }
    ahead.goOn();
    assertThat(restored).containsExactly("a", "b");
    try (LiveCache other = cacheOf(room)) {
      ahead.goOn();
      other.keepToShare();
      assertThat(cache.left()).as("it keeps to its share while it waits").isZero();
    }
    ahead.goOn();
    assertThat(restored).containsExactly("a", "b", "c");
    try (LiveCache other = cacheOf(room)) {
      ahead.goOn();
      other.keepToShare();
      assertThat(cache.left()).as("and when all are back").isZero();
    }
  }

  /** What is kept of series that have a snapshot. */
  private static MapStore learned(TopologySpec spec, List<String> names) {
    MapStore store = new MapStore();
    for (String name : names) {
      LiveSeries live = LiveSeries.restore(Generation.of(spec, TopologyText.NOTATION), name, store);
      for (int minute = 0; minute < 300; minute++) {
        Observation observation =
            new Observation(
                name, minute * 60_000L, new double[] {1}, new double[] {2}, new double[0][]);
        live.accept(observation, new SourcePosition(0, minute), store);
      }
    }
    return store;
  }

  /** With other models each has a challenger, and takes the room of two. */
  @Test
  void whatFindsTooLittleRoomIsNotMadeAgainAndAgain() {
    TopologySpec spec = spec("1", Restore.AHEAD);
    MapStore store = learned(spec, List.of("a", "b"));
    Generation other =
        Generation.of(
            Streams.withModels(spec, List.of(Entries.entry().units(9).echoState())),
            TopologyText.NOTATION);
    LiveCache.Room room = new LiveCache.Room(9);
    LiveCache cache = cacheOf(room);
    List<String> restored = new ArrayList<>();
    RestoreAhead ahead =
        bringingBack(
            List.of("a", "b"),
            cache,
            name -> {
              restored.add(name);
              return LiveSeries.restore(other, name, store);
            });
    try (LiveCache second = cacheOf(room);
        LiveCache third = cacheOf(room)) {
      for (int call = 0; call < 5; call++) {
        ahead.goOn();
        List.of(second, third).forEach(LiveCache::keepToShare);
      }
      assertThat(restored).as("two have a place of three").containsExactly("a", "b");
      assertThat(cache.left()).isOne();
    }
    ahead.goOn();
    assertThat(restored).containsExactly("a", "b", "b");
    assertThat(cache.left()).isEqualTo(9 - 2 * 2);
  }

  @Test
  void leavesWhatIsDamagedToItsFirstRecord() {
    byte[] key = KafkaSeriesStore.key("room-2", 0, 0);
    byte[] damaged = stores.get(EddyTopology.SNAPSHOTS).get(key).clone();
    damaged[damaged.length / 2] ^= 1;
    stores.get(EddyTopology.SNAPSHOTS).put(key, damaged);
    try (Rig rig = restarted(spec("100", Restore.AHEAD))) {
      restoreAhead(rig, SERIES - 1);
      assertThat(live(rig)).isEqualTo(SERIES - 1);
      assertThat(rig.count("eddy.damaged.states")).isZero();
      assertThat(rig.stores().get(EddyTopology.SNAPSHOTS).get(key))
          .matches(bytes -> Arrays.equals(bytes, damaged));
      rig.sendAll(records.subList(900, records.size()));
      assertThat(rig.count("eddy.damaged.states")).isOne();
      assertThat(loads(rig, "touch")).isOne();
    }
  }

  @Test
  void findsTheSeriesOfATaskByTheirKeys() {
    try (Rig rig = new Rig(Streams.byKey(), directory.resolve("names"))) {
      List<String> names = List.of("a", "ab", "a/b", "é", "z".repeat(300), "\uD83D\uDE00", "A");
      for (int record = 0; record < 700; record++) {
        long time = record * 60_000L;
        names.forEach(name -> rig.send(name, "{\"time\":" + time + ",\"y\":1}"));
      }
      assertThat(rig.journaled()).containsExactlyInAnyOrderElementsOf(names);
    }
  }

  /** By a clock that goes on by a moment with each series. */
  @Test
  void recordsHaveHalfOfTheTime() {
    AtomicLong clock = new AtomicLong();
    TopologySpec spec = spec("1000", Restore.AHEAD);
    EngineMeters meters = new EngineMeters(new SimpleMeterRegistry(), spec, clock::get);
    LiveCache cache = new LiveCache(new LiveCache.Room(1_000), meters);
    AtomicInteger restored = new AtomicInteger();
    RestoreAhead ahead =
        new RestoreAhead(
            () -> Optional.of("series " + restored.incrementAndGet()),
            cache,
            name -> {
              clock.addAndGet(Duration.ofMillis(10).toNanos());
              return Optional.empty();
            },
            () -> 2,
            meters);
    ahead.goOn();
    assertThat(restored).as("25 ms for each of two tasks").hasValue(3);
    clock.addAndGet(Duration.ofMillis(89).toNanos());
    ahead.goOn();
    assertThat(restored).as("each may work for a quarter").hasValue(3);
    clock.addAndGet(Duration.ofMillis(1).toNanos());
    ahead.goOn();
    assertThat(restored).hasValue(6);
  }
}
