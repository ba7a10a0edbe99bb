package dev.eddy.bench.pipeline;

import dev.eddy.config.TopologyFile;
import dev.eddy.config.TopologyText;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the series of a measured topology learn with: twelve steps ahead, one target. */
public enum ModelSet {
  /** An LSTM of 16 units and a linear model of some 40 features, one view each. */
  LIGHT(
      500,
      """
      models:
        - {type: lstm, units: 16, views: [{base: last-value}]}
        - {type: arx, views: [{base: last-value}]}
      """),

  /** What a topology has that names no models. */
  DEFAULT(100, "");

  private final int series;
  private final String models;

  ModelSet(int series, String models) {
    this.series = series;
    this.models = models;
  }

  /** How many series are measured unless something else is asked for. */
  int series() {
    return series;
  }

  /** As it stands in options and rows. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The file of a topology whose records are keyed by series, each of them a step.
   *
   * @param name of the topology, which names its topics
   * @param liveSeries how many are kept on the heap
   * @param kafka what Kafka is told
   */
  String yaml(String name, int liveSeries, Map<String, String> kafka) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("name: ").append(name).append('\n');
    yaml.append("source: {topic: ").append(name).append("-in, time: time, targets: [y]}\n");
    yaml.append("forecast: {horizon: 12}\n").append(models);
    yaml.append("state: {cache: ").append(liveSeries).append("}\nkafka:\n");
    kafka.forEach(
        (key, value) -> yaml.append("  ").append(key).append(": \"").append(value).append("\"\n"));
    return yaml.toString();
  }

  /** The same, read. */
  TopologySpec topology(String name, int liveSeries, Map<String, String> kafka) {
    return TopologyFile.parse(name, yaml(name, liveSeries, kafka), any -> Optional.empty()).spec();
  }

  /** What the states of its series belong to. */
  static Generation generation(TopologySpec spec) {
    return Generation.of(spec, TopologyText.NOTATION);
  }
}
