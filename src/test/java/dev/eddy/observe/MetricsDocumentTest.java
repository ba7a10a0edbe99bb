package dev.eddy.observe;

import dev.eddy.GoldenFile;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/metrics.md says what the catalogue says. */
class MetricsDocumentTest {
  private static final Map<String, String> TAGS =
      new TreeMap<>(
          Map.of(
              "moment",
                  "of bringing a series back: `touch`, with a record that waits for it, or `ahead` of that",
              "topology", "the name in the topology file",
              "model",
                  "`combined`, the name of an entry of `models`, or a baseline: `last-value`,"
                      + " `seasonal`, `drift`, `holt-winters`",
              "kernel", "`plain`, or `vector-` and the bits of a vector, such as `vector-512`",
              "target", "a field of `source.targets`",
              "horizon",
                  "`next`: one step ahead; `near`: 2 to H/2 (rounded down); `far`: the rest, up to"
                      + " H",
              "level", "a level of `forecast.quantiles`",
              "outcome",
                  "of records: `accepted`, `duplicate`, `revision`, `rejected`, `redelivered`; of updates:"
                      + " `applied`, or why not: `non-finite`, `restarted`, `rolled-back`",
              "reason",
                  "`malformed`, `number`, `time`, `series`, `size`, `late`, `future`, `command`",
              "event",
                  "`gap`, `reset`, `drift`, `promotion`, `revision`, `expired`; of commands, their"
                      + " names; of another file or of damage: `challenger`, `generation`,"
                      + " `record-lost`, `state-lost`"));

  private static final Map<MeterCatalogue.Kind, String> KINDS =
      Map.of(
          MeterCatalogue.Kind.COUNTER, "counter",
          MeterCatalogue.Kind.GAUGE, "gauge",
          MeterCatalogue.Kind.SUMMARY, "summary",
          MeterCatalogue.Kind.NORM_SUMMARY, "histogram",
          MeterCatalogue.Kind.TIMER, "histogram");

  @Test
  void isCurrent() {
    GoldenFile.check("docs/metrics.md", document());
  }

  private static String document() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # Metrics

        Made from `dev.eddy.observe.MeterCatalogue`; `mvn test -Dtest=MetricsDocumentTest -Deddy.golden=write` makes it anew.

        `/metrics` serves them in Prometheus' text format. No meter is tagged with a series: how many lines there are depends
        on the topology alone. Each line also has `application="eddy"`.

        | name in Prometheus | kind | unit | tags | meaning |
        | --- | --- | --- | --- | --- |
        """);
    for (MeterCatalogue meter : MeterCatalogue.values()) {
      text.append(row(meter));
    }
    text.append(
        """

        A summary has `_count`, `_sum` and `_max` (the greatest of the last minute or two), a histogram `_bucket` besides:
        `rate(…_sum[5m]) / rate(…_count[5m])` is the mean of the last five minutes. A gauge that has nothing to say yet is `NaN`.
        Counters and summaries start at zero with the process; what is learned again after a restart is not counted again.

        ## Tags

        | tag | values |
        | --- | --- |
        """);
    TAGS.forEach((tag, values) -> text.append("| `%s` | %s |\n".formatted(tag, values)));
    text.append(
        """

        ## Of others

        The JVM and the process speak for themselves in `jvm_*`, `process_*` and `system_*`. Of Kafka's own meters these are let
        through, the rest are not registered:

        """);
    KafkaMeterFilter.allowed().forEach(name -> text.append("- `%s`\n".formatted(name)));
    return text.toString();
  }

  private static String row(MeterCatalogue meter) {
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            PrometheusNames.of(meter).get(0).replaceAll("_count$", ""),
            KINDS.get(meter.kind()),
            meter.baseUnit(),
            meter.tags().stream().collect(Collectors.joining(", ")),
            meter.meaning());
  }
}
