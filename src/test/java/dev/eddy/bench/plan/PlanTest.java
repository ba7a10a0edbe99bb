package dev.eddy.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.spec.CacheSpec;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arithmetic, with costs that nobody measured. */
class PlanTest {
  private static final Costs COSTS =
      new Costs(90_000, 100_000, 120_000, 60, 80, 400, 900, 500, 10_000);

  @Test
  void saysWhatSeriesAndRecordsNeed() throws IOException {
    JsonNode plan = plan(1_000, 2_000, "40%");
    assertThat(plan.get("freshBytes").longValue()).isEqualTo(90_000);
    assertThat(plan.get("grownBytes").longValue()).isEqualTo(100_000);
    assertThat(plan.get("heapForAll").longValue()).isEqualTo(120_000_000);
    assertThat(plan.get("heapForCache").longValue())
        .as("a share of the heap is the share that all of them take")
        .isEqualTo(300_000_000);
    assertThat(plan.get("changelogBytesPerSecond").doubleValue()).isEqualTo(2_000 * (480.0 + 60));
    assertThat(plan.get("forecastBytesPerSecond").doubleValue()).isEqualTo(2_000 * (900.0 + 60));
    assertThat(plan.get("diskBytes").longValue())
        .isEqualTo(1_000 * (2 * (100_000 + 60) + 500 * (80 + 60)));
    assertThat(plan.get("cores").intValue())
        .as("2,000 records of 60 µs, and 40 of Kafka's, half of the time")
        .isEqualTo(1);
    assertThat(plan.get("partitions").intValue()).isEqualTo(2);
    assertThat(plan.get("restoreSeconds").doubleValue())
        .as("540.24 MB to read, and 1,000 series of 10 ms")
        .isEqualTo(20.805);
  }

  @Test
  void keepsNoMoreLiveThanACacheOfANumberHolds() throws IOException {
    assertThat(plan(1_000, 10, "200").get("heapForCache").longValue()).isEqualTo(24_000_000);
    assertThat(plan(100, 10, "200").get("heapForCache").longValue()).isEqualTo(12_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"40%", "200"})
  void moreNeverNeedsLess(String cache) throws IOException {
    List<JsonNode> growing =
        List.of(
            plan(10, 10, cache),
            plan(1_000, 10, cache),
            plan(1_000, 20_000, cache),
            plan(50_000, 20_000, cache));
    for (String need :
        List.of(
            "heapForAll",
            "heapForCache",
            "changelogBytesPerSecond",
            "forecastBytesPerSecond",
            "diskBytes",
            "brokerBytes",
            "cores",
            "partitions")) {
      assertThat(growing).extracting(plan -> plan.get(need).doubleValue()).as(need).isSorted();
    }
    assertThat(growing.get(2).get("cores").intValue())
        .isGreaterThan(growing.get(1).get("cores").intValue());
    assertThat(growing.get(1).get("restoreSeconds").doubleValue())
        .isGreaterThan(growing.get(0).get("restoreSeconds").doubleValue());
  }

  @Test
  void isATableForPeople() {
    List<String> table = Plan.of(COSTS, new Demand(50_000, 5_000, CacheSpec.parse("40%"))).table();
    assertThat(table)
        .anyMatch(line -> line.matches("series +50,000"))
        .anyMatch(line -> line.matches("a series' snapshot, fresh +88 KiB"))
        .anyMatch(line -> line.matches("heap, all series live +5\\.6 GiB"))
        .anyMatch(line -> line.matches("changelogs +2\\.6 MiB/s"))
        .anyMatch(line -> line.matches("a series back to the heap +10 ms"))
        .anyMatch(line -> line.matches("all series back, disk lost +17 min"));
  }

  private static JsonNode plan(long series, double rate, String cache) throws IOException {
    String json = Plan.of(COSTS, new Demand(series, rate, CacheSpec.parse(cache))).json();
    assertThat(json).doesNotContain("\n");
    return new ObjectMapper().readTree(json);
  }
}
