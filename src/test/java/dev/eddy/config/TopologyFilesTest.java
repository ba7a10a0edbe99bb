package dev.eddy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.eddy.spec.ArxSpec;
import dev.eddy.spec.BoundsSpec;
import dev.eddy.spec.EchoStateSpec;
import dev.eddy.spec.ForecastSpec;
import dev.eddy.spec.HolidayRegion;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.NarxSpec;
import dev.eddy.spec.PublishFrom;
import dev.eddy.spec.RecurrentSpec;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.SourceStart;
import dev.eddy.spec.StateSpec;
import dev.eddy.spec.StepSpec;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The topologies that come along, and those of the README, are right. */
class TopologyFilesTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern BLOCK = Pattern.compile("```ya?ml\\n(.*?)```", Pattern.DOTALL);

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("topologies"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  static TopologyFile load(Path file) {
    return TopologyFile.load(file, name -> Optional.empty());
  }

  @Test
  void areThere() throws IOException {
    assertThat(files())
        .extracting(file -> file.getFileName().toString())
        .contains("airports.yaml", "minimal.yaml", "prices.yaml", "sensors.yaml");
  }

  @ParameterizedTest
  @MethodSource("files")
  void beginWithTheLineThatEditorsLookFor(Path file) throws IOException {
    assertThat(Files.readAllLines(file).get(0))
        .isEqualTo("# yaml-language-server: $schema=./topology.schema.json");
  }

  @ParameterizedTest
  @MethodSource("files")
  void areTheSameWhenWrittenAndReadAgain(Path file) {
    TopologySpec spec = load(file).spec();
    assertThat(again(spec)).isEqualTo(spec);
    assertThat(TopologyText.of(again(spec))).isEqualTo(TopologyText.of(spec));
  }

  @ParameterizedTest
  @MethodSource("files")
  void areShownAsTheyAreWrittenWhereNothingIsSecret(Path file) {
    TopologyFile loaded = load(file);
    assertThat(loaded.shown()).isEqualTo(TopologyText.of(loaded.spec()));
  }

  @Test
  void airportsSayWhatTheyMean() {
    TopologySpec spec = load(Path.of("topologies/airports.yaml")).spec();
    assertThat(spec.source().targets()).containsExactly("departures");
    assertThat(spec.source().inputs()).containsExactly("delay");
    assertThat(spec.step().orElseThrow().every()).isEqualTo(Duration.ofHours(1));
    assertThat(spec.forecast().bounds())
        .isEqualTo(Map.of("departures", new BoundsSpec(Optional.of(0.0), null)));
    assertThat(spec.forecast().publish()).isEqualTo(ForecastSpec.Publish.ALL);
    assertThat(spec.models())
        .extracting(ModelSpec::name)
        .containsExactly("lstm", "echo", "narx", "arx");
    assertThat(spec.models())
        .hasExactlyElementsOfTypes(
            RecurrentSpec.class, EchoStateSpec.class, NarxSpec.class, ArxSpec.class);
    assertThat(spec.kafka()).containsEntry("bootstrap.servers", "localhost:9092");
  }

  @Test
  void minimalIsAllDefaults() {
    TopologySpec expected =
        new TopologySpec(
            "minimal",
            new SourceSpec(
                "readings", null, null, null, null, null, null, List.of("value"), null, null),
            null,
            null,
            null,
            new ForecastSpec(12, null, null, null),
            null,
            null,
            null,
            null,
            null,
            null);
    assertThat(load(Path.of("topologies/minimal.yaml")).spec()).isEqualTo(expected);
  }

  @Test
  void everyKeyIsRead() {
    String yaml =
        """
        name: all.keys
        source:
          topic: "yes"
          format: csv
          columns: [a, b, "2024-01-01", "c: d", "é\\t", when]
          series: [a]
          keyed: true
          time: when
          zone: Europe/Berlin
          holidays: de-by
          targets: [b]
          inputs: ["2024-01-01", "c: d"]
          known: ["é\\t"]
          start: 2024-01-01
        step: {every: PT30M, closes: next, aggregate: mean, grace: 1500ms}
        gap: {max-steps: 0}
        future: {max: 90m}
        forecast: {horizon: 2, quantiles: [0.1, .9], bounds: {b: {min: -1e-3, max: 7}}, publish: all,
          publish-from: 2024-02-01T06:00:00Z}
        models:
          - type: lstm
            views: [{transform: square-root, base: moved-profile}, {}]
            joint: true
            optimizer: {type: adam, learning-rate: 1e-3}
            truncation: {every: 2}
            clip: 2.5
            stateful: false
          - {type: echo-state}
        sink: {forecasts: f, learning: {topic: l, every: 2}, rejected: r}
        state: {cache: 500, expire: 90d, restore: ahead}
        seed: -9223372036854775808
        kafka: {acks: 1, enable.idempotence: true, note: "costs $${5}"}
        """;
    TopologySpec spec = TopologyFile.parse("all", yaml, name -> Optional.empty()).spec();
    assertThat(spec.source().columns()).containsSequence("2024-01-01", "c: d", "é\t");
    assertThat(spec.step())
        .contains(
            new StepSpec(
                Duration.ofMinutes(30),
                StepSpec.Closes.NEXT,
                StepSpec.Aggregate.MEAN,
                Duration.ofMillis(1500)));
    assertThat(spec.source().holidays()).contains(new HolidayRegion("DE-BY"));
    assertThat(spec.source().start()).isEqualTo(SourceStart.parse("2024-01-01T00:00"));
    assertThat(spec.forecast().publishFrom()).isEqualTo(PublishFrom.parse("2024-02-01T06:00Z"));
    assertThat(spec.seed()).isEqualTo(Long.MIN_VALUE);
    assertThat(spec.kafka())
        .containsOnly(
            Map.entry("acks", "1"),
            Map.entry("enable.idempotence", "true"),
            Map.entry("note", "costs ${5}"));
    assertThat(again(spec)).isEqualTo(spec);
    assertThat(TopologyText.of(spec))
        .contains(
            "\n  every: 30m\n", "\n  grace: 1500ms\n", "\n  cache: 500\n", "\n  restore: ahead\n");
    assertThat(spec.state().restore()).isEqualTo(StateSpec.Restore.AHEAD);
    assertThat(TopologyText.withoutKafka(spec)).endsWith("\nkafka: {}\n").doesNotContain("costs");
  }

  @Test
  void theReadmeCanBeCopied() throws IOException {
    assumeThat(README).exists();
    List<String> blocks =
        BLOCK
            .matcher(Files.readString(README))
            .results()
            .map((MatchResult block) -> block.group(1))
            .filter(block -> block.replaceAll("(?m)^#.*\\n", "").startsWith("name:"))
            .toList();
    assertThat(blocks).isNotEmpty();
    for (String block : blocks) {
      TopologySpec spec = TopologyFile.parse("README", block, name -> Optional.empty()).spec();
      assertThat(again(spec)).isEqualTo(spec);
    }
  }

  @Test
  void revisionsAreWrittenOnlyWhereTheyAreTaken() {
    String yaml = "{name: a, source: {topic: b, targets: [c]}, forecast: {horizon: 1}, step: %s}";
    TopologySpec masking =
        TopologyFile.parse(
                "f", yaml.formatted("{every: 1h, revisions: mask}"), name -> Optional.empty())
            .spec();
    assertThat(TopologyText.of(masking)).contains("\n  revisions: mask\n");
    assertThat(again(masking)).isEqualTo(masking);
    TopologySpec ignoring =
        TopologyFile.parse(
                "f", yaml.formatted("{every: 1h, revisions: ignore}"), name -> Optional.empty())
            .spec();
    assertThat(TopologyText.of(ignoring)).doesNotContain("revisions");
    assertThat(again(ignoring)).isEqualTo(ignoring);
  }

  private static TopologySpec again(TopologySpec spec) {
    return TopologyFile.parse("again", TopologyText.of(spec), name -> Optional.empty()).spec();
  }
}
