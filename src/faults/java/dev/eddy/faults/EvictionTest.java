package dev.eddy.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes some minutes. */
@Tag("faults")
class EvictionTest {
  @TempDir private Path folder;

  @Test
  void changesNothingOf5000SeriesWhere500AreLive() throws Exception {
    new Eviction(folder, 5_000, 16).changesNothing(500);
  }
}
