package dev.eddy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.bench.pipeline.ModelSet;
import dev.eddy.bench.pipeline.PipelineBench;
import dev.eddy.bench.pipeline.PipelineBench.Case;
import dev.eddy.bench.pipeline.PipelineBench.Options;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The smallest run: which rows there are and what they hold, not how fast anything is. */
class PipelineBenchIT {
  @Test
  void tellsOfTheEngineAndOfABareStream() throws Exception {
    List<Row> rows = new ArrayList<>();
    List<String> progress = new ArrayList<>();
    new PipelineBench(new Options(Case.ALL, ModelSet.LIGHT, 3, 60, 200), progress::add)
        .run(rows::add);
    assertThat(rows)
        .extracting(Row::bench)
        .containsExactly(
            "passthrough", "pipeline-latency", "pipeline-latency", "pipeline-restore", "pipeline");
    assertThat(json(rows.get(0)).fieldNames())
        .toIterable()
        .contains("outputBytes", "overheadMicros", "eventsPerSecond", "changelogBytesPerEvent");
    JsonNode pipeline = json(rows.get(4));
    assertThat(pipeline.fieldNames())
        .toIterable()
        .contains(
            "series",
            "eventsPerSecond",
            "models",
            "learnShare",
            "overheadMicros",
            "p50Millis",
            "p99Millis",
            "changelogBytesPerEvent",
            "heapBytesPerSeries",
            "restoreSeconds");
    assertThat(pipeline.get("models").textValue()).isEqualTo("light");
    assertThat(pipeline.get("snapshotBytes").intValue())
        .as("light is light")
        .isBetween(10_000, 120_000);
    assertThat(pipeline.get("learnShare").doubleValue()).isBetween(0.0, 1.0);
    assertThat(pipeline.get("p99Millis").doubleValue())
        .isGreaterThanOrEqualTo(pipeline.get("p50Millis").doubleValue());
    assertThat(pipeline.get("restoreSeconds").doubleValue()).isPositive();
    assertThat(progress).isNotEmpty();
  }

  private static JsonNode json(Row row) throws IOException {
    return new ObjectMapper().readTree(row.json());
  }
}
