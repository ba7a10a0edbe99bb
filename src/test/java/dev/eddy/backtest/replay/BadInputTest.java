package dev.eddy.backtest.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.spec.TopologySpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What bad input gets: where, what was expected, what to do; and what is good of it is replayed.
 */
class BadInputTest {
  private static final TopologySpec SPEC =
      ReplayFixture.spec(
          "name: pumps\n"
              + "source: {topic: t, series: [pump], time: time, zone: Europe/Berlin,"
              + " targets: [load], inputs: [heat]}\n"
              + "step: {every: 1h}\nforecast: {horizon: 2}\n"
              + "models: [{name: arx, type: arx}]\n");

  private static final String HEADER = "time,pump,load,heat\n";
  private static final String FIRST = "2024-01-01T00:00:00Z,a,1,2\n";
  private static final String SECOND = "2024-01-01T01:00:00Z,a,2,2\n";

  @TempDir private Path folder;

  private BacktestResult replay(String name, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    BacktestRequest request = new BacktestRequest(SPEC, file, List.of("drift"), 1);
    return new Backtest(request, Output.NONE, Progress.NONE).run();
  }

  private static byte[] gzip(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text);
    }
    return bytes.toByteArray();
  }

  static Stream<Arguments> unusable() {
    return Stream.of(
        Arguments.of("a.csv", "", ": is empty; the first line must name the columns"),
        Arguments.of("a.jsonl", "", ": is empty; each line must be a JSON object"),
        Arguments.of("a.jsonl", "\n\n", ": is empty; each line must be a JSON object"),
        Arguments.of("a.csv", HEADER, ": has no rows after its first line"),
        Arguments.of(
            "a.csv", "\n" + FIRST, ":1: the first line must name the columns, and is empty"),
        Arguments.of(
            "a.csv",
            "Time,pump,laod,temperature\n",
            ":1: column time: is missing; column load: is missing; column heat: is missing;"
                + " the file has Time, pump, laod, temperature; Time may be meant: rename one of"
                + " the two; laod may be meant: rename one of the two"),
        Arguments.of(
            "a.csv",
            "time;pump;load;heat\n2024-01-01;a;1,5;2\n",
            ":1: its cells are separated by ';': must be commas, and decimals must have points;"
                + " save it so"),
        Arguments.of(
            "a.csv",
            "time\tpump\tload\theat\n",
            ":1: its cells are separated by tabs: must be commas, and decimals must have points;"
                + " save it so"),
        Arguments.of(
            "a.csv",
            "time,load,pump,load,heat\n",
            ":1: column load: stands there twice;" + " the file has time, load, pump, load, heat"));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void whatCannotBeUsedAtAllIsOneSentence(String name, String text, String sentence) {
    assertThatThrownBy(() -> replay(name, text.getBytes(UTF_8)))
        .isInstanceOfSatisfying(BacktestFailure.class, e -> assertThat(e.wrongUse()).isTrue())
        .hasMessage(folder.resolve(name) + sentence);
  }

  static Stream<Arguments> refused() {
    String time =
        ": must be ISO-8601, such as 2024-01-31T13:00:00Z, or milliseconds from the epoch";
    String number = ": must be a finite number, with a point for decimals, not a comma";
    String cut =
        "; the text ends in this line, as if cut off: look whether the rest of it is missing";
    return Stream.of(
        Arguments.of(
            "a.csv",
            HEADER + FIRST + "01.01.2024 01:00,a,1,2\n" + SECOND,
            "3: time: time=01.01.2024 01:00" + time),
        Arguments.of(
            "a.csv",
            HEADER + FIRST + "\"1,704e12\",a,1,2\n" + SECOND,
            "3: time: time=1,704e12" + time),
        Arguments.of(
            "a.csv",
            HEADER + FIRST + "2024-01-01T01:00:00Z,a,\"3,5\",2\n" + SECOND,
            "3: number: load=3,5" + number),
        Arguments.of(
            "a.csv",
            HEADER + FIRST + "2024-01-01T01:00:00Z,a,3,5,2\n" + SECOND,
            "3: malformed: 5 cells where there are 4 columns; a comma within a cell needs quotes,"
                + " and decimals need points"),
        Arguments.of("a.csv", HEADER + FIRST + ",a,1,2\n" + SECOND, "3: time: time: is needed"),
        Arguments.of(
            "a.csv",
            HEADER + FIRST + SECOND + "2024-01-01T02:0",
            "4: malformed: 1 cells where there are 4 columns" + cut),
        Arguments.of(
            "a.csv",
            HEADER + FIRST + SECOND + "2024-01-01T02:00Z,a,\"3",
            "4: malformed: a quote that is never closed"),
        Arguments.of(
            "a.csv",
            HEADER + FIRST + "2024-01-01T01:00:00Z,a,NaN,2\n" + SECOND,
            "3: number: load=NaN: must be a finite number"),
        Arguments.of(
            "a.jsonl",
            "{\"time\":\"2024-01-01T00:00:00Z\",\"pump\":\"a\",\"load\":1}\n"
                + "{\"time\":\"2024-01-01T01:00:00Z\",\"pump\":\"a\",\"load\":\"3,5\"}\n"
                + "{\"time\":\"2024-01-01T01:00:00Z\",\"pump\":\"a\",\"load\":3}\n",
            "2: number: load=3,5" + number));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aRowThatCannotBeReadIsRefusedAndCostsNoOther(String name, String text, String sentence)
      throws IOException {
    BacktestResult result = replay(name, text.getBytes(UTF_8));
    assertThat(result.rejected().total()).isEqualTo(1);
    Rejected.Row row = result.rejected().first().get(0);
    assertThat(
            row.position()
                + ": "
                + row.rejection().reason().label()
                + ": "
                + row.rejection().detail())
        .isEqualTo(sentence);
    assertThat(result.steps()).isEqualTo(2);
    assertThat(result.notes()).isEmpty();
  }

  @Test
  void halfALineOfJsonIsSaidToBe() throws IOException {
    String text =
        "{\"time\":\"2024-01-01T00:00:00Z\",\"pump\":\"a\",\"load\":1}\n{\"time\":\"2024-01-01T";
    BacktestResult result = replay("a.jsonl", text.getBytes(UTF_8));
    assertThat(result.steps()).isEqualTo(1);
    Rejected.Row row = result.rejected().first().get(0);
    assertThat(row.position()).hasToString("2");
    assertThat(row.rejection().detail())
        .startsWith("broken JSON near character ")
        .endsWith("as if cut off: look whether the rest of it is missing");
  }

  @ParameterizedTest
  @MethodSource("longTexts")
  void whatIsBeforeTheBreakOfCompressedDataIsReplayed(String name, String text) throws IOException {
    byte[] whole = gzip(text.getBytes(UTF_8));
    BacktestResult cut = replay(name, Arrays.copyOf(whole, whole.length - 9));
    assertThat(cut.steps()).isEqualTo(cut.rows() - 1).isPositive();
    assertThat(cut.rejected().first().get(0).rejection().detail())
        .isEqualTo(
            "the compressed data ends in the middle of this row: what follows is missing;"
                + " fetch or write the whole of it");
    assertThat(cut.rejected().first().get(0).position().number())
        .isEqualTo(cut.rows() + (name.startsWith("a.csv") ? 1 : 0));
    assertThat(cut.notes())
        .containsExactly(
            folder.resolve(name)
                + ":"
                + cut.rejected().first().get(0).position()
                + ": the input breaks off; only what is before was replayed");
    byte[] spoiled = whole.clone();
    spoiled[whole.length - 6] ^= 0x55; // the check sum
    assertThat(replay(name, spoiled).rejected().first().get(0).rejection().detail())
        .startsWith("the compressed data is damaged from here on (")
        .endsWith("): what follows is missing; fetch or write it anew");
  }

  static Stream<Arguments> longTexts() {
    StringBuilder csv = new StringBuilder(HEADER);
    StringBuilder json = new StringBuilder();
    for (int n = 0; n < 300; n++) {
      String time = ReplayFixture.hour(n).toString();
      csv.append(time).append(",a,").append(n * 7919 % 1009).append(",\n");
      json.append("{\"time\":\"").append(time).append("\",\"pump\":\"a\",\"load\":");
      json.append(n * 7919 % 1009).append("}\n");
    }
    return Stream.of(
        Arguments.of("a.csv.gz", csv.toString()), Arguments.of("a.jsonl.gz", json.toString()));
  }

  @Test
  void rowsThatAreOutOfOrderAreLateAndManyAreSaidToBeUnsorted() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int n = 0; n < 200; n++) {
      text.append(ReplayFixture.hour(n ^ 1)).append(",a,1,2\n");
    }
    BacktestResult unsorted = replay("a.csv", text.toString().getBytes(UTF_8));
    assertThat(unsorted.notes())
        .containsExactly(
            "100 of 200 rows came after a later one of their series and were refused as late: the"
                + " input seems unsorted; sort it by time and replay it again");
    StringBuilder few = new StringBuilder(HEADER);
    for (int n = 0; n < 200; n++) {
      few.append(ReplayFixture.hour(n == 100 ? 90 : n)).append(",a,1,2\n");
    }
    BacktestResult sorted = replay("b.csv", few.toString().getBytes(UTF_8));
    assertThat(sorted.rejected().total()).isEqualTo(1);
    assertThat(sorted.notes()).isEmpty();
  }

  @Test
  void duplicatesAreCounted() throws IOException {
    BacktestResult result =
        replay("a.csv", (HEADER + FIRST + FIRST + SECOND + SECOND).getBytes(UTF_8));
    assertThat(result.duplicates()).isEqualTo(2);
    assertThat(result.steps()).isEqualTo(2);
    assertThat(result.rejected().total()).isZero();
  }

  @Test
  void offsetsMayDifferButShouldNotBeMissingHereAndThere() throws IOException {
    String other = "2024-01-01T06:30:00+05:30,a,2,2\n"; // 01:00 in UTC
    BacktestResult explicit = replay("a.csv", (HEADER + FIRST + other).getBytes(UTF_8));
    assertThat(explicit.steps()).isEqualTo(2);
    assertThat(explicit.notes()).isEmpty();
    String local = "2024-01-01T03:00:00,a,3,2\n2024-01-02,a,4,2\n";
    BacktestResult mixed = replay("a.csv", (HEADER + FIRST + other + local).getBytes(UTF_8));
    assertThat(mixed.steps()).isEqualTo(4);
    assertThat(mixed.notes())
        .containsExactly(
            "2 times have an offset (the first at 2) and 2 have none (the first at 4): those without"
                + " were read as of Europe/Berlin, which source.zone says");
  }

  @Test
  void oneRowIsOneStep() throws IOException {
    BacktestResult result = replay("a.csv", (HEADER + FIRST).getBytes(UTF_8));
    assertThat(result.rows()).isEqualTo(1);
    assertThat(result.steps()).isEqualTo(1);
    assertThat(result.scores().models()).isEmpty();
    assertThat(result.notes()).isEmpty();
  }

  @Test
  void aTargetWithoutAnyValueIsNamed() throws IOException {
    String text = HEADER + "2024-01-01T00:00:00Z,a,,2\n2024-01-01T01:00:00Z,a,,2\n";
    BacktestResult empty = replay("a.csv", text.getBytes(UTF_8));
    assertThat(empty.notes())
        .containsExactly("column load: no row has a value, so that nothing can be scored");
    String json = "{\"time\":\"2024-01-01T00:00:00Z\",\"pump\":\"a\",\"laod\":1}\n";
    assertThat(replay("a.jsonl", json.getBytes(UTF_8)).notes())
        .containsExactly(
            "column load: no row has a value, so that nothing can be scored; the first row has time,"
                + " pump, laod; laod may be meant");
  }
}
