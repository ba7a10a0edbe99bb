package dev.eddy.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eddy.series.RejectedRecord;
import dev.eddy.series.Rejection.Reason;
import dev.eddy.state.Command;
import dev.eddy.state.Command.Verb;
import dev.eddy.state.LiveSeries;
import dev.eddy.state.PortableSeries;
import dev.eddy.state.SeriesStore;
import dev.eddy.state.SourcePosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A record of the control topic, whose key is a series. Its value is an exported series, to be
 * imported, or a JSON object:
 *
 * <pre>{@code
 * {"v":1,"command":"freeze"}
 * {"v":1,"command":"rollback","steps":4096}
 * }</pre>
 *
 * @param command what is asked
 * @param imported what is to be gone on from, with {@link Verb#IMPORT}
 * @param at where it was read
 * @param key as it came
 * @param value as it came
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ControlRecord(
    Command command, Optional<PortableSeries> imported, SourcePosition at, byte[] key, byte[] value)
    implements Arrival {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final String COMMAND = "command";
  private static final String STEPS = "steps";
  private static final List<String> FIELDS = List.of("v", COMMAND, STEPS);

  /**
   * Reads a record.
   *
   * @param value null if there is none
   * @throws RejectedRecord if it asks for nothing that is known
   */
  static ControlRecord read(byte[] key, byte[] value, SourcePosition at) throws RejectedRecord {
    if (key == null || key.length == 0) {
      throw new RejectedRecord(
          Reason.SERIES, "a record of the control topic needs a series as key");
    }
    if (value == null) {
      throw new RejectedRecord(Reason.MALFORMED, "there is no command");
    }
    if (!beginsAnObject(value)) {
      return new ControlRecord(
          new Command(Verb.IMPORT), Optional.of(exported(value)), at, key, value);
    }
    return new ControlRecord(command(value), Optional.empty(), at, key, value);
  }

  /** An exported series may have megabytes, and is not read as a text. */
  private static boolean beginsAnObject(byte[] value) {
    for (byte one : value) {
      if (!Character.isWhitespace(one)) {
        return one == '{';
      }
    }
    return false;
  }

  private static PortableSeries exported(byte[] value) throws RejectedRecord {
    try {
      return PortableSeries.read(value);
    } catch (IllegalArgumentException e) {
      throw new RejectedRecord(
          Reason.MALFORMED, "neither a JSON object nor an exported series: it " + e.getMessage());
    }
  }

  private static Command command(byte[] value) throws RejectedRecord {
    JsonNode json;
    try {
      json = JSON.readTree(value);
    } catch (JsonProcessingException e) {
      throw new RejectedRecord(Reason.MALFORMED, "no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new RejectedRecord(Reason.MALFORMED, "no JSON");
    }
    for (String field : (Iterable<String>) json::fieldNames) {
      if (!FIELDS.contains(field)) {
        throw new RejectedRecord(
            Reason.MALFORMED,
            field + ": is not a known field; known: " + String.join(", ", FIELDS));
      }
    }
    Verb verb = verb(json.path(COMMAND).asText());
    JsonNode steps = json.path(STEPS);
    JsonNode version = json.path("v");
    if (!version.isMissingNode() && version.asInt() != 1) {
      throw new RejectedRecord(Reason.MALFORMED, "v=" + version + ": must be 1");
    }
    boolean needed = verb == Verb.ROLLBACK;
    boolean given = steps.isIntegralNumber() && steps.canConvertToLong();
    if (needed ? !given : !steps.isMissingNode()) {
      throw new RejectedRecord(
          Reason.MALFORMED,
          STEPS + "=" + steps + ": " + (needed ? "must be a whole number" : "goes with rollback"));
    }
    return new Command(verb, steps.asLong());
  }

  private static Verb verb(String label) throws RejectedRecord {
    Optional<Verb> verb = Verb.of(label).filter(Verb.worded()::contains);
    if (verb.isEmpty()) {
      String labels = Verb.worded().stream().map(Verb::label).collect(Collectors.joining(", "));
      throw new RejectedRecord(Reason.MALFORMED, "command=" + label + ": must be one of " + labels);
    }
    return verb.get();
  }

  /** The value of a record that asks for something. */
  static byte[] valueOf(Command command) {
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("v", 1).put(COMMAND, command.verb().label());
    if (command.verb() == Verb.ROLLBACK) {
      json.put(STEPS, command.steps());
    }
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Partitions of the control topic count from −1 downwards. */
  @Override
  public SourcePosition position() {
    return new SourcePosition(-1 - at.partition(), at.offset());
  }

  @Override
  public boolean holdsOnce() {
    return true;
  }

  @Override
  public void handTo(ForecastProcessor processor, Record<String, Arrival> came, LiveSeries series) {
    processor.obey(this, came, series);
  }

  /**
   * Has it done.
   *
   * @param series Modified.
   * @return why not, if it cannot be
   */
  Optional<String> obeyedBy(LiveSeries series, SeriesStore store) {
    return imported
        .map(exported -> series.adopt(exported, position(), store))
        .orElseGet(() -> series.obey(command, position(), store));
  }
}
