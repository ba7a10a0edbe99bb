package dev.eddy.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.source.FileSource;
import dev.eddy.backtest.source.InputRow;
import dev.eddy.backtest.source.InputRows;
import dev.eddy.backtest.source.StandardInput;
import dev.eddy.config.TopologyFile;
import dev.eddy.spec.TopologySpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of tables whose making is known. */
class DescriptionTest {
  private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");

  @TempDir private Path folder;

  private static String csv(Duration step, int rows, IntToDoubleFunction value) {
    StringBuilder text = new StringBuilder("time,load\n");
    for (int i = 0; i < rows; i++) {
      text.append(BEGIN.plus(step.multipliedBy(i))).append(',');
      text.append(value.applyAsDouble(i)).append('\n');
    }
    return text.toString();
  }

  private Description described(String name, String text, Choices choices) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return Description.of(new FileSource(file), choices);
  }

  private JsonNode of(String text) throws IOException {
    return json(described("data.csv", text, Choices.NONE));
  }

  private static JsonNode json(Description description) throws IOException {
    return new ObjectMapper().readTree(description.json());
  }

  private static TopologySpec spec(Description description) {
    return TopologyFile.parse("suggested", description.topology(), name -> Optional.empty()).spec();
  }

  @Test
  void hoursWithADay() throws IOException {
    Random random = new Random(1);
    JsonNode json =
        of(
            csv(
                Duration.ofHours(1),
                24 * 40,
                i -> 10 + 5 * Math.sin(2 * Math.PI * i / 24) + random.nextGaussian()));
    assertThat(json.at("/time/step").asText()).isEqualTo("1h");
    assertThat(json.at("/time/wholeShare").asDouble()).isEqualTo(1);
    assertThat(json.at("/time/gaps").asInt()).isZero();
    assertThat(json.at("/seasons/0/name").asText()).isEqualTo("day");
    assertThat(json.at("/series/0/verdict").asText()).isEqualTo("level");
  }

  @Test
  void aRandomWalkWanders() throws IOException {
    Random random = new Random(2);
    double[] level = {1_000};
    Description description =
        described(
            "data.csv",
            csv(Duration.ofHours(1), 2_000, i -> level[0] += random.nextGaussian()),
            Choices.NONE);
    assertThat(json(description).at("/seasons")).isEmpty();
    assertThat(description.lines())
        .anyMatch(
            line -> line.contains("random walk: no forecast will beat the last value by much"));
  }

  @Test
  void aWeekOfMinutes() throws IOException {
    Random random = new Random(3);
    JsonNode json =
        of(
            csv(
                Duration.ofMinutes(1),
                1_440 * 42,
                i ->
                    10
                        + 5 * Math.sin(2 * Math.PI * i / 1_440)
                        + (i / 1_440 % 7 > 4 ? 6 : 0)
                        + random.nextGaussian()));
    assertThat(json.at("/series/0/seasons"))
        .extracting(JsonNode::asText)
        .containsExactly("day", "week");
    assertThat(json.at("/series/0/verdict").asText()).isEqualTo("level");
  }

  @Test
  void gapsDuplicatesAndDisorder() throws IOException {
    String text =
        "time,load\n"
            + "2024-01-01T00:00:00Z,1\n"
            + "2024-01-01T00:10:00Z,0\n"
            + "2024-01-01T00:10:00Z,3\n"
            + "2024-01-01T00:20:00Z,\n"
            + "2024-01-01T00:30:00Z,x\n"
            + "2024-01-01T00:00:00Z,2\n"
            + "2024-01-01T00:40:00Z,4\n"
            + csv(Duration.ofMinutes(10), 40, i -> i + 5)
                .lines()
                .skip(9)
                .reduce("", (lines, line) -> lines + line + "\n");
    JsonNode json = of(text + "no time,1\n");
    assertThat(json.at("/time/step").asText()).isEqualTo("10m");
    assertThat(json.at("/time/gaps").asInt()).isEqualTo(1);
    assertThat(json.at("/time/missingSteps").asInt()).isEqualTo(3);
    assertThat(json.at("/time/longestGapMissing").asInt()).isEqualTo(3);
    assertThat(json.at("/time/duplicates").asInt()).isEqualTo(1);
    assertThat(json.at("/time/unsorted").asInt()).isEqualTo(1);
    assertThat(json.at("/untimed").asInt()).isEqualTo(1);
    assertThat(json.at("/columns/0/missing").asInt()).isEqualTo(1);
    assertThat(json.at("/columns/0/unreadable").asInt()).isEqualTo(1);
  }

  @Test
  void scale() throws IOException {
    JsonNode column = of(csv(Duration.ofDays(1), 101, i -> i)).at("/columns/0");
    assertThat(column.at("/min").asDouble()).isZero();
    assertThat(column.at("/max").asDouble()).isEqualTo(100);
    assertThat(column.at("/quartiles"))
        .extracting(JsonNode::asDouble)
        .containsExactly(25d, 50d, 75d);
    assertThat(column.at("/zeroShare").asDouble()).isCloseTo(1 / 101.0, within(1e-12));
  }

  @Test
  void aConstantIsSaid() throws IOException {
    Description description =
        described("data.csv", csv(Duration.ofHours(1), 100, i -> 7), Choices.NONE);
    assertThat(description.lines())
        .anyMatch(line -> line.contains("constant: nothing to forecast"));
    assertThat(spec(description).source().targets()).containsExactly("load");
  }

  private static String many(int series, int rows) {
    StringBuilder text = new StringBuilder("time,plant,line,state,load\n");
    for (int i = 0; i < rows; i++) {
      for (int s = 0; s < series; s++) {
        text.append(BEGIN.plus(Duration.ofHours(i))).append(",p").append(s / 10);
        text.append(',').append(s % 10).append(",").append(i % 3 == 0 ? "good" : "poor");
        text.append(',').append(100 * s + i % 7 + 0.5).append('\n');
      }
    }
    return text.toString();
  }

  @Test
  void columnsThatBringOrderNameTheSeries() throws IOException {
    Description description = described("data.csv", many(30, 100), Choices.NONE);
    JsonNode json = json(description);
    assertThat(json.at("/seriesColumns"))
        .extracting(JsonNode::asText)
        .containsExactly("plant", "line");
    assertThat(json.at("/seriesCount").asInt()).isEqualTo(30);
    assertThat(json.at("/series")).hasSize(20);
    assertThat(json.at("/time/duplicates").asInt()).isZero();
    assertThat(spec(description).source().series()).containsExactly("plant", "line");
  }

  @Test
  void seriesOneAfterTheOther() throws IOException {
    String one = csv(Duration.ofHours(1), 50, i -> i);
    StringBuilder text = new StringBuilder("time,load,who\n");
    for (String who : List.of("a", "b", "c")) {
      one.lines().skip(1).forEach(line -> text.append(line).append(',').append(who).append('\n'));
    }
    JsonNode json = of(text.toString());
    assertThat(json.at("/seriesColumns/0").asText()).isEqualTo("who");
    assertThat(json.at("/time/unsorted").asInt()).isZero();
  }

  @Test
  void whatTheUserSaysIsNotGuessed() throws IOException {
    Choices choices =
        new Choices(
            Optional.of("time"),
            true,
            List.of("line"),
            Optional.of("load"),
            Optional.of(ZoneId.of("Europe/Berlin")));
    TopologySpec spec = spec(described("data.csv", many(3, 20), choices));
    assertThat(spec.source().series()).containsExactly("line");
    assertThat(spec.source().zone()).isEqualTo("Europe/Berlin");
  }

  @Test
  void jsonLinesWhoseTextsAreNoNumbers() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      text.append("{\"at\":").append(BEGIN.plusSeconds(60L * i).toEpochMilli());
      text.append(",\"code\":\"").append(i).append("\",\"pressure\":").append(i % 5);
      text.append(i > 30 ? ",\"flow\":2.5" : "").append(",\"deep\":{\"x\":1}}\n");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    Description description =
        Description.of(new StandardInput(new ByteArrayInputStream(bytes)), Choices.NONE);
    TopologySpec spec = spec(description);
    assertThat(spec.name()).isEqualTo("data");
    assertThat(spec.source().time()).contains("at");
    assertThat(spec.source().targets()).containsExactly("pressure");
    assertThat(json(description).at("/columns/1/missing").asInt()).isEqualTo(31);
  }

  @Test
  void secondsAreSaidNotToBeRead() throws IOException {
    StringBuilder text = new StringBuilder("ts,v\n");
    for (int i = 0; i < 50; i++) {
      text.append(1_700_000_000 + 60 * i).append(',').append(i % 9).append('\n');
    }
    Description description = described("data.csv", text.toString(), Choices.NONE);
    assertThat(json(description).at("/time/step").asText()).isEqualTo("1m");
    assertThat(description.lines())
        .anyMatch(line -> line.contains("seconds from the epoch: a topology reads ISO-8601"));
    assertThat(spec(description).source().time()).isEmpty();
    assertThat(spec(description).step()).isEmpty();
  }

  @Test
  void oddNamesAreQuoted() throws IOException {
    TopologySpec spec =
        spec(
            described(
                "a b.csv", "time,\"${HOME}: #1\"\n2024-01-01,1\n2024-01-02,2\n", Choices.NONE));
    assertThat(spec.name()).isEqualTo("a-b");
    assertThat(spec.source().targets()).containsExactly("${HOME}: #1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"airport-departures", "reference-rates", "wireless-sensors"})
  void theSuggestedTopologyReadsEveryRowOfTheBundledData(String name) {
    FileSource source = new FileSource(Path.of("src/main/resources/data/" + name + ".csv.gz"));
    Description description = Description.of(source, Choices.NONE);
    TopologySpec spec = spec(description);
    assertThat(spec.name()).isEqualTo(name);
    assertThat(spec.source().series()).hasSize(1);
    long rows = 0;
    try (InputRows input = source.open(spec)) {
      for (Optional<InputRow> row = input.next(); row.isPresent(); row = input.next()) {
        assertThat(row.get().rejection()).isEmpty();
        rows++;
      }
    }
    assertThat(description.lines()).contains(String.format("rows         %,d", rows));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "time,load! has no rows after its first line",
        "time;load/2024-01-01;3,5! its cells are separated by ';'",
        "date,load/31.01.2024,5! no column is a time (date is '31.01.2024')",
        "time,load/2024-01-01,\"3,5\"! decimals need points",
        "time,what/2024-01-01,a! no column has numbers to forecast"
      })
  void badInputIsOneSentence(String text, String problem) {
    assertThatThrownBy(() -> described("data.csv", text.strip().replace("/", "\n"), Choices.NONE))
        .isInstanceOf(BacktestFailure.class)
        .hasMessageContaining(problem.strip())
        .satisfies(e -> assertThat(((BacktestFailure) e).wrongUse()).isTrue());
  }

  @Test
  void withoutATimeEachRowIsAStep() throws IOException {
    Choices choices =
        new Choices(Optional.empty(), false, List.of(), Optional.empty(), Optional.empty());
    TopologySpec spec = spec(described("data.csv", "load\n1\n5\n3\n", choices));
    assertThat(spec.source().time()).isEmpty();
    assertThat(spec.step()).isEmpty();
  }
}
