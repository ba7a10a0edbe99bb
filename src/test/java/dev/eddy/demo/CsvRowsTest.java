package dev.eddy.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {
  @TempDir Path directory;

  @Test
  void readsQuotesCarriageReturnsAByteOrderMarkAndEmptyLines() throws IOException {
    try (CsvRows rows = rows("\uFEFFa,b\r\n\r\n1,\"x\r\ny\"\r\n 2 ,\r\n\r\n")) {
      assertThat(rows.header()).containsExactly("a", "b");
      assertThat(rows.next().orElseThrow()).containsExactly("1", "x\r\ny");
      assertThat(rows.next().orElseThrow()).containsExactly(" 2 ", "");
      assertThat(rows.next()).isEmpty();
      assertThat(rows.next()).isEmpty();
    }
  }

  @Test
  void readsWhatIsCompressed() throws IOException {
    Path file = Files.write(directory.resolve("rows.csv.gz"), gzip("a\n1\n"));
    try (CsvRows rows = CsvRows.of(file)) {
      assertThat(rows.next().orElseThrow()).containsExactly("1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void saysWhereARowHasTooManyCells(String end) throws IOException {
    String text = String.join(end, "a,b", "1,2", "\"two", "lines\",3", "", "1,2,3", "");
    try (CsvRows rows = rows(text)) {
      rows.next();
      rows.next();
      assertThatExceptionOfType(DemoFailure.class)
          .isThrownBy(rows::next)
          .withMessage(rows.name() + ":6: 3 cells where the header names 2")
          .matches(failure -> !failure.wrongUse());
    }
  }

  @Test
  void anEmptyLineOfOneColumnIsAnEmptyCell() throws IOException {
    try (CsvRows rows = rows("a\n1\n\n2\n")) {
      assertThat(rows.next().orElseThrow()).containsExactly("1");
      assertThat(rows.next().orElseThrow()).containsExactly("");
      assertThat(rows.next().orElseThrow()).containsExactly("2");
      assertThat(rows.next()).isEmpty();
    }
  }

  @Test
  void refusesFilesThatItCannotRead() throws IOException {
    wrong(directory.resolve("missing.csv"), ": there is no such file");
    wrong(directory, ": is a directory, not a CSV file");
    wrong(write(""), ": is empty; the first line must name the columns");
    wrong(write("a,a\n"), ":1: the first line must name each column once, and has \"a\"");
    wrong(write("a,\n"), ":1: the first line must name each column once, and has \"\"");
    Path file = Files.writeString(directory.resolve("plain.csv.gz"), "a\n1\n");
    wrong(file, ": cannot be read: Not in GZIP format");
  }

  @Test
  void saysWhereACompressedFileBreaksOff() throws IOException {
    byte[] whole = gzip("a\n" + "1\n".repeat(200_000));
    Path file =
        Files.write(directory.resolve("cut.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
    try (CsvRows rows = CsvRows.of(file)) {
      assertThatExceptionOfType(DemoFailure.class)
          .isThrownBy(
              () -> {
                while (rows.next().isPresent()) {
                  continue;
                }
              })
          .withMessageMatching("(?s).*cut.csv.gz:\\d+: cannot be read on: Unexpected end.*");
    }
  }

  private void wrong(Path file, String complaint) {
    assertThatExceptionOfType(DemoFailure.class)
        .isThrownBy(() -> CsvRows.of(file))
        .withMessage(file + complaint)
        .matches(DemoFailure::wrongUse);
  }

  private CsvRows rows(String text) throws IOException {
    return CsvRows.of(write(text));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("rows.csv"), text);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
