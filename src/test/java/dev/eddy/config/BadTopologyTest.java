package dev.eddy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong files, and all that is said about each. */
class BadTopologyTest {
  private static final String MODELS =
      "elman, elman-relu, lstm, lstm-peephole, lstm-projection, lstm-1997, lstm-decay,"
          + " lstm-coupled, lstm-layer-norm, memory-block, gru, gru-cho, echo-state, narx or arx";

  /** Five lines that are right; what a case adds begins in line 6. */
  private static final String RIGHT =
      """
      name: a
      source:
        topic: b
        targets: [c]
      forecast: {horizon: 1}
      """;

  static List<Arguments> additions() {
    return List.of(
        Arguments.of(
            "models:\n- {type: lstm, units: 0}",
            List.of("f.yaml:7 models[0].units=0: must be 1 to 4096")),
        Arguments.of(
            "models:\n- type: lstm\n  units: many\n  leak-rate: 1\n- {type: arx, name: combined}",
            List.of(
                "f.yaml:8 models[0].units=many: must be a whole number",
                "f.yaml:9 models[0].leak-rate: is not a known key; known here: name, type, views,"
                    + " joint, role, units, projection, decay, block-size, above, loss, learning,"
                    + " truncation, stateful, replay, optimizer, clip, weight-noise, start",
                "f.yaml:10 models[1].name=combined: is a name of the engine's own")),
        Arguments.of(
            "models:\n- {type: lstmm}\n- {units: 3}\n- lstm\n- {type: }",
            List.of(
                "f.yaml:7 models[0].type=lstmm: must be " + MODELS,
                "f.yaml:8 models[1].type: is needed: " + MODELS,
                "f.yaml:9 models[2]=lstm: must be a block of keys, not a single value",
                "f.yaml:10 models[3].type: is needed: " + MODELS)),
        Arguments.of(
            "models: {type: lstm}",
            List.of("f.yaml:6 models: must be a list, not a block of keys")),
        Arguments.of(
            "models:\n- type: narx\n  lags: {target: 0}\n  optimizer: {type: adam, beta1: 1}\n"
                + "  clip: -1\n- type: arx\n  name: narx\n  views: [{}, {}]",
            List.of(
                "f.yaml:8 models[0].lags.target=0: must be 1 to 1000",
                "f.yaml:9 models[0].optimizer.beta1=1: must be 0 to below 1",
                "f.yaml:10 models[0].clip=-1: must be above 0 and at most 1.0E12",
                "f.yaml:12 models[1].name=narx: is the name of an earlier entry",
                "f.yaml:13 models[1].views={transform: none, base: last-value, features: bounded}:"
                    + " stands there twice")),
        Arguments.of(
            "models:\n- {type: arx, role: boss}\n- {type: lstm, role: challenger}\n"
                + "- type: narx\n  role: challenger",
            List.of(
                "f.yaml:7 models[0].role=boss: must be member, shadow, champion or challenger",
                "f.yaml:8 models[1].role=challenger: needs an entry that is the champion",
                "f.yaml:10 models[2].role=challenger: needs an entry that is the champion")),
        Arguments.of(
            "models:\n- {type: arx, role: champion}\n- {type: lstm, role: shadow}",
            List.of(
                "f.yaml:7 models[0].role=champion: needs a challenger; without one it is a"
                    + " member")),
        Arguments.of(
            "models:\n- {type: arx, role: champion}\n- {type: lstm, role: champion}\n"
                + "- {type: narx, role: challenger}",
            List.of("f.yaml:8 models[1].role=champion: is the role of models[0]")),
        Arguments.of(
            "step: {every: 7s, closes: nxt, aggregate: mean}",
            List.of(
                "f.yaml:6 step.closes=nxt: must be first-record or next",
                "f.yaml:6 step.every=7s: must be milliseconds that divide a day, or whole days up"
                    + " to 366")),
        Arguments.of(
            "step:\n  closes: next\n  grace: 5",
            List.of(
                "f.yaml:6 step.every: is needed",
                "f.yaml:8 step.grace=5: must be a span of time such as 250ms, 5s, 30m, 1h, 1d or"
                    + " PT1H30M, up to 36525d")),
        Arguments.of(
            "step:\n  every: 1h\n  closes: next\n  revisions: mask",
            List.of(
                "f.yaml:9 step.revisions=mask: goes with closes: first-record; what comes while a"
                    + " step gathers is gathered, and what comes later is late")),
        Arguments.of(
            "step: {every: 1h, revisions: replace}",
            List.of("f.yaml:6 step.revisions=replace: must be ignore or mask")),
        Arguments.of(
            "step: {every: 99999999999d}",
            List.of(
                "f.yaml:6 step.every=99999999999d: must be a span of time such as 250ms, 5s, 30m,"
                    + " 1h, 1d or PT1H30M, up to 36525d")),
        Arguments.of(
            "kakfa: {}\nSTEP: {every: 1h}\nseed: 1\nseed: 2",
            List.of(
                "f.yaml:6 kakfa: is not a known key; did you mean kafka?",
                "f.yaml:7 STEP: is not a known key; did you mean step?",
                "f.yaml:9 seed: stands there twice, first in line 8")),
        Arguments.of(
            "seed: 1.5\ngap: {max-steps: \"5\"}\nstate: {cache: 95%}\nsink: [x]",
            List.of(
                "f.yaml:6 seed=1.5: must be a whole number",
                "f.yaml:7 gap.max-steps=5: must be a number, without quotes",
                "f.yaml:8 state.cache=95%: must be a number of series, 1 or more, or a share of"
                    + " the heap, 1% to 90%",
                "f.yaml:9 sink: must be a block of keys, not a list")),
        Arguments.of(
            "seed: 99999999999999999999\nkafka: {a: [1], b: {c: 1}, d: }",
            List.of(
                "f.yaml:6 seed=99999999999999999999: must be a whole number from"
                    + " -9223372036854775808 to 9223372036854775807",
                "f.yaml:7 kafka.a: must be a single value, not a list",
                "f.yaml:7 kafka.b: must be a single value, not a block of keys",
                "f.yaml:7 kafka.d: must be a single value, not nothing")),
        Arguments.of(
            "kafka: {auto.offset.reset: earliest, main.consumer.auto.offset.reset: latest}",
            List.of(
                "f.yaml:6 kafka.main.consumer.auto.offset.reset=latest: is not Kafka's to decide:"
                    + " source.start says where reading begins, and after a loss it goes on with"
                    + " the oldest record that is left")),
        Arguments.of(
            "seed: ${NO_SUCH}\nstate: {cache: \"${\"}",
            List.of(
                "f.yaml:6 seed=${NO_SUCH}: the environment has no NO_SUCH, and no default is given",
                "f.yaml:7 state.cache=${: must be ${NAME} or ${NAME:default}; a plain ${ is"
                    + " written $${")),
        Arguments.of(
            "[x]: 1\n? {y: 1}\n: 2",
            List.of(
                "f.yaml:6: has a key that is not a single word",
                "f.yaml:7: has a key that is not a single word")),
        Arguments.of(
            "seed: [1",
            List.of(
                "f.yaml:7: is not YAML, at column 1: expected ',' or ']', but got"
                    + " <stream end>")),
        Arguments.of(
            "sink: {forecasts: b, learning: {topic: a-rejected}, rejected: \"b c\"}",
            List.of(
                "f.yaml:6 sink.forecasts=b: is the topic of source.topic; must be its own",
                "f.yaml:6 sink.rejected=b c: must be 1 to 249 letters, digits, dots, dashes or"
                    + " underscores, as topics are")),
        Arguments.of(
            "sink:\n  learning: {topic: a-rejected}",
            List.of(
                "f.yaml:6 sink.rejected=a-rejected: is the topic of sink.learning.topic; must be"
                    + " its own")),
        Arguments.of(
            "---\nname: b",
            List.of("f.yaml:7: a second document begins here; one file describes one topology")),
        Arguments.of(
            "seed: *hunter2", List.of("f.yaml:6: is not YAML, at column 7: found undefined alias")),
        Arguments.of(
            "x: " + "[".repeat(30) + "]".repeat(30),
            List.of("f.yaml: is not YAML that is read here: Nesting Depth exceeded max 20")),
        Arguments.of(
            "seed: \u0007", List.of("f.yaml:6: is not YAML: it contains the character U+0007")));
  }

