package dev.eddy.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes about a minute. */
@Tag("faults")
class InterleavingTest {
  @TempDir private Path folder;

  @Test
  void changesNothingOf200SeriesInABacktest() throws Exception {
    new Interleaving(folder, 200, 60).changesNothingInABacktest();
  }

  @Test
  void changesNothingOf200SeriesInAStream() throws Exception {
    new Interleaving(folder, 200, 300).changesNothingInAStream();
  }
}
