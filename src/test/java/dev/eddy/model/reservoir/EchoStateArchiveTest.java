package dev.eddy.model.reservoir;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.archive.DamagedArchive;
import dev.eddy.model.SeriesFixture;
import dev.eddy.spec.EchoStateSpec;
import dev.eddy.spec.Entries;
import dev.eddy.spec.ViewSpec;
import org.junit.jupiter.api.Test;

class EchoStateArchiveTest {
  private final SeriesFixture series =
      new SeriesFixture(new SeriesFixture.Shape(1, 3, 0), new ViewSpec(null, null));

  private EchoStateForecaster forecaster(long seed) {
    EchoStateSpec spec = Entries.entry().units(40).echoState();
    return new EchoStateForecaster(spec, series.frame(), new Reservoirs(), seed, 0);
  }

  /** The reservoir is not in the archive: were another one drawn, the weights would fit nothing. */
  @Test
  void whatWasLearnedWithAnotherReservoirIsRefused() {
    byte[] bytes = ArchiveWriter.bytesOf(forecaster(1));
    ArchiveReader.load(bytes, forecaster(1));
    assertThatThrownBy(() -> ArchiveReader.load(bytes, forecaster(2)))
        .isInstanceOf(DamagedArchive.class)
        .hasMessageContaining("reservoir");
  }
}
