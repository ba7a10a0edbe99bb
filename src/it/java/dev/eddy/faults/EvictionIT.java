package dev.eddy.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvictionIT {
  @TempDir private Path folder;

  @Test
  void changesNothingOf200SeriesWhere20AreLive() throws Exception {
    new Eviction(folder, 200, 14).changesNothing(20);
  }
}
