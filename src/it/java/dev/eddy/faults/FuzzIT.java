package dev.eddy.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzIT {
  @TempDir private Path folder;

  @Test
  void isSurvivedOf300Records() throws Exception {
    new Fuzz(folder, 300).isSurvived();
  }
}
