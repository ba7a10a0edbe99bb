package dev.eddy.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.backtest.source.CsvRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowEncoderTest {
  private static final Replay REPLAY = Replay.of("t");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-0", "12", "-3.50", "1e9", "2.5E-3", "0.1e+07", "123456789012345678901234"})
  void numbersKeepTheirText(String cell) throws IOException {
    assertThat(json(cell)).isEqualTo("{\"a\":" + cell + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01",
        "+1",
        ".5",
        "5.",
        "1e",
        "0x1",
        "NaN",
        "-Infinity",
        "1 ",
        "1_0",
        "-",
        "true",
        "null",
        "é\t\\ \uD83D\uDE00"
      })
  void allElseIsText(String cell) throws IOException {
    JsonNode read = new ObjectMapper().readTree(json(cell)).get("a");
    assertThat(read.isTextual()).isTrue();
    assertThat(read.textValue()).isEqualTo(cell);
  }

  @Test
  void emptyIsNull() throws IOException {
    assertThat(encode(REPLAY, "a,b", "\"\",")).isEqualTo("{\"a\":null,\"b\":null}");
  }

  @Test
  void membersAreNamedByTheHeaderWhateverItHolds() throws IOException {
    assertThat(encode(REPLAY, "\"a \"\"b\"\"\",ü", "1,2")).isEqualTo("{\"a \\\"b\\\"\":1,\"ü\":2}");
  }

  @Test
  void csvIsQuotedWhereNeeded() throws IOException {
    assertThat(
            encode(
                REPLAY.withFormat(Replay.Format.CSV),
                "a,b,c,d",
                "01,\"x,y\",\"say \"\"so\"\"\",\"two\nlines\""))
        .isEqualTo("01,\"x,y\",\"say \"\"so\"\"\",\"two\nlines\"");
  }

  @Test
  void keysAreEscapedAndJoinedAsSeriesAreNamed() throws IOException {
    assertThat(key(List.of("b"), "a,b", "1,é")).isEqualTo("é");
    assertThat(key(List.of("b"), "a,b", "1,x/y")).isEqualTo("x\\/y");
    assertThat(key(List.of("b", "a"), "a,b", "1,x/y\\")).isEqualTo("x\\/y\\\\/1");
    assertThat(key(List.of("a", "b"), "a,b", ",")).isEqualTo("/");
    assertThat(key(List.of(), "a,b", "1,2")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2001-01-01T05:00:00Z, 2001-01-01T05:00:00Z",
    "2001-01-01T05:00:00.25+01:30, 2001-01-01T03:30:00.250Z",
    "2001-01-01T05:00, 2001-01-01T05:00:00Z",
    "2001-01-01 05:00:07, 2001-01-01T05:00:07Z",
    "2001-01-01, 2001-01-01T00:00:00Z",
    "978307200000, 2001-01-01T00:00:00Z",
    "0, 1970-01-01T00:00:00Z"
  })
  void timesAreIsoOrMilliseconds(String text, Instant time) {
    assertThat(RowEncoder.epochMillis(text)).hasValue(time.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "-5",
        "2001-13-01",
        "2001-02-30T00:00:00Z",
        "1960-01-01",
        "99999999999999999999"
      })
  void otherTimesAreNone(String text) {
    assertThat(RowEncoder.epochMillis(text)).isEmpty();
  }

  @Test
  void theTimeIsThatOfTheNamedColumn() throws IOException {
    try (CsvRows rows = rows("time,at", "1,2")) {
      String[] cells = rows.next().orElseThrow().cells();
      assertThat(new RowEncoder(rows, REPLAY).epochMillis(cells)).hasValue(1);
      assertThat(new RowEncoder(rows, REPLAY.withTime("at")).epochMillis(cells)).hasValue(2);
    }
    try (CsvRows rows = rows("at", "2")) {
      String[] cells = rows.next().orElseThrow().cells();
      assertThat(new RowEncoder(rows, REPLAY).epochMillis(cells)).isEmpty();
    }
  }

  @Test
  void aColumnThatIsNotThereIsNamedWithThoseThatAre() throws IOException {
    try (CsvRows rows = rows("a,b", "1,2")) {
      assertThatExceptionOfType(DemoFailure.class)
          .isThrownBy(() -> new RowEncoder(rows, REPLAY.withTime("when")))
          .withMessage("--time when: " + rows.name() + " has the columns a, b");
      assertThatExceptionOfType(DemoFailure.class)
          .isThrownBy(() -> new RowEncoder(rows, REPLAY.withKey(List.of("a", "c"))))
          .withMessage("--key c: " + rows.name() + " has the columns a, b")
          .matches(DemoFailure::wrongUse);
    }
  }

  @Test
  void columnsMustDifferInName() throws IOException {
    assertNoHeader("a,a", "a");
    assertNoHeader("a,", "");
    assertNoHeader("a, ", " ");
  }

  private void assertNoHeader(String header, String name) throws IOException {
    try (CsvRows rows = rows(header)) {
      assertThatExceptionOfType(DemoFailure.class)
          .isThrownBy(() -> new RowEncoder(rows, REPLAY))
          .withMessage(
              rows.name()
                  + ":1: the first line must name each column once, and has \""
                  + name
                  + "\"")
          .matches(DemoFailure::wrongUse);
    }
  }

  private String json(String cell) throws IOException {
    return encode(REPLAY, "a", "\"" + cell.replace("\"", "\"\"") + "\"");
  }

  private String encode(Replay replay, String header, String line) throws IOException {
    try (CsvRows rows = rows(header, line)) {
      byte[] value = new RowEncoder(rows, replay).value(rows.next().orElseThrow().cells());
      assertThat(rows.next()).isEmpty();
      return new String(value, UTF_8);
    }
  }

  private String key(List<String> columns, String header, String line) throws IOException {
    try (CsvRows rows = rows(header, line)) {
      byte[] key =
          new RowEncoder(rows, REPLAY.withKey(columns)).key(rows.next().orElseThrow().cells());
      return key == null ? null : new String(key, UTF_8);
    }
  }

  private CsvRows rows(String... lines) throws IOException {
    return CsvRows.of(
        Files.writeString(directory.resolve("rows.csv"), String.join("\n", lines) + "\n"));
  }
}
