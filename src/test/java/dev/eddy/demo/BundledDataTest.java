package dev.eddy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.backtest.source.CsvRows;
import dev.eddy.backtest.source.TableRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What docs/data.md says, counted. */
class BundledDataTest {

  @ParameterizedTest
  @EnumSource
  void rowsAreCompleteAndInTheOrderOfTimeAndName(BundledData data) {
    List<Map<String, String>> rows = rows(data);
    assertThat(rows).hasSize((int) data.rows());
    List<String> order =
        rows.stream().map(row -> row.get("time") + " " + row.values().toArray()[1]).toList();
    assertThat(order).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void airportsHaveEveryHourOfHalfAYear() {
    List<Map<String, String>> rows = rows(BundledData.AIRPORTS);
    assertThat(count(rows, "airport"))
        .containsOnlyKeys("ATL", "DFW", "DTW", "LAX", "MSP", "ORD", "PHX", "STL")
        .allSatisfy((airport, hours) -> assertThat(hours).isEqualTo(181L * 24));
    assertThat(rows.get(0)).containsEntry("time", "2001-01-01T00:00:00Z");
    assertThat(rows.get(rows.size() - 1)).containsEntry("time", "2001-06-30T23:00:00Z");
  }

  @Test
  void airportsHaveNoDelayWhereNobodyLeft() {
    List<Map<String, String>> rows = rows(BundledData.AIRPORTS);
    List<Map<String, String>> without =
        rows.stream().filter(row -> row.get("delay").isEmpty()).toList();
    assertThat(without).hasSize(6_063);
    assertThat((double) without.size() / rows.size()).isCloseTo(0.17, Offset.offset(0.005));
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(row.get("delay").isEmpty())
                    .isEqualTo(row.get("departures").equals("0")));
  }

  @Test
  void sensorsAreFourMotesWithLabelledAnomalies() {
    List<Map<String, String>> rows = rows(BundledData.SENSORS);
    assertThat(count(rows, "mote"))
        .isEqualTo(Map.of("1", 4_417L, "2", 4_417L, "3", 5_039L, "4", 5_041L));
    assertThat(count(rows.stream().filter(row -> row.get("anomaly").equals("1")).toList(), "mote"))
        .isEqualTo(Map.of("1", 117L, "4", 32L));
    assertThat(rows).allSatisfy(row -> assertThat(row.values()).doesNotContain(""));
  }

  @Test
  void pricesAreEightCurrenciesOnEachDay() {
    List<Map<String, String>> rows = rows(BundledData.PRICES);
    assertThat(count(rows, "currency"))
        .containsOnlyKeys("AUD", "CAD", "CHF", "GBP", "JPY", "NOK", "SEK", "USD")
        .allSatisfy((currency, days) -> assertThat(days).isEqualTo(7_126L));
    assertThat(rows.get(0)).containsEntry("time", "1999-01-04");
    assertThat(rows.get(rows.size() - 1)).containsEntry("time", "2026-10-30");
    assertThat(rows)
        .allSatisfy(row -> assertThat(Double.parseDouble(row.get("rate"))).isPositive());
  }

  private static Map<String, Long> count(List<Map<String, String>> rows, String column) {
    return rows.stream()
        .collect(Collectors.groupingBy(row -> row.get(column), Collectors.counting()));
  }

  private static List<Map<String, String>> rows(BundledData data) {
    List<Map<String, String>> all = new ArrayList<>();
    try (CsvRows rows = data.open()) {
      for (Optional<TableRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < rows.header().size(); i++) {
          cells.put(rows.header().get(i), row.get().cells()[i]);
        }
        all.add(cells);
      }
    }
    return all;
  }
}
