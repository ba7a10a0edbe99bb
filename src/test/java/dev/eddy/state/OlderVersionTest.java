package dev.eddy.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.archive.ArchiveWriter;
import dev.eddy.config.TopologyFile;
import dev.eddy.config.TopologyText;
import dev.eddy.forecast.StepForecast;
import dev.eddy.series.Observation;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What earlier versions wrote, kept as they wrote it, is gone on from. */
class OlderVersionTest {
  private static final int HORIZON = 3;
  private static final List<Observation> OBSERVATIONS = Series.observations(1_200, HORIZON);

  /**
   * Of these, 635 changed the series: the journal has gone around, and both snapshots are there.
   */
  private static final int LEARNED = 700;

  private final Generation generation =
      Generation.of(
          TopologyFile.load(Path.of("src/test/resources/state/format-1.yaml")).spec(),
          TopologyText.NOTATION);

  private static MapStore store(String name) throws IOException {
    MapStore store = new MapStore();
    try (InputStream file = OlderVersionTest.class.getResourceAsStream("/state/" + name);
        DataInputStream in = new DataInputStream(new GZIPInputStream(file))) {
      readInto(store.snapshots, in);
      readInto(store.entries, in);
    }
    return store;
  }

  private static void readInto(Map<String, byte[]> map, DataInputStream in) throws IOException {
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      String key = in.readUTF();
      map.put(key, in.readNBytes(in.readInt()));
    }
  }

  @Test
  void formatOneIsGoneOnFrom() throws IOException {
    MapStore store = store("format-1.bin.gz");
    LiveSeries live = LiveSeries.restore(generation, Series.NAME, store);
    assertThat(live.entries()).isEqualTo(635);
    assertThat(live.state().steps()).isEqualTo(stepsOfAnother());
    for (int i = LEARNED; i < OBSERVATIONS.size(); i++) {
      for (StepForecast step :
          live.accept(OBSERVATIONS.get(i), new SourcePosition(0, i), store).steps()) {
        assertThat(step.events()).doesNotContain("generation", "state-lost", "challenger");
        assertThat(step.warmup()).isFalse();
      }
      if (i % 50 == 0) {
        byte[] bits = ArchiveWriter.bytesOf(live);
        live = LiveSeries.restore(generation, Series.NAME, store);
        assertThat(ArchiveWriter.bytesOf(live)).isEqualTo(bits);
      }
    }
    assertThat(store.rejected).isEmpty();
  }

  /** Of one that has learned the same records now. */
  private long stepsOfAnother() {
    MapStore store = new MapStore();
    LiveSeries another = LiveSeries.restore(generation, Series.NAME, store);
    for (int i = 0; i < LEARNED; i++) {
      another.accept(OBSERVATIONS.get(i), new SourcePosition(0, i), store);
    }
    return another.state().steps();
  }
}
