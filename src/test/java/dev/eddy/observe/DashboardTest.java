package dev.eddy.observe;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** grafana/dashboards/eddy-overview.json asks for what there is, and says what it means. */
class DashboardTest {
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:eddy|jvm|process|system|kafka)_\\w+");
  private static final Pattern LABELS = Pattern.compile("by \\(([^)]*)\\)|[{,]\\s*(\\w+)\\s*=");

  private final JsonNode dashboard = read();

  private static JsonNode read() {
    try {
      return new ObjectMapper().readTree(Path.of("grafana/dashboards/eddy-overview.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> queries() {
    List<String> queries = new ArrayList<>();
    dashboard
        .get("panels")
        .forEach(
            panel -> panel.get("targets").forEach(one -> queries.add(one.get("expr").asText())));
    return queries;
  }

  private static List<String> metricsOf(String query) {
    return METRIC.matcher(query).results().map(match -> match.group()).toList();
  }

  @Test
  void asksForMetricsThatExist() {
    TreeSet<String> known =
        Arrays.stream(MeterCatalogue.values())
            .flatMap(meter -> PrometheusNames.of(meter).stream())
            .collect(toCollection(TreeSet::new));
    try (Metrics metrics = new Metrics()) {
      metrics
          .scrape()
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("[{ ]", 2)[0])
          .forEach(known::add);
    }
    KafkaMeterFilter.allowed().forEach(name -> known.add(name.replace('.', '_')));
    Stream<String> variables =
        dashboard.get("templating").get("list").findValuesAsText("definition").stream();
    Stream.concat(queries().stream(), variables)
        .forEach(query -> assertThat(known).as(query).containsAll(metricsOf(query)));
  }

  @Test
  void asksForTagsThatTheMetersHave() {
    for (String query : queries()) {
      Set<String> tags = new HashSet<>();
      metricsOf(query).forEach(metric -> tags.addAll(tagsOf(metric)));
      Matcher labels = LABELS.matcher(query);
      while (labels.find()) {
        for (String label : String.valueOf(labels.group(1) + "," + labels.group(2)).split(",")) {
          if (!label.equals("null")) {
            assertThat(tags).as(query).contains(label.strip());
          }
        }
      }
    }
  }

  private static List<String> tagsOf(String metric) {
    List<String> tags = new ArrayList<>(List.of("application", "instance", "le"));
    Arrays.stream(MeterCatalogue.values())
        .filter(meter -> PrometheusNames.of(meter).contains(metric))
        .forEach(meter -> tags.addAll(meter.tags()));
    if (metric.startsWith("jvm_memory")) {
      tags.add("area");
    }
    if (metric.startsWith("kafka_consumer")) {
      tags.addAll(List.of("client_id", "topic", "partition"));
    }
    return tags;
  }

  @Test
  void chartsEveryMeterOfTheEngine() {
    String all = String.join("\n", queries());
    for (MeterCatalogue meter : MeterCatalogue.values()) {
      if (meter != MeterCatalogue.FORECASTS
          && meter != MeterCatalogue.APPLIED_NORM) { // one suffices
        assertThat(PrometheusNames.of(meter)).as(meter.meterName()).anyMatch(all::contains);
      }
    }
  }

  @Test
  void saysOfEveryPanelWhatGoodLooksLike() {
    Set<Integer> numbers = new HashSet<>();
    Set<String> places = new HashSet<>();
    for (JsonNode panel : dashboard.get("panels")) {
      String title = panel.get("title").asText();
      assertThat(panel.get("description").asText()).as(title).contains("Good: ");
      assertThat(numbers.add(panel.get("id").asInt())).as(title).isTrue();
      JsonNode place = panel.get("gridPos");
      assertThat(places.add(place.get("x") + "," + place.get("y"))).as(title).isTrue();
      assertThat(panel.findValuesAsText("uid")).as(title).containsOnly("${datasource}");
    }
    assertThat(dashboard.get("schemaVersion").asInt()).isEqualTo(39);
  }

  @Test
  void choosesTheTopologyInEveryQueryOfTheEngine() {
    queries().stream()
        .filter(query -> query.contains("eddy_"))
        .forEach(query -> assertThat(query).contains("topology=~\"$topology\""));
  }

  @Test
  void prometheusUnderstandsEveryQuery(@TempDir Path folder) throws IOException {
    String promtool = Tools.find("promtool").toString();
    StringBuilder rules = new StringBuilder("groups:\n- name: dashboard\n  rules:\n");
    List<String> queries = queries();
    for (int i = 0; i < queries.size(); i++) {
      String query = queries.get(i).replace("$__rate_interval", "5m").replaceAll("\\$\\w+", ".*");
      rules.append("  - record: query:%d\n    expr: '%s'\n".formatted(i, query));
    }
    Path file = Files.writeString(folder.resolve("rules.yml"), rules);
    Tools.Result result = Tools.run("", List.of(promtool, "check", "rules", file.toString()));
    assertThat(result.output()).contains("SUCCESS: " + queries.size() + " rules found");
    assertThat(result.exitCode()).isZero();
  }
}
