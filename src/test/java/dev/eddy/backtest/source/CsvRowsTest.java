package dev.eddy.backtest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eddy.backtest.BacktestFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
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
    try (CsvRows csv = CsvRows.of(file)) {
      for (Optional<TableRow> row = csv.next(); row.isPresent(); row = csv.next()) {
        TableRow found = row.get();
        String cells = ":" + String.join("|", found.cells());
        rows.add(found.number() + found.fault().map(fault -> "!" + fault).orElse(cells));
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
  void lineEndsWithinQuotesStayAsTheyAre() throws IOException {
    assertThat(rows(file("a,b\r\n\"x\r\n\r\ny\nz\",2\r\n"))).containsExactly("2:x\r\n\r\ny\nz|2");
  }

  @Test
  void anEmptyLineOfOneColumnIsAnEmptyCell() throws IOException {
    assertThat(rows(file("a\n1\n\n2\n"))).containsExactly("2:1", "3:", "4:2");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
    try (CsvRows csv = CsvRows.of(file("\uFEFF\"a,b\",c\n"))) {
      assertThat(csv.header()).containsExactly("a,b", "c");
    }
  }

  @Test
  void aRowOfAnotherLengthIsBrokenWhereItBegins() throws IOException {
    assertThat(rows(file("a,b\n1,2\n\"two\nlines\",3\n\n1,2,3\n\"two\nlines\"\n4,5\n")))
        .containsExactly(
            "2:1|2",
            "3:two\nlines|3",
            "6!3 cells where there are 2 columns; a comma within a cell needs quotes, and decimals need points",
            "7!1 cells where there are 2 columns",
            "9:4|5");
  }

  @Test
  void aTextHasAName() {
    ByteArrayInputStream text = new ByteArrayInputStream("a\n1\n".getBytes(StandardCharsets.UTF_8));
    try (CsvRows csv = CsvRows.of("readings", text)) {
      assertThat(csv.name()).isEqualTo("readings");
      assertThat(csv.next().orElseThrow().cells()).containsExactly("1");
      assertThat(csv.next()).isEmpty();
    }
    assertThatThrownBy(() -> CsvRows.of("readings", InputStream.nullInputStream()))
        .hasMessage("readings: is empty; the first line must name the columns");
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
    try (InputBytes bytes = InputBytes.of(file("abc"))) {
      assertThat(CsvRows.of("abc", bytes.text()).header()).containsExactly("abc");
      assertThat(bytes.sha256())
          .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
      assertThat(bytes.share()).isEqualTo(1);
    }
  }

  @Test
  void unusableFilesAreToldInOneSentence() throws IOException {
    assertUnusable(folder.resolve("none.csv"), "there is no such file");
    assertUnusable(folder, "is a folder, not a file");
    assertUnusable(file(""), "is empty; the first line must name the columns");
    assertUnusable(
        file("plain.csv.gz", "a,b\n".getBytes(StandardCharsets.UTF_8)),
        "is not gzip, though its name ends in .gz");
    assertUnusable(file("empty.csv.gz", new byte[0]), "is not gzip, though its name ends in .gz");
    assertUnusable(
        file("begun.csv.gz", Arrays.copyOf(gzip("a,b\n"), 11)),
        "cannot be read: it ends in the middle");
    assertUnusable(
        file("broken.csv", "a,\"b\n1,2\n".getBytes(StandardCharsets.UTF_8)),
        ":1: the first line must name the columns, and has a quote that is never closed");
    assertUnusable(
        file("returns.csv", "a,b\r1,2\r".getBytes(StandardCharsets.UTF_8)),
        ":1: the first line must name the columns, and has more than one line");
    assertUnusable(
        file("packed.csv", gzip("a,b\n")), "is compressed; its name must then end in .gz");
  }

  private static void assertUnusable(Path file, String why) {
    assertThatThrownBy(() -> CsvRows.of(file))
        .isInstanceOfSatisfying(BacktestFailure.class, e -> assertThat(e.wrongUse()).isTrue())
        .hasMessage(file + (why.startsWith(":") ? why : ": " + why));
  }

  @Test
  void aFileThatEndsInTheMiddleFailsWhereItEndsAndGivesWhatIsBefore() throws IOException {
    StringBuilder text = new StringBuilder("a,b\n");
    for (int n = 0; n < 100_000; n++) {
      text.append(n * 7919 % 100_003).append(',').append(n).append('\n');
    }
    byte[] half = Arrays.copyOf(gzip(text.toString()), 200_000);
    int whole = linesOf(half);
    Path file = file("half.csv.gz", half);
    AtomicInteger rows = new AtomicInteger();
    try (CsvRows csv = CsvRows.of(file)) {
      assertThatThrownBy(
              () -> {
                while (csv.next().isPresent()) {
                  rows.incrementAndGet();
                }
              })
          .isInstanceOfSatisfying(BacktestFailure.class, e -> assertThat(e.wrongUse()).isFalse())
          .hasMessage(file + ":" + (whole + 1) + ": cannot be read on: it ends in the middle");
    }
    assertThat(rows).hasValue(whole - 1);
  }

  /** How many whole lines can be had of the beginning of a compressed file, byte by byte. */
  private static int linesOf(byte[] compressed) throws IOException {
    int lines = 0;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      for (int read = in.read(); read >= 0; read = in.read()) {
        lines += read == '\n' ? 1 : 0;
      }
    } catch (EOFException e) {
      assertThat(lines).isBetween(1, 100_000);
    }
    return lines;
  }
}