  @ParameterizedTest
  @MethodSource("additions")
  void everyProblemIsSaid(String addition, List<String> problems) {
    assertThat(problemsOf(RIGHT + addition + "\n")).isEqualTo(problems);
  }

  static List<Arguments> wholes() {
    return List.of(
        Arguments.of("", List.of("f.yaml: is empty")),
        Arguments.of("# nothing\n", List.of("f.yaml: is empty")),
        Arguments.of("[]", List.of("f.yaml:1: must be a block of keys, not a list")),
        Arguments.of("text", List.of("f.yaml:1: must be a block of keys, not a single value")),
        Arguments.of(
            "{}",
            List.of(
                "f.yaml:1 name: is needed",
                "f.yaml:1 source: is needed",
                "f.yaml:1 forecast: is needed")),
        Arguments.of(
            "name: a b\nsource:\n  topic:\n  targts: [c]\nforecast:\n  horizon: 1001\n"
                + "  quantiles: [0.5, 0.1, 2]\n  bounds: {z: {min: 2, max: 1}}\n",
            List.of(
                "f.yaml:1 name=a b: must be 1 to 100 letters, digits, dots, dashes or"
                    + " underscores, as it names topics",
                "f.yaml:3 source.topic: is needed",
                "f.yaml:4 source.targts: is not a known key; did you mean targets?",
                "f.yaml:6 forecast.horizon=1001: must be 1 to 1000",
                "f.yaml:7 forecast.quantiles[1]=0.1: must rise",
                "f.yaml:7 forecast.quantiles[2]=2: must lie between 0 and 1",
                "f.yaml:8 forecast.bounds.z.max=1: must be above min")),
        Arguments.of(
            "name: a\nsource:\n  topic: b\n  targets: [c, c]\n  inputs:\n  - d\n  - c\n"
                + "  zone: Mars/Base\nforecast: {horizon: 1}\n",
            List.of(
                "f.yaml:4 source.targets[1]=c: stands twice in targets, inputs and known",
                "f.yaml:7 source.inputs[1]=c: stands twice in targets, inputs and known",
                "f.yaml:8 source.zone=Mars/Base: must be a time zone, such as UTC, Europe/Berlin"
                    + " or +01:00")),
        Arguments.of(
            "name: a\nsource:\n  topic: b\n  targets: [c]\n  holidays: UX\nstep: {every: 1h}\n"
                + "forecast: {horizon: 1}\n",
            List.of(
                "f.yaml:5 source.holidays=UX: must be a country whose holidays are known, such as"
                    + " AX, MX, SX, UA, UG, UM, US, UY, UZ, or a part of one, such as DE-BY")),
        Arguments.of(
            "name: a\nsource:\n  topic: b\n  targets: [c]\n  holidays: us\nstep: {every: 2d}\n"
                + "forecast: {horizon: 1}\n",
            List.of(
                "f.yaml:5 source.holidays=us: goes with steps of at most a day: set step.every")),
        Arguments.of(
            "name: a\nsource:\n  topic: b\n  targets: [c]\n  columns:\n    - c\nforecast:\n"
                + "  horizon: 1\n  bounds:\n    z.y: {min: 2}\n",
            List.of(
                "f.yaml:5 source.columns=[c]: goes with format: csv",
                "f.yaml:10 forecast.bounds.z.y: is not one of source.targets")));
  }

