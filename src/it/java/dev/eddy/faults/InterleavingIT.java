package dev.eddy.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterleavingIT {
  @TempDir private Path folder;

  @Test
  void changesNothingOf12SeriesInABacktest() throws Exception {
    new Interleaving(folder, 12, 40).changesNothingInABacktest();
  }
}
