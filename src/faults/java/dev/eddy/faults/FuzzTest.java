package dev.eddy.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes about a minute. */
@Tag("faults")
class FuzzTest {
  @TempDir private Path folder;

  @Test
  void isSurvivedOf10000Records() throws Exception {
    new Fuzz(folder, 10_000).isSurvived();
  }
}