  @ParameterizedTest
  @MethodSource("wholes")
  void everyProblemOfAFileIsSaid(String text, List<String> problems) {
    assertThat(problemsOf(text)).isEqualTo(problems);
  }

  @Test
  void aliasesAreFewAndMayBeUsed() {
    String shared = RIGHT + "models:\n- &m {type: arx}\n- {type: narx, lags: &l {target: 3}}\n";
    assertThat(
            TopologyFile.parse("f", shared + "- {type: arx, name: x, lags: *l}\n", none())
                .spec()
                .models())
        .hasSize(3);
    assertThat(problemsOf(shared + "- *m\n".repeat(21)))
        .singleElement()
        .asString()
        .startsWith("f.yaml: is not YAML that is read here: Number of aliases");
    assertThat(problemsOf("&a\nname: x\nsource: *a\nforecast: *a\n")).isNotEmpty();
  }

  @Test
  void aFileThatCannotBeReadIsAProblem(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("t.yaml");
    assertThat(problemsOf(file)).containsExactly(file + ": there is no such file");
    assertThat(problemsOf(folder)).containsExactly(folder + ": is a folder, not a file");
    Files.write(file, "name: M\u00fcller".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(problemsOf(file)).containsExactly(file + ": is not UTF-8 text");
    Files.writeString(file, "#".repeat((1 << 20) + 1));
    assertThat(problemsOf(file))
        .containsExactly(file + ": is larger than 1048576 bytes, and so no topology");
  }

  @Test
  void secretsAreNotInProblems() {
    Map<String, String> environment = Map.of("FIELD", "hunter2hunter2", "N", "78123");
    String text =
        RIGHT
                .replace("[c]", "[\"${FIELD}\", \"${FIELD}\"]")
                .replace("horizon: 1", "horizon: \"${N}\"")
            + "kafka:\n  ssl.keystore.password: \"pa${ss\"\n  other: [\"x\"]\npassword: literal7\n";
    List<String> problems =
        catchThrowableOfType(
                InvalidTopology.class,
                () ->
                    TopologyFile.parse(
                        "f.yaml", text, name -> Optional.ofNullable(environment.get(name))))
            .problems();
    assertThat(problems)
        .containsExactly(
            "f.yaml:4 source.targets[1]=${FIELD}: stands twice in targets, inputs and known",
            "f.yaml:5 forecast.horizon=${N}: must be 1 to 1000",
            "f.yaml:7 kafka.ssl.keystore.password=***: must be ${NAME} or ${NAME:default}; a plain"
                + " ${ is written $${",
            "f.yaml:8 kafka.other: must be a single value, not a list",
            "f.yaml:9 password: is not a known key; known here: name, source, step, gap, future,"
                + " forecast, drift, models, sink, state, seed, kafka");
  }

  private static List<String> problemsOf(String text) {
    return catchThrowableOfType(
            InvalidTopology.class, () -> TopologyFile.parse("f.yaml", text, none()))
        .problems();
  }

  private static List<String> problemsOf(Path file) {
    return catchThrowableOfType(InvalidTopology.class, () -> TopologyFile.load(file, none()))
        .problems();
  }

  private static Function<String, Optional<String>> none() {
    return name -> Optional.empty();
  }
}
