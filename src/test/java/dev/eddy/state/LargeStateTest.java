package dev.eddy.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.archive.ArchiveWriter;
import dev.eddy.config.TopologyFile;
import dev.eddy.config.TopologyText;
import dev.eddy.series.Observation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Models whose states are larger than what a broker takes in a record. */
class LargeStateTest {
  /** 256 units with Adam and a checkpoint are 24 bytes for each of 265,000 parameters. */
  private static final String LSTM =
      "{name: lstm, type: lstm, units: 256, truncation: {every: 16, window: 18}, views: [{base: last-value}]}";

  /** The covariance of 600 features, of which 599 are lags. */
  private static final String ARX =
      "{name: arx, type: arx, lags: {target: 598}, views: [{base: last-value}]}";

  @Test
  void areWrittenAndReadLikeAnyOther() {
    String yaml =
        "name: t\nsource: {topic: t, targets: [y]}\nforecast: {horizon: 2}\nmodels: [%s, %s]"
            .formatted(LSTM, ARX);
    Generation generation =
        Generation.of(
            TopologyFile.parse("t.yaml", yaml, name -> Optional.empty()).spec(),
            TopologyText.NOTATION);
    MapStore store = new MapStore();
    LiveSeries live = LiveSeries.restore(generation, Series.NAME, store);
    for (int i = 0; i < 300; i++) {
      double y = i % 7 + i / 100.0;
      live.accept(
          new Observation(
              Series.NAME, i * 60_000L, new double[] {y}, new double[0], new double[0][]),
          new SourcePosition(0, i),
          store);
    }
    assertThat(store.snapshots.get(Series.NAME + 0))
        .hasSizeGreaterThan(24 * 265_000 + 4 * 600 * 600);
    byte[] bits = ArchiveWriter.bytesOf(live);
    assertThat(ArchiveWriter.bytesOf(LiveSeries.restore(generation, Series.NAME, store)))
        .isEqualTo(bits);
  }
}
