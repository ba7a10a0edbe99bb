package dev.eddy.backtest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types of columns, and files that are not as they should be. */
class ParquetRowsTest {
  /** 2024-01-01T00:30:00.123Z, at 19:30 of the day before in New York. */
  private static final long MOMENT = 1704069000123L;

  @TempDir private Path folder;

  private Path file(String fields, Inputs.Row... rows) throws IOException {
    return Inputs.parquet(
        folder.resolve("data.parquet"),
        CompressionCodecName.UNCOMPRESSED,
        "message m { " + fields + " }",
        rows);
  }

  private static TopologySpec timed() {
    return Inputs.spec("time: time, zone: America/New_York, targets: [load]");
  }

  private void assertTime(String type, Inputs.Row row, long expected) throws IOException {
    Path file = file("required " + type + "; optional double load;", row);
    assertThat(Inputs.read(new FileSource(file), timed()))
        .containsExactly("1 garden " + expected + " [NaN] []");
    Files.delete(file);
  }

  @Test
  void timesArePointsOrWhatClocksShow() throws IOException {
    long local = MOMENT - 5 * 3_600_000L;
    assertTime("int64 time (TIMESTAMP(MILLIS,true))", row -> row.add("time", MOMENT), MOMENT);
    assertTime(
        "int64 time (TIMESTAMP(MICROS,true))",
        row -> row.add("time", MOMENT * 1_000 + 999),
        MOMENT);
    assertTime("int64 time (TIMESTAMP(NANOS,true))", row -> row.add("time", -1L), -1);
    assertTime("int64 time (TIMESTAMP(MILLIS,false))", row -> row.add("time", local), MOMENT);
    assertTime(
        "int64 time (TIMESTAMP(MICROS,false))", row -> row.add("time", local * 1_000), MOMENT);
    assertTime("int32 time (DATE)", row -> row.add("time", 19723), 1704085200000L);
    assertTime("int64 time", row -> row.add("time", MOMENT), MOMENT);
    assertTime("binary time (STRING)", row -> row.add("time", "2024-01-01T00:30:00.123Z"), MOMENT);
    ByteBuffer julian = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    julian.putLong(1_800_123_000_000L).putInt(2_440_588 + 19_723);
    Binary old = Binary.fromConstantByteArray(julian.array());
    assertTime("int96 time", row -> row.add("time", old), MOMENT);
  }

  @Test
  void withoutATopologyAllButNestedColumnsAreRead() throws IOException {
    Path file =
        file(
            "optional int64 time (TIMESTAMP(MILLIS,true)); repeated double deep; optional double load;",
            row -> row.add("load", 2.5),
            row -> row.add("time", MOMENT));
    try (TableRows rows = new FileSource(file).openTable()) {
      assertThat(rows.columns()).containsExactly("time", "load");
      assertThat(rows.next().orElseThrow().cells()).containsExactly(null, "2.5");
      TableRow second = rows.next().orElseThrow();
      assertThat(second.number()).isEqualTo(2);
      assertThat(second.cells()).containsExactly(Long.toString(MOMENT), null);
      assertThat(rows.next()).isEmpty();
    }
  }

  @Test
  void numbersAreTheDoublesThatTheyAre() throws IOException {
    Path file =
        file(
            "required double d; required float f; required int32 i; required int64 l;"
                + " required int32 u (INTEGER(32,false)); required int64 m (DECIMAL(18,2));"
                + " required int32 n (DECIMAL(9,0)); required binary b (DECIMAL(30,3));"
                + " required binary text;",
            row -> {
              row.add("d", Double.MIN_VALUE);
              row.add("f", 0.1f);
              row.add("i", -7);
              row.add("l", 1L << 53);
              row.add("u", -1);
              row.add("m", 12345L);
              row.add("n", -5);
              row.add("b", Binary.fromConstantByteArray(new BigInteger("-1500").toByteArray()));
              row.add("text", "2.5");
            });
    assertThat(
            Inputs.read(
                new FileSource(file), Inputs.spec("targets: [d, f, i, l, u, m, n, b, text]")))
        .containsExactly(
            "1 garden 0 [4.9E-324, "
                + (double) 0.1f
                + ", -7.0, 9.007199254740992E15, 4.294967295E9, 123.45, -5.0, -1.5, 2.5] []");
  }

