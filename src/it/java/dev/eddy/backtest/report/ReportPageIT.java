package dev.eddy.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.Tools;
import dev.eddy.backtest.replay.BacktestRequest;
import dev.eddy.backtest.replay.BacktestRequest.Options;
import dev.eddy.backtest.replay.Progress;
import dev.eddy.backtest.replay.ReplayFixture;
import dev.eddy.backtest.report.ReportedBacktest.Destination;
import dev.eddy.backtest.source.FileSource;
import dev.eddy.state.WarmStarts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report in a browser without a screen: what it draws, and what its controls do. */
class ReportPageIT {
  private static final Pattern FOUND = Pattern.compile("<pre id=\"found\">(.*?)</pre>");

  /** Notes errors from the very first script on. */
  private static final String WATCH =
      """
      <script>
      window.errors = [];
      window.addEventListener("error", e => errors.push(String(e.message)));
      for (const kind of ["error", "warn"]) { console[kind] = (...said) => errors.push(said.join(" ")); }
      </script>
      """;

  private static final String DARK =
      """
      <script>
      window.matchMedia = query => ({matches: query.includes("dark"), addEventListener() {}});
      </script>
      """;

  /** Uses every control, and writes down what came of it. */
  private static final String PROBE =
      """
      <script>
      window.addEventListener("load", () => {
        const points = id => {
          const chart = echarts.getInstanceByDom(document.getElementById(id));
          const values = chart.getOption().series.flatMap(s => s.data || []);
          const numbers = values.map(v => (v !== null && typeof v === "object" ? v.value ?? v : v)).flat();
          return numbers.filter(v => typeof v === "number" && Number.isFinite(v)).length;
        };
        const picture = id => document.getElementById(id).innerHTML;
        const use = (id, value) => {
          const control = document.getElementById(id);
          control.value = value;
          control.dispatchEvent(new Event("input"));
        };
        const found = {charts: {}, changes: {}};
        document.querySelectorAll(".chart").forEach(chart => { found.charts[chart.id] = points(chart.id); });
        const changes = (control, value, chart) => {
          if (!document.getElementById(control)) { return; }
          const before = picture(chart);
          use(control, value);
          found.changes[control] = picture(chart) !== before;
        };
        changes("series", "1", "forecasts");
        changes("origin", "3", "fan");
        changes("price-series", "1", "equity");
        changes("member", String(Math.max(0, document.getElementById("member").options.length - 1)), "lags");
        window.dispatchEvent(new Event("beforeprint"));
        window.dispatchEvent(new Event("afterprint"));
        found.wider = document.documentElement.scrollWidth - window.innerWidth;
        found.ink = (document.querySelector("#by-horizon svg text") || document.body).getAttribute("fill");
        found.errors = errors;
        found.requests = performance.getEntriesByType("resource").length;
        const written = document.createElement("pre");
        written.id = "found";
        written.textContent = JSON.stringify(found);
        document.body.append(written);
      });
      </script>
      """;

  @TempDir private static Path folder;
  private static String report;

  @BeforeAll
  static void write() throws IOException {
    List<String> rows = new ArrayList<>(ReplayFixture.waves("a", 1_500, 1));
    rows.addAll(ReplayFixture.waves("b </script><b>", 1_500, 2));
    Path input = ReplayFixture.file(folder, "data.csv", rows);
    BacktestRequest request =
        new BacktestRequest(
            ReplayFixture.hourly(),
            new FileSource(input),
            List.of(),
            2,
            WarmStarts.NONE,
            Options.NONE.withCost(0.001).withPaths(20));
    Path out = folder.resolve("out");
    new ReportedBacktest(request, new Destination(out, "eddy backtest"), Progress.NONE).run();
    report = Files.readString(out.resolve("report.html"));
  }

  private static JsonNode seen(int width, String before) throws IOException {
    return seen(report, width, before);
  }

  private static JsonNode seen(String report, int width, String before) throws IOException {
    int end = report.lastIndexOf("</body>");
    String page =
        report.substring(0, end).replaceFirst("<style>", WATCH + before + "<style>")
            + PROBE
            + report.substring(end);
    Path file = Files.writeString(folder.resolve("page.html"), page);
    Tools.Result result =
        Tools.run(
            "",
            List.of(
                Tools.find("chromium").toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("browser"),
                "--virtual-time-budget=20000",
                "--window-size=" + width + ",900",
                "--dump-dom",
                file.toUri().toString()));
    Matcher found = FOUND.matcher(result.output());
    assertThat(found.find()).as(result.output()).isTrue();
    return new ObjectMapper().readTree(found.group(1).replace("&amp;", "&").replace("&lt;", "<"));
  }

  private static void assertDrawn(JsonNode seen) {
    assertThat(seen.get("errors")).isEmpty();
    assertThat(seen.get("requests").asInt()).isZero();
    assertThat(seen.get("charts")).hasSizeGreaterThan(13);
    seen.get("charts")
        .properties()
        .forEach(chart -> assertThat(chart.getValue().asInt()).as(chart.getKey()).isGreaterThan(8));
    seen.get("changes")
        .properties()
        .forEach(change -> assertThat(change.getValue().asBoolean()).as(change.getKey()).isTrue());
  }

  @Test
  void everyChartIsDrawnAndEveryControlWorks() throws IOException {
    JsonNode seen = seen(1_200, "");
    assertDrawn(seen);
    assertThat(seen.get("ink").asText()).isEqualTo("#5b6670");
  }

  @Test
  void itIsReadableOnAPhone() throws IOException {
    JsonNode seen = seen(500, "");
    assertDrawn(seen);
    assertThat(seen.get("wider").asInt()).isLessThanOrEqualTo(0);
  }

  @Test
  void inTheDarkItIsLightOnDark() throws IOException {
    JsonNode seen = seen(1_200, DARK);
    assertDrawn(seen);
    assertThat(seen.get("ink").asText()).isEqualTo("#98a3ad");
  }

  /** Of a topology, rows and models that leave much of the page without anything to show. */
  @ParameterizedTest
  @CsvSource({"last-value, 1500", "combined, 1", "combined, 30"})
  void whatHasNothingToShowBreaksNothing(String model, int rows) throws IOException {
    Path input = ReplayFixture.file(folder, "odd.csv", ReplayFixture.waves("a", rows, 1));
    Path out = folder.resolve("odd");
    BacktestRequest request =
        new BacktestRequest(ReplayFixture.hourly(), input, List.of(model), 1)
            .with(Options.NONE.withCost(0).withPaths(3));
    new ReportedBacktest(request, new Destination(out, "test"), Progress.NONE).run();
    JsonNode seen = seen(Files.readString(out.resolve("report.html")), 1_200, "");
    assertThat(seen.get("errors")).isEmpty();
    assertThat(seen.at("/charts/forecasts").asInt()).isPositive();
  }
}
