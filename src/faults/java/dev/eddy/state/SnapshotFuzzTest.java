package dev.eddy.state;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Takes about a minute. */
@Tag("faults")
class SnapshotFuzzTest {
  private final SnapshotFuzz fuzz = new SnapshotFuzz();

  @Test
  void refuses10000SpoiledSnapshots() {
    fuzz.isRefused(10_000);
  }

  @Test
  void makesGood500SpoiledSnapshotsByTheOneBefore() {
    fuzz.isMadeGoodByTheOneBefore(500);
  }
}
