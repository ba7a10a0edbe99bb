package dev.eddy.backtest.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.source.InputRow.Position;
import dev.eddy.series.Observation;
import dev.eddy.series.ObservationDecoder;
import dev.eddy.series.Rejection;
import dev.eddy.series.Rejection.Reason;
import dev.eddy.series.UnsuitableHeader;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON object a line, each read as a record of the topic; where {@code source.series} names no
 * fields all are one series, named as the topology. Without {@code source.time} a line's number,
 * from 0, is its time. Blank lines are passed over. For one thread.
 */
final class JsonLines implements InputRows {
  private final InputBytes bytes;
  private final JsonText text;
  private final ObservationDecoder decoder;
  private final TopologySpec spec;
  private final byte[] key;
  private final TimeForms forms = new TimeForms();
  private List<String> columns = List.of();
  private long count;

  private JsonLines(
      InputBytes bytes, JsonText text, ObservationDecoder decoder, TopologySpec spec) {
    this.bytes = bytes;
    this.text = text;
    this.decoder = decoder;
    this.spec = spec;
    this.key = spec.name().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads nothing yet.
   *
   * @param bytes closed with this, or at once if it fails
   * @throws BacktestFailure if the lines cannot be what the topology needs
   */
  static JsonLines of(InputBytes bytes, TopologySpec spec) {
    JsonText text = new JsonText(bytes);
    try {
      return new JsonLines(bytes, text, ObservationDecoder.ofJsonLines(spec), spec);
    } catch (UnsuitableHeader e) {
      throw InputFailure.of(bytes, e.getMessage());
    }
  }

  @Override
  public String name() {
    return bytes.name();
  }

  @Override
  public Optional<InputRow> next() {
    return text.next().map(this::decoded);
  }

  private InputRow decoded(TableRow found) {
    long number = count++;
    Position position = Position.of(found.number());
    if (found.fault().isPresent()) {
      return InputRow.refused(position, new Rejection(Reason.MALFORMED, found.fault().get()));
    }
    String object = found.cells()[0];
    if (number == 0) {
      columns = fields(object);
    }
    InputRow row =
        InputRow.decoded(
            position,
            () -> {
              byte[] value = object.getBytes(StandardCharsets.UTF_8);
              Observation observation = decoder.decode(key, value, number);
              forms.add(decoder.timeForm(), position);
              return observation;
            });
    boolean isCut =
        text.endsInLine()
            && row.rejection().filter(why -> why.reason() == Reason.MALFORMED).isPresent();
    return isCut ? InputRow.refused(position, cut(row.rejection().orElseThrow())) : row;
  }

  private static Rejection cut(Rejection why) {
    return new Rejection(why.reason(), why.detail() + "; " + TextLines.ENDS_IN_LINE);
  }

  /** The names of an object's fields, as far as it can be read. */
  private static List<String> fields(String object) {
    List<String> names = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(object)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        names.add(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
      }
    } catch (IOException e) {
      return List.copyOf(names); // the decoder says what is wrong with it
    }
    return List.copyOf(names);
  }

  @Override
  public double share() {
    return bytes.share();
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public String emptiness() {
    return text.emptiness();
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>(text.notes());
    notes.addAll(forms.notes(spec.source().zoneId()));
    return notes;
  }

  @Override
  public String sha256() {
    return bytes.sha256();
  }

  @Override
  public void close() {
    text.close();
  }
}
