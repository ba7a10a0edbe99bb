package dev.eddy.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of well-formed files, and what a broken one costs. */
class CsvRowsTest {
  @TempDir private Path folder;

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private Path file(String text) throws IOException {
    return file("data.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** Each row as {@code line:cell|cell}, or {@code line!fault}. */
  private static List<String> rows(Path file) {
    List<String> rows = new ArrayList<>();
    try (CsvRows csv = new CsvRows(file)) {
      for (Optional<CsvRow> row = csv.next(); row.isPresent(); row = csv.next()) {
        CsvRow found = row.get();
        String cells = ":" + String.join("|", found.cells());
        rows.add(found.line() + found.fault().map(fault -> "!" + fault).orElse(cells));
      }
    }
    return rows;
  }

  @Test
  void cellsMayBeEmptyOrQuoted() throws IOException {
    assertThat(rows(file("a,b\n1,\n\"x, \"\"y\"\"\",\"\"\n,\n")))
        .containsExactly("2:1|", "3:x, \"y\"|", "4:|");
  }

  @Test
  void quotedCellsMayHoldLineEnds() throws IOException {
    assertThat(rows(file("a,b\n\"one\ntwo\",2\n3,4\n"))).containsExactly("2:one\ntwo|2", "4:3|4");
  }

  @Test
  void emptyLinesDoNotCountAndLineEndsMayBeOfWindows() throws IOException {
    assertThat(rows(file("a,b\r\n\r\n1,2\r\n\r\n3,4"))).containsExactly("3:1|2", "5:3|4");
  }

  @Test
  void aBrokenRowCostsNoOther() throws IOException {
    assertThat(rows(file("a,b\n\"never closed,1\n2,3\n\"x\"y,4\n5,6\n")))
        .containsExactly(
            "2!a quote that is never closed", "3:2|3", "4!text after a closing quote", "5:5|6");
    byte[] bytes = "a,b\n1,?\n2,3\n".getBytes(StandardCharsets.UTF_8);
    bytes[6] = (byte) 0xff;
    assertThat(rows(file("bytes.csv", bytes))).containsExactly("2!must be UTF-8", "3:2|3");
  }

  @Test
  void aLineWithoutEndIsNotRead() throws IOException {
    byte[] bytes = new byte[3 * TextLines.LONGEST];
    Arrays.fill(bytes, (byte) '1');
    byte[] header = "a\n".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(header, 0, bytes, 0, header.length);
    bytes[bytes.length - 3] = '\n';
    assertThat(rows(file("long.csv", bytes)))
        .containsExactly("2!more than " + TextLines.LONGEST + " bytes in a line", "3:11");
  }

  @Test
  void linesAreReadWholeAcrossChunks() throws IOException {
    StringBuilder text = new StringBuilder("a,b\n");
    List<String> expected = new ArrayList<>();
    for (int n = 0; n < 50_000; n++) {
      text.append(n).append(",ü").append(n).append('\n');
      expected.add((n + 2) + ":" + n + "|ü" + n);
    }
    assertThat(rows(file(text.toString()))).isEqualTo(expected);
  }

  @Test
  void compressedFilesAreTheSame() throws IOException {
    Path plain = file("a,b\n1,2\n");
    Path compressed = file("data.csv.gz", gzip("a,b\n1,2\n"));
    assertThat(rows(compressed)).isEqualTo(rows(plain));
  }

  @Test
  void theDigestIsThatOfTheFile() throws IOException {
    // printf 'abc' | sha256sum, as in FIPS 180-4's example.
    try (CsvRows csv = new CsvRows(file("abc"))) {
      assertThat(csv.header()).containsExactly("abc");
      assertThat(csv.sha256())
          .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
      assertThat(csv.bytesRead()).isEqualTo(csv.size()).isEqualTo(3);
    }
  }

  @Test
  void unusableFilesAreToldInOneSentence() throws IOException {
    assertUnusable(folder.resolve("none.csv"), "there is no such file");
    assertUnusable(folder, "is a folder, not a CSV file");
    assertUnusable(file(""), "is empty; the first line must name the columns");
    assertUnusable(
        file("plain.csv.gz", "a,b\n".getBytes(StandardCharsets.UTF_8)),
        "is not gzip, though its name ends in .gz");
    assertUnusable(file("empty.csv.gz", new byte[0]), "is not gzip, though its name ends in .gz");
    assertUnusable(
        file("packed.csv", gzip("a,b\n")), "is compressed; its name must then end in .gz");
  }

  private static void assertUnusable(Path file, String why) {
    assertThatThrownBy(() -> new CsvRows(file))
        .isInstanceOfSatisfying(BacktestFailure.class, e -> assertThat(e.wrongUse()).isTrue())
        .hasMessage(file + ": " + why);
  }

  @Test
  void aFileThatEndsInTheMiddleFailsWhereItEnds() throws IOException {
    StringBuilder text = new StringBuilder("a,b\n");
    for (int n = 0; n < 100_000; n++) {
      text.append(n * 7919 % 100_003).append(',').append(n).append('\n');
    }
    byte[] whole = gzip(text.toString());
    Path half = file("half.csv.gz", Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> rows(half))
        .isInstanceOfSatisfying(BacktestFailure.class, e -> assertThat(e.wrongUse()).isFalse())
        .hasMessageMatching(".*half\\.csv\\.gz:\\d+: cannot be read on: it ends in the middle");
  }
}
