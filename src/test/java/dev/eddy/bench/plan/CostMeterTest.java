package dev.eddy.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.config.TopologyFile;
import dev.eddy.config.TopologyText;
import dev.eddy.state.Generation;
import dev.eddy.state.LiveSeries;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is measured, not how much it is. */
class CostMeterTest {
  @Test
  void followsASeriesOfTheTopologysShape() {
    String yaml =
        """
        name: shaped
        source: {topic: in, time: time, targets: [a, b], inputs: [x], known: [k]}
        step: {every: 1h}
        forecast: {horizon: 3}
        models: [{type: arx, lags: {target: 4, seasonal: 0}, views: [{base: last-value}]}]
        """;
    Generation generation =
        Generation.of(
            TopologyFile.parse("shaped", yaml, any -> Optional.empty()).spec(),
            TopologyText.NOTATION);
    Costs costs = new CostMeter(generation).measure(Duration.ZERO);
    assertThat(costs.freshBytes()).isEqualTo(LiveSeries.freshSnapshotBytes(generation));
    assertThat(costs.grownBytes()).isBetween(1_000L, LiveSeries.largestSnapshotBytes(generation));
    assertThat(costs.heapBytes()).isGreaterThanOrEqualTo(costs.grownBytes());
    assertThat(costs.journalBytes())
        .as("at least its numbers: two targets, an input, four of what is known ahead")
        .isGreaterThan(7 * Double.BYTES);
    assertThat(costs.snapshotBytes()).isPositive();
    assertThat(costs.forecastBytes()).isGreaterThan(100);
    assertThat(costs.recordMicros()).isPositive();
    assertThat(costs.loadMicros()).isPositive();
    assertThat(costs.journalPlaces()).isEqualTo(LiveSeries.PLACES);
  }
}
