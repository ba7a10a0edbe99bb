package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    StateSizes small = new StateSizes(1_000, 2_000);
    assertThat(small.largestValueBytes()).isEqualTo(1 << 20);
    StateSizes large = new StateSizes(3_000_000, 6_000_000);
    assertThat(large.largestValueBytes()).isEqualTo(6_000_000 + (64 << 10));
    assertThat(large.largestRecordBytes()).isEqualTo(6_000_000 + (128 << 10));
  }

  /** A snapshot that Kafka does not take ends the stream, and would end it at each start. */
  @Test
  void leavesRoomForAllStepsThatAGraceKeepsOpen() {
    int seconds = 20_000;
    Generation generation = Generation.of(waiting(Duration.ofSeconds(seconds)), Object::toString);
    LargestSnapshot store = new LargestSnapshot();
    LiveSeries series = LiveSeries.restore(generation, "s", store);
    for (int i = 0; i < seconds + 1_000; i++) {
      Observation observation =
          new Observation(
              "s", i * 1_000L, new double[] {i / 3.0}, new double[] {0.1}, new double[0][]);
      series.accept(observation, new SourcePosition(0, i), store);
    }
    assertThat(store.bytes).as("more than the least").isGreaterThan(1 << 20);
    assertThat(StateSizes.of(generation).largestValueBytes()).isGreaterThan(store.bytes);
  }

  @Test
  void refusesAGraceThatKeepsMoreStepsOpenThanARecordHolds() {
    Generation generation = Generation.of(waiting(Duration.ofDays(60)), Object::toString);
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
    public byte[] entry(String series, int place) {
      return null;
    }

    @Override
    public void putEntry(String series, int place, byte[] entry) {}
  }

  @Test
  void namesWhatIsTooLarge() {
    StateSizes sizes = new StateSizes(1_000, 2_000);
    sizes.check("the snapshot", "a", new byte[1 << 20]);
    assertThatThrownBy(() -> sizes.check("the snapshot", "a", new byte[(1 << 20) + 1]))
        .isInstanceOf(StreamFailure.class)
        .hasMessage(
            "the snapshot of series a has 1048577 bytes: must be at most 1048576, as the topics"
                + " were made for no more");
  }
}
