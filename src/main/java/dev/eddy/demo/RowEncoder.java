package dev.eddy.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.eddy.backtest.source.CsvRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns the cells of a row into a record's key, value and time. For one thread. */
final class RowEncoder {
  /** RFC 8259, section 6. */
  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

  /** A date, perhaps with a time, perhaps with an offset; midnight and UTC where they are not. */
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .optionalEnd()
          .optionalEnd()
          .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final JsonFactory JSON = new JsonFactory();

  private final List<String> header;
  private final int[] keyColumns;
  private final int timeColumn;
  private final Replay.Format format;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);

  /**
   * For the rows of one file.
   *
   * @throws DemoFailure if the file lacks a column that the replay names, or has one without a name
   *     or two of one name
   */
  RowEncoder(CsvRows rows, Replay replay) {
    this.header = rows.header();
    this.format = replay.format();
    requireNames(rows);
    this.keyColumns = replay.key().stream().mapToInt(name -> column(rows, "--key", name)).toArray();
    this.timeColumn =
        replay.time().map(name -> column(rows, "--time", name)).orElse(header.indexOf("time"));
  }

  /** Members of an object must differ. */
  private static void requireNames(CsvRows rows) {
    Set<String> seen = new HashSet<>();
    for (String column : rows.header()) {
      if (column.isBlank() || !seen.add(column)) {
        throw DemoFailure.ofUse(
            rows.name()
                + ":1: the first line must name each column once, and has \""
                + column
                + "\"",
            null);
      }
    }
  }

  private static int column(CsvRows rows, String option, String column) {
    int index = rows.header().indexOf(column);
    if (index < 0) {
      throw DemoFailure.ofUse(
          option
              + " "
              + column
              + ": "
              + rows.name()
              + " has the columns "
              + String.join(", ", rows.header()),
          null);
    }
    return index;
  }

  /**
   * The key, which is the name that a series of these fields has; null where none was asked for.
   */
  byte[] key(String[] cells) {
    if (keyColumns.length == 0) {
      return null;
    }
    return utf8(
        Arrays.stream(keyColumns)
            .mapToObj(column -> escaped(cells[column]))
            .collect(Collectors.joining("/")));
  }

  /** The value. */
  byte[] value(String[] cells) {
    return format == Replay.Format.JSON ? json(cells) : utf8(csv(cells));
  }

  /** The time in milliseconds from the epoch, if the row has one that Kafka can hold. */
  OptionalLong epochMillis(String[] cells) {
    return timeColumn < 0 ? OptionalLong.empty() : epochMillis(cells[timeColumn].strip());
  }

  static OptionalLong epochMillis(String text) {
    if (DIGITS.matcher(text).matches()) {
      return OptionalLong.of(Long.parseLong(text));
    }
    try {
      long millis =
          ISO.parse(text.replace(' ', 'T'), OffsetDateTime::from).toInstant().toEpochMilli();
      return millis < 0 ? OptionalLong.empty() : OptionalLong.of(millis);
    } catch (DateTimeException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  private byte[] json(String[] cells) {
    buffer.reset();
    try (JsonGenerator out = JSON.createGenerator(buffer)) {
      out.writeStartObject();
      for (int i = 0; i < cells.length; i++) {
        out.writeFieldName(header.get(i));
        if (cells[i].isEmpty()) {
          out.writeNull();
        } else if (JSON_NUMBER.matcher(cells[i]).matches()) {
          out.writeNumber(cells[i]);
        } else {
          out.writeString(cells[i]);
        }
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory cannot fail", e);
    }
    return buffer.toByteArray();
  }

  private static String csv(String[] cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      line.append(i == 0 ? "" : ",").append(quoted(cells[i]));
    }
    return line.toString();
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  private static String escaped(String cell) {
    return cell.replace("\\", "\\\\").replace("/", "\\/");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
