package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 24})
  void atEachStepEveryHorizonGivesWhatWasSaidSoManyStepsBefore(int horizon) {
    Origins origins = new Origins(horizon);
    assertThat(origins.horizon()).isEqualTo(horizon);
    for (long n = 1; n < 5L * horizon + 20; n++) {
      for (int h = 1; h <= horizon; h++) {
        if (n - h >= 1) {
          assertThat(origins.of(n, h)).isEqualTo(1_000 * (n - h) + h);
        } else {
          assertThat(origins.of(n, h)).isNaN();
        }
      }
      for (int h = 1; h <= horizon; h++) {
        origins.put(n, h, 1_000 * n + h);
        assertThat(origins.of(n, h)).isEqualTo(1_000 * n + h);
      }
    }
  }

  @Test
  void whatIsForgottenIsNeverGivenAgain() {
    Origins origins = new Origins(5);
    for (long n = 1; n < 30; n++) {
      if (n == 17) {
        origins.clear();
      }
      for (int h = 1; h <= 5; h++) {
        assertThat(Double.isNaN(origins.of(n, h))).isEqualTo(n - h < 1 || n >= 17 && n - h < 17);
        origins.put(n, h, n);
      }
    }
  }

  @Test
  void itTakesTheBytesItSaysAndLoadedItIsTheSame() {
    Origins origins = new Origins(6);
    for (int h = 1; h <= 6; h++) {
      origins.put(11, h, h);
    }
    assertThat(ArchiveSize.of(origins)).isEqualTo(4 + 4 * 6 * 7);
    Origins loaded = new Origins(6);
    ArchiveReader.load(ArchiveWriter.bytesOf(origins), loaded);
    for (int h = 1; h <= 6; h++) {
      assertThat(loaded.of(11 + h, h)).isEqualTo(h);
    }
  }
}
