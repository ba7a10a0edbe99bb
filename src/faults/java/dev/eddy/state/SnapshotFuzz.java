package dev.eddy.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.archive.ArchiveWriter;
import dev.eddy.series.Observation;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** A spoiled snapshot is never loaded, not even in part. */
final class SnapshotFuzz {
  private static final Generation GENERATION = Series.gathering(3);
  private static final List<Observation> OBSERVATIONS = Series.observations(1_200, 3);

  private final SplittableRandom random = new SplittableRandom(29);
  private final MapStore whole = new MapStore();
  private final byte[] bits;

  SnapshotFuzz() {
    LiveSeries live = LiveSeries.restore(GENERATION, Series.NAME, whole);
    for (int i = 0; i < OBSERVATIONS.size(); i++) {
      live.accept(OBSERVATIONS.get(i), new SourcePosition(0, i), whole);
    }
    bits = ArchiveWriter.bytesOf(live);
  }

  /** Fails where a series whose snapshots are all spoiled is anything but begun anew. */
  void isRefused(int times) {
    byte[] anew = restored(spoiled(whole.snapshots.keySet(), bytes -> new byte[] {1}));
    assertThat(anew).isNotEqualTo(bits);
    for (int i = 0; i < times; i++) {
      assertThat(restored(spoiled(whole.snapshots.keySet(), this::mutated)))
          .as("mutation %d", i)
          .isEqualTo(anew);
    }
  }

  /** Fails where a series one of whose snapshots is spoiled is not what it was. */
  void isMadeGoodByTheOneBefore(int times) {
    List<String> keys = whole.snapshots.keySet().stream().sorted().toList();
    for (int i = 0; i < times; i++) {
      List<String> key = List.of(keys.get(i % keys.size()));
      assertThat(restored(spoiled(key, this::mutated))).as("mutation %d", i).isEqualTo(bits);
    }
  }

  private static byte[] restored(MapStore store) {
    return ArchiveWriter.bytesOf(LiveSeries.restore(GENERATION, Series.NAME, store));
  }

  private MapStore spoiled(Iterable<String> keys, UnaryOperator<byte[]> spoil) {
    MapStore store = new MapStore();
    store.entries.putAll(whole.entries);
    store.snapshots.putAll(whole.snapshots);
    for (String key : keys) {
      store.snapshots.put(key, spoil.apply(whole.snapshots.get(key)));
    }
    return store;
  }

  private byte[] mutated(byte[] bytes) {
    byte[] mutated = bytes.clone();
    switch (random.nextInt(5)) {
      case 0 -> mutated[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> mutated = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 2 -> mutated = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(64));
      case 3 -> {
        int from = random.nextInt(bytes.length - 16);
        byte[] noise = new byte[1 + random.nextInt(Math.min(4_096, bytes.length - from))];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, mutated, from, noise.length);
      }
      default -> {
        int length = 1 + random.nextInt(bytes.length / 4);
        int from = random.nextInt(bytes.length - length);
        int to = random.nextInt(bytes.length - length);
        System.arraycopy(bytes, from, mutated, to, length);
      }
    }
    return Arrays.equals(mutated, bytes) ? mutated(bytes) : mutated;
  }
}
