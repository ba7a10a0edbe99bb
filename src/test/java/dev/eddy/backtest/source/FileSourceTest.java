package dev.eddy.backtest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.spec.TopologySpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same rows, whatever they are kept in. */
class FileSourceTest {
  private static final TopologySpec SPEC =
      Inputs.spec("series: [mote], time: time, targets: [load], inputs: [heat]");

  private static final String CSV =
      """
      heat,time,mote,load,note
      20.5,2024-01-01T00:00:00Z,7,1.25,x
      ,2024-01-01T01:00:00Z,7,,y
      0.1,1704074400000,a/b,-3e2,
      """;

  private static final String JSON =
      """
      {"heat":20.5,"time":"2024-01-01T00:00:00Z","mote":7,"load":1.25,"note":"x"}

      {"heat":null,"time":"2024-01-01T01:00:00Z","mote":"7"}
      {"heat":0.1,"time":1704074400000,"mote":"a/b","load":-3e2}
      """;

  private static final List<String> ROWS =
      List.of(
          "7 1704067200000 [1.25] [20.5]",
          "7 1704070800000 [NaN] [NaN]",
          "a\\/b 1704074400000 [-300.0] [0.1]");

  @TempDir private Path folder;

  private static List<String> withoutPositions(List<String> rows) {
    return rows.stream().map(row -> row.substring(row.indexOf(' ') + 1)).toList();
  }

  private static List<String> piped(byte[] bytes) {
    return Inputs.read(new StandardInput(new ByteArrayInputStream(bytes)), SPEC);
  }

  @ParameterizedTest
  @ValueSource(strings = {"data.csv", "data", "data.CSV.gz", "data.txt"})
  void csvIsWhatHasNoOtherEnding(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, name.endsWith("gz") ? Inputs.gzip(CSV) : Inputs.bytes(CSV));
    List<String> rows = Inputs.read(new FileSource(file), SPEC);
    assertThat(withoutPositions(rows)).isEqualTo(ROWS);
    assertThat(rows.get(2)).startsWith("4 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data.jsonl", "data.ndjson", "data.json", "data.jsonl.gz"})
  void linesOfJsonAreReadAsTheRecordsOfTheTopic(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, name.endsWith("gz") ? Inputs.gzip(JSON) : Inputs.bytes(JSON));
    List<String> rows = Inputs.read(new FileSource(file), SPEC);
    assertThat(withoutPositions(rows)).isEqualTo(ROWS);
    assertThat(rows.get(2)).startsWith("4 ");
    TopologySpec csv =
        Inputs.spec(
            "format: csv, columns: [mote, time, load, heat], series: [mote], time: time,"
                + " targets: [load], inputs: [heat]");
    assertThat(Inputs.read(new FileSource(file), csv)).isEqualTo(rows);
  }

  @ParameterizedTest
  @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "ZSTD"})
  void tablesOfParquetAreTheSame(CompressionCodecName codec) throws IOException {
    Path file =
        Inputs.parquet(
            folder.resolve("data.parquet"),
            codec,
            "message m { optional double heat; required int64 time (TIMESTAMP(MILLIS,true));"
                + " required binary mote (STRING); repeated int32 list; optional double load; }",
            row -> {
              row.add("heat", 20.5);
              row.add("time", 1704067200000L);
              row.add("mote", "7");
              row.add("load", 1.25);
            },
            row -> {
              row.add("time", 1704070800000L);
              row.add("mote", "7");
              row.add("list", 3);
              row.add("list", 4);
            },
            row -> {
              row.add("heat", 0.1);
              row.add("time", 1704074400000L);
              row.add("mote", "a/b");
              row.add("load", -3e2);
            });
    List<String> rows = Inputs.read(new FileSource(file), SPEC);
    assertThat(withoutPositions(rows)).isEqualTo(ROWS);
    assertThat(rows.get(2)).startsWith("3 ");
  }

  @Test
  void whatIsPipedInTellsItselfWhatItIs() throws IOException {
    assertThat(withoutPositions(piped(Inputs.bytes(CSV)))).isEqualTo(ROWS);
    assertThat(withoutPositions(piped(Inputs.bytes(JSON)))).isEqualTo(ROWS);
    assertThat(withoutPositions(piped(Inputs.gzip(CSV)))).isEqualTo(ROWS);
    assertThat(withoutPositions(piped(Inputs.gzip(JSON)))).isEqualTo(ROWS);
  }

  @Test
  void withoutFieldsThatNameSeriesLinesAreOne() throws IOException {
    Path file = Files.writeString(folder.resolve("one.jsonl"), "{\"load\":1}\n{\"load\":2}\n");
    assertThat(Inputs.read(new FileSource(file), Inputs.spec("targets: [load]")))
        .containsExactly("1 garden 0 [1.0] []", "2 garden 1 [2.0] []");
  }

  @Test
  void theShareIsOfTheBytesAndUnknownOfAPipe() throws IOException {
    Path file = Files.writeString(folder.resolve("data.csv"), CSV);
    try (InputRows rows = new FileSource(file).open(SPEC);
        InputRows piped = new StandardInput(Files.newInputStream(file)).open(SPEC)) {
      assertThat(rows.next()).isPresent();
      assertThat(piped.next()).isPresent();
      assertThat(rows.share()).isBetween(0.01, 1.0);
      assertThat(piped.share()).isNaN();
      assertThat(piped.sha256()).isEqualTo(rows.sha256()).hasSize(64);
      assertThat(rows.share()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data.csv|PAR1xxxx|is Parquet, which must be a file whose name ends in .parquet",
        "data.csv|'PK\3\4'|is a zip archive or a spreadsheet, not a text; save it as CSV",
        "data.json|[{}]|is a JSON array: must be one object a line, which jq -c '.[]' makes of it",
      })
  void whatItIsNotIsSaid(String name, String text, String sentence) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    assertThatThrownBy(() -> Inputs.read(new FileSource(file), SPEC))
        .isInstanceOf(BacktestFailure.class)
        .hasMessage(file + ": " + sentence);
  }
}
