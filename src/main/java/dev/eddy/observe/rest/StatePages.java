package dev.eddy.observe.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eddy.observe.Answer;
import dev.eddy.observe.rest.ServedStates.Kept;
import dev.eddy.observe.rest.ServedStates.NotWritten;
import dev.eddy.observe.rest.ServedStates.Stored;
import dev.eddy.observe.rest.ServedStates.Unfit;
import dev.eddy.observe.rest.ServedStates.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a series remembers, wherever it is, and what can be asked of it. */
final class StatePages {
  private static final String IMPORT = "import";
  private static final String STEPS = "steps";

  private final Topologies topologies;
  private final Elsewhere elsewhere;

  StatePages(Topologies topologies, Elsewhere elsewhere) {
    this.topologies = topologies;
    this.elsewhere = elsewhere;
  }

  Answer state(Request request) {
    ServedTopology topology = ready(request);
    String series = request.part("series");
    return topology
        .states()
        .find(series)
        .map(kept -> answer(series, kept))
        .or(() -> elsewhere(topology, series, request))
        .orElseThrow(() -> SeriesPages.neverSeen(topology, series));
  }

  Answer export(Request request) {
    ServedTopology topology = ready(request);
    String series = request.part("series");
    return topology
        .states()
        .export(series)
        .map(bytes -> Answer.of(200, Answer.BYTES, bytes))
        .or(() -> elsewhere(topology, series, request))
        .orElseThrow(() -> SeriesPages.neverSeen(topology, series));
  }

  Answer command(Request request) {
    ServedTopology topology = ready(request);
    String command = request.part("command");
    List<String> known = topology.states().commands();
    if (!known.contains(command)) {
      List<String> there = new ArrayList<>(known);
      there.add(IMPORT);
      throw Problem.notFound(
          "command",
          "There is no command " + command + "; there are " + String.join(", ", there) + ".");
    }
    long steps = steps(command, request.body().json());
    String series = request.part("series");
    Optional<Kept> kept = topology.states().find(series);
    if (kept.isEmpty()) {
      return elsewhere(topology, series, request)
          .orElseThrow(() -> SeriesPages.neverSeen(topology, series));
    }
    if (command.equals(ServedStates.ROLLBACK)) {
      requireStored(series, kept.get(), steps);
    }
    return written(topology, series, command, () -> topology.states().ask(series, command, steps));
  }

  /** Whoever was asked first writes what nobody knows: to its partition, wherever that is. */
  Answer adopt(Request request) {
    ServedTopology topology = ready(request);
    String series = request.part("series");
    if (topology.states().find(series).isEmpty()) {
      if (request.forwarded()) {
        throw SeriesPages.neverSeen(topology, series);
      }
      Optional<Answer> answer = elsewhere(topology, series, request);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    byte[] exported = request.body().bytes();
    try {
      return written(topology, series, IMPORT, () -> topology.states().adopt(series, exported));
    } catch (Unfit e) {
      throw Problem.conflict("unfit", "What was sent " + e.getMessage() + ".");
    }
  }

  private ServedTopology ready(Request request) {
    request.allowOnly();
    ServedTopology topology = topologies.of(request);
    Topologies.requireReady(topology);
    return topology;
  }

  private Optional<Answer> elsewhere(ServedTopology topology, String series, Request request) {
    return request.forwarded() ? Optional.empty() : elsewhere.answer(topology, series, request);
  }

  private static long steps(String command, JsonNode body) {
    boolean rollback = command.equals(ServedStates.ROLLBACK);
    for (String field : (Iterable<String>) body::fieldNames) {
      if (!rollback || !field.equals(STEPS)) {
        throw Problem.badRequest(
            "Field "
                + field
                + ": "
                + command
                + (rollback ? " takes only " + STEPS + "." : " takes none."));
      }
    }
    JsonNode steps = body.path(STEPS);
    if (rollback && (!steps.canConvertToLong() || !steps.isIntegralNumber())) {
      throw Problem.badRequest(
          "Field " + STEPS + ": must be a whole number, that of the state to go back to.");
    }
    return steps.asLong();
  }

  private static void requireStored(String series, Kept kept, long steps) {
    if (kept.stored().stream().noneMatch(one -> one.steps() == steps)) {
      String there =
          kept.stored().stream()
              .map(one -> Long.toString(one.steps()))
              .distinct()
              .collect(Collectors.joining(", "));
      throw Problem.conflict(
          "not-stored",
          "Series "
              + series
              + " has no state of "
              + steps
              + " steps to go back to; there "
              + (there.isEmpty() ? "is none yet." : "are those of " + there + "."));
    }
  }

  private static Answer written(
      ServedTopology topology, String series, String command, Supplier<Written> write) {
    Written written;
    try {
      written = write.get();
    } catch (NotWritten e) {
      throw Problem.unavailable(e.getMessage());
    }
    String rejected = topology.status().spec().sink().rejected();
    return Body.answer(
        202,
        json -> {
          json.writeStringField("series", series);
          json.writeStringField("command", command);
          json.writeStringField("topic", written.topic());
          json.writeNumberField("partition", written.partition());
          json.writeNumberField("offset", written.offset());
          json.writeStringField(
              "detail",
              "It holds from the series' next record on, whose forecast tells of it; should it be"
                  + " refused, topic "
                  + rejected
                  + " says why.");
        });
  }

  private static Answer answer(String series, Kept kept) {
    return Body.answer(
        json -> {
          json.writeStringField("series", series);
          json.writeNumberField(STEPS, kept.steps());
          json.writeBooleanField("frozen", kept.frozen());
          json.writeBooleanField("challenger", kept.challenger());
          json.writeNumberField("entries", kept.entries());
          json.writeArrayFieldStart("stored");
          for (Stored one : kept.stored()) {
            json.writeStartObject();
            json.writeNumberField("slot", one.slot());
            json.writeNumberField(STEPS, one.steps());
            json.writeNumberField("bytes", one.bytes());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