  @Test
  void aNumberThatIsNoneIsRefusedAsInAnyFormat() throws IOException {
    Path file =
        file(
            "required int32 mote; optional double load;",
            row -> add(row, 1, Double.NaN),
            row -> add(row, 2, 1.0),
            row -> add(row, 2, Double.POSITIVE_INFINITY));
    assertThat(Inputs.read(new FileSource(file), Inputs.spec("series: [mote], targets: [load]")))
        .containsExactly(
            "1!number: load=NaN: must be a finite number",
            "2 2 1 [1.0] []",
            "3!number: load=Infinity: must be a finite number");
  }

  private static void add(Group row, int mote, double load) {
    row.add("mote", mote);
    row.add("load", load);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "required group load { required double x; }"
            + "|column load: is nested: must be numbers, text or times",
        "repeated double load|column load: is nested: must be numbers, text or times",
        "optional boolean load|column load: is BOOLEAN: must be numbers, text or times",
        "optional int32 load (TIME(MILLIS,true))"
            + "|column load: is TIME(MILLIS,true): must be numbers, text or times",
        "required double laod; required double x"
            + "|column load: is missing; the file has laod, x; laod may be meant: rename one of"
            + " the two",
        "required double load; required double mote"
            + "|column mote: names series: must be text or whole numbers",
      })
  void columnsThatHoldNothingOfTheKindAreNamed(String fields, String sentence) throws IOException {
    Path file = file(fields.replaceFirst("([^}])$", "$1;"));
    assertThatThrownBy(
            () -> Inputs.read(new FileSource(file), Inputs.spec("series: [mote], targets: [load]")))
        .isInstanceOfSatisfying(BacktestFailure.class, e -> assertThat(e.wrongUse()).isTrue())
        .hasMessage(file + ": " + sentence);
  }

  @Test
  void aFileThatIsCutOffIsNotBegun() throws IOException {
    Path file = file("required double load;", row -> row.add("load", 1.0));
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {0, 3, bytes.length / 2, bytes.length - 1}) {
      Path cut = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Inputs.read(new FileSource(cut), Inputs.spec("targets: [load]")))
          .isInstanceOfSatisfying(BacktestFailure.class, e -> assertThat(e.wrongUse()).isTrue())
          .hasMessageStartingWith(cut + ": cannot be read as Parquet, which ends in a table")
          .hasMessageContaining("cut off; fetch or write the whole of it");
    }
    Path none = folder.resolve("none.parquet");
    assertThatThrownBy(() -> new FileSource(none).open(timed()))
        .hasMessage(none + ": there is no such file");
  }

  @Test
  void whatIsBeforeDamageIsRead() throws IOException {
    Inputs.Row row = group -> group.add("load", 1.0);
    Path file =
        Inputs.parquet(
            folder.resolve("data.parquet"),
            CompressionCodecName.ZSTD,
            "message m { required double load; }",
            row,
            row,
            row,
            row);
    byte[] bytes = Files.readAllBytes(file);
    int second;
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      second = (int) reader.getRowGroups().get(1).getStartingPos();
    }
    Arrays.fill(bytes, second, second + 20, (byte) 0x55);
    Files.write(file, bytes);
    TopologySpec spec = Inputs.spec("targets: [load]");
    List<String> rows = Inputs.read(new FileSource(file), spec);
    assertThat(rows).hasSize(3).startsWith("1 garden 0 [1.0] []", "2 garden 1 [1.0] []");
    assertThat(rows.get(2))
        .startsWith("3!malformed: the file is damaged from this row on (")
        .endsWith("): what follows is missing; fetch or write it anew");
  }

  @Test
  void pagesCompressedByGzipAreRead() throws IOException {
    byte[] packed = Inputs.gzip("0123456789");
    BytesInput unpacked =
        new ParquetCodecs()
            .getDecompressor(CompressionCodecName.GZIP)
            .decompress(BytesInput.from(packed), 10);
    assertThat(unpacked.toInputStream().readAllBytes()).isEqualTo(Inputs.bytes("0123456789"));
  }

  @Test
  void otherCompressionsAreNamed() {
    assertThatThrownBy(() -> new ParquetCodecs().getDecompressor(CompressionCodecName.LZ4_RAW))
        .hasMessage("is compressed by LZ4_RAW: must be by SNAPPY, GZIP, ZSTD or not at all");
  }

  @Test
  void theDigestIsThatOfTheFile() throws IOException {
    Path file = file("required double load;", row -> row.add("load", 1.0));
    try (InputRows rows = new FileSource(file).open(Inputs.spec("targets: [load]"));
        InputBytes bytes = InputBytes.of(file)) {
      assertThat(rows.share()).isZero();
      assertThat(rows.next()).isPresent();
      assertThat(rows.share()).isEqualTo(1);
      assertThat(rows.sha256()).isEqualTo(bytes.sha256());
    }
  }
}
