package dev.eddy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.kernel.Kernels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What rows there are and what they hold; not how fast anything is. */
class CoreBenchTest {
  private static final List<Row> ROWS = new ArrayList<>();

  @BeforeAll
  static void measure() {
    new CoreBench(Stopwatch.ONCE, List.of(16, 20), List.of(30), 30).run(ROWS::add);
  }

  @Test
  void everythingIsMeasured() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    ROWS.forEach(row -> counts.merge(row.bench(), 1, Integer::sum));
    assertThat(counts)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("peak", 2),
                Map.entry("copy", 4),
                Map.entry("lstm-update", 2),
                Map.entry("gru-update", 2),
                Map.entry("rnn-update", 2),
                Map.entry("lstm-step", 2),
                Map.entry("lstm-readout", 1),
                Map.entry("echo-state-step", 1),
                Map.entry("rls-update", 1),
                Map.entry("lstm-update-ejml", 2),
                Map.entry("lstm-update-plain", 2),
                Map.entry("event", 5)));
  }

  @Test
  void aRowIsOneJsonObjectOnOneLine() throws IOException {
    String active = Kernels.active().description();
    JsonNode update = json("lstm-update");
    assertThat(update.fieldNames())
        .toIterable()
        .containsExactly(
            "bench", "hidden", "inputs", "window", "kernel", "micros", "gflops", "shareOfPeak");
    assertThat(update.get("hidden").isInt()).isTrue();
    assertThat(update.get("hidden").intValue()).isEqualTo(16);
    assertThat(update.get("inputs").intValue()).isEqualTo(4);
    assertThat(update.get("window").intValue()).isEqualTo(32);
    assertThat(update.get("kernel").textValue()).isEqualTo(active);
    assertThat(json("lstm-update-plain").get("kernel").textValue()).isEqualTo("plain");
    assertThat(json("lstm-update-ejml").get("kernel").textValue()).isEqualTo("ejml");
    assertThat(json("echo-state-step").fieldNames())
        .toIterable()
        .containsExactly("bench", "units", "inputs", "kernel", "micros", "gflops", "shareOfCopy");
    assertThat(json("rls-update").get("features").intValue()).isEqualTo(31);
    assertThat(json("lstm-readout").get("horizons").intValue()).isEqualTo(48);
    assertThat(json("lstm-readout").get("targets").intValue()).isEqualTo(7);
    assertThat(json("copy").get("level").textValue()).isEqualTo("L1");
  }

  @Test
  void everyTimeIsATime() throws IOException {
    for (Row row : ROWS) {
      assertThat(row.json()).doesNotContain("\n");
      JsonNode json = new ObjectMapper().readTree(row.json());
      assertThat(json.get("micros").isDouble()).isTrue();
      assertThat(json.get("micros").doubleValue()).isPositive();
    }
  }

  @Test
  void forPeopleARowIsALineOfWords() {
    Row row = Row.of("lstm-step").with("hidden", 16).measured("micros", 1.23456);
    assertThat(row.text()).matches("lstm-step +hidden 16 +micros 1\\.235");
    assertThat(row.json()).isEqualTo("{\"bench\":\"lstm-step\",\"hidden\":16,\"micros\":1.2346}");
  }

  private static JsonNode json(String bench) throws IOException {
    Row first = ROWS.stream().filter(row -> row.bench().equals(bench)).findFirst().orElseThrow();
    return new ObjectMapper().readTree(first.json());
  }
}
