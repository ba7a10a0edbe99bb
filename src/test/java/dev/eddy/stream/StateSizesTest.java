package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eddy.config.TopologyText;
import dev.eddy.series.Observation;
import dev.eddy.spec.StepSpec;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import dev.eddy.state.LiveSeries;
import dev.eddy.state.SeriesStore;
import dev.eddy.state.SourcePosition;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateSizesTest {
  @Test
  void asksForNoLessThanARecordMayHave() {
    StateSizes small = new StateSizes(1_000, 600_000_000, 100);
    assertThat(small.largestRecordBytes()).isEqualTo((1 << 20) + (64 << 10));
    StateSizes large = new StateSizes(1_000, 2_000, 3_000_000);
    assertThat(large.largestRecordBytes()).isEqualTo(3_000_000 + (64 << 10));
  }

  /** How many series fit on the heap is told by it. */
  @Test
  void leavesRoomForAllStepsThatAGraceKeepsOpen() {
    int seconds = 20_000;
    Generation generation =
        Generation.of(waiting(Duration.ofSeconds(seconds)), TopologyText.NOTATION);
    LargestSnapshot store = new LargestSnapshot();
    LiveSeries series = LiveSeries.restore(generation, "s", store);
    for (int i = 0; i < seconds + 1_000; i++) {
      Observation observation =
          new Observation(
              "s", i * 1_000L, new double[] {i / 3.0}, new double[] {0.1}, new double[0][]);
      series.accept(observation, new SourcePosition(0, i), store);
    }
    assertThat(store.bytes).as("more than the least").isGreaterThan(1 << 20);
    assertThat(StateSizes.of(generation).largestSnapshotBytes()).isGreaterThan(store.bytes - 64);
  }

  @Test
  void refusesAGraceThatKeepsMoreStepsOpenThanASnapshotHolds() {
    Generation generation = Generation.of(waiting(Duration.ofDays(366)), TopologyText.NOTATION);
    assertThatThrownBy(() -> StateSizes.of(generation))
        .isInstanceOf(StreamFailure.class)
        .hasMessageContaining("a shorter step.grace");
  }

  private static TopologySpec waiting(Duration grace) {
    TopologySpec gathering = Streams.gathering();
    StepSpec step =
        new StepSpec(Duration.ofSeconds(1), StepSpec.Closes.NEXT, StepSpec.Aggregate.MEAN, grace);
    return new TopologySpec(
        gathering.name(),
        gathering.source(),
        Optional.of(step),
        null,
        null,
        gathering.forecast(),
        null,
        gathering.models(),
        null,
        gathering.state(),
        null,
        null);
  }

  /** Remembers how large snapshots became. */
  private static final class LargestSnapshot implements SeriesStore {
    long bytes;

    @Override
    public byte[] snapshot(String series, int slot) {
      return null;
    }

    @Override
    public void putSnapshot(String series, int slot, byte[] snapshot) {
      bytes = Math.max(bytes, snapshot.length);
    }

    @Override
    public void rejectSnapshot(String series, int slot, String why) {
      throw new AssertionError("there is none");
    }

    @Override
    public void rejectEntry(String series, int place, String why) {
      throw new AssertionError("there is none");
    }

    @Override
    public byte[] entry(String series, int place) {
      return null;
    }

    @Override
    public void putEntry(String series, int place, byte[] entry) {}
  }
}
