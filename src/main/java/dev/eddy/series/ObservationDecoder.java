package dev.eddy.series;

import dev.eddy.series.Rejection.Reason;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.TopologySpec;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Makes observations of a topic's records, in JSON or CSV.
 *
 * <p>A number that is missing, null or an empty cell is NaN in the observation; anything but a
 * finite number where one belongs rejects the record. A JSON number and the same text in a CSV cell
 * are the same double, and name the same series. The series is named by the fields that {@code
 * source.series} names, joined by {@code /}, with {@code \} before a {@code /} or {@code \} of
 * their own; if it names none, by the record's key. The time is that of {@code source.time}, in
 * ISO-8601 or milliseconds from the epoch; if there is none, the record's timestamp.
 *
 * <p>Not safe for use by several threads: buffers are used again. Takes memory of twice the largest
 * value's length. A JSON record of 100 bytes takes about half a microsecond, a line of CSV a third
 * of that.
 */
public final class ObservationDecoder {
  /** The most bytes that a record's value may have. */
  public static final int LARGEST_VALUE = 1 << 20;

  private static final int FIRST_CAPACITY = 1 << 10;

  private final TopologySpec spec;
  private final ObservationReader reader;
  private final boolean namedByKey;
  private final ValueFields valueFields;
  private final CharsetDecoder utf8 =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private CharBuffer text = CharBuffer.allocate(FIRST_CAPACITY);

  /** Turns the text of a value into fields. */
  private interface ValueFields {
    Fields of(char[] text, int length) throws RejectedRecord;
  }

  /** Of a topology's records. */
  public ObservationDecoder(TopologySpec spec) {
    this(spec, spec.source().format());
  }

  private ObservationDecoder(TopologySpec spec, SourceSpec.Format format) {
    SourceSpec source = spec.source();
    this.spec = spec;
    this.reader = new ObservationReader(spec, source.series());
    this.namedByKey = source.series().isEmpty();
    this.valueFields =
        format == SourceSpec.Format.JSON ? json(reader) : csv(reader, source.columns());
  }

  /**
   * Of the lines of a file, each a JSON object as the topology's topic has it, whatever format that
   * topic has. Lines have neither key nor timestamp: they are told instead.
   *
   * @throws UnsuitableHeader if steps have a width and no field tells the time
   */
  public static ObservationDecoder ofJsonLines(TopologySpec spec) {
    RowDecoder.timeProblem(spec)
        .ifPresent(
            problem -> {
              throw new UnsuitableHeader(List.of(problem));
            });
    return new ObservationDecoder(spec, SourceSpec.Format.JSON);
  }

  private static ValueFields json(ObservationReader reader) {
    JsonFields fields =
        new JsonFields(reader.names(), reader.textFields(), LARGEST_VALUE, reader.known());
    return (text, length) -> {
      fields.read(text, length);
      return fields;
    };
  }

  private static ValueFields csv(ObservationReader reader, List<String> columns) {
    CellFields fields = new CellFields(columns, reader.names(), reader.known());
    CsvLine line = new CsvLine(fields.needed());
    return (text, length) -> {
      fields.read(line.split(text, length));
      return fields;
    };
  }

  /**
   * The observation of a record. A record with several faults is rejected for the first of: the
   * value's size, its format, the series, the time, the numbers.
   *
   * @param key null if there is none. Not modified.
   * @param value null if there is none. Not modified.
   * @param recordTimestamp in milliseconds from the epoch
   * @throws RejectedRecord if none can be made
   */
  public Observation decode(byte[] key, byte[] value, long recordTimestamp) throws RejectedRecord {
    if (value == null) {
      throw new RejectedRecord(Reason.MALFORMED, "no value");
    }
    if (value.length > LARGEST_VALUE) {
      throw new RejectedRecord(
          Reason.SIZE, value.length + " bytes: must be at most " + LARGEST_VALUE);
    }
    int length = textOf(value);
    Fields fields = valueFields.of(text.array(), length);
    return reader.read(
        fields, namedByKey ? Optional.of(nameOf(key)) : Optional.empty(), recordTimestamp);
  }

  /**
   * A decoder for the rows of a file with these columns.
   *
   * @param header the columns' names
   * @throws UnsuitableHeader if a needed column is missing or stands there twice, or steps have a
   *     width and no column tells the time
   */
  public RowDecoder rowDecoder(List<String> header) {
    return new RowDecoder(spec, header);
  }

  /** How the record that was decoded last told its time. */
  public TimeForm timeForm() {
    return reader.timeForm();
  }

  /** Fills {@link #text}, and tells how far. */
  private int textOf(byte[] value) throws RejectedRecord {
    if (text.capacity() < value.length) {
      // A character takes at least one byte.
      text =
          CharBuffer.allocate(Math.max(value.length, Math.min(2 * text.capacity(), LARGEST_VALUE)));
    }
    text.clear();
    ByteBuffer bytes = ByteBuffer.wrap(value);
    CoderResult result = utf8.reset().decode(bytes, text, true);
    if (result.isError()) {
      throw new RejectedRecord(
          Reason.MALFORMED, "byte " + bytes.position() + " of the value: must be UTF-8");
    }
    return text.position();
  }

  private String nameOf(byte[] key) throws RejectedRecord {
    if (key == null) {
      return "";
    }
    try {
      return utf8.reset().decode(ByteBuffer.wrap(key)).toString();
    } catch (CharacterCodingException e) {
      throw new RejectedRecord(Reason.SERIES, "key: must be UTF-8, as it names the series");
    }
  }
}
