package dev.eddy.observe.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eddy.forecast.JsonNumbers;
import dev.eddy.observe.Answer;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What is said of one series, wherever it is. */
final class SeriesPages {
  private final Topologies topologies;
  private final Elsewhere elsewhere;

  SeriesPages(Topologies topologies, Elsewhere elsewhere) {
    this.topologies = topologies;
    this.elsewhere = elsewhere;
  }

  private interface Page {
    Answer of(TopologySpec spec, SeriesDetails details);
  }

  Answer series(Request request) {
    request.allowOnly();
    return answer(request, SeriesPages::overview);
  }

  Answer forecast(Request request) {
    request.allowOnly("model");
    String model = request.value("model").orElse(TopologySpec.COMBINED);
    return answer(
        request,
        (spec, details) ->
            Answer.of(
                200,
                Answer.JSON,
                Optional.ofNullable(details.forecasts().get(model))
                    .orElseThrow(() -> unpublished(spec, model))));
  }

  Answer learning(Request request) {
    request.allowOnly();
    return answer(request, SeriesPages::reports);
  }

  Answer errors(Request request) {
    request.allowOnly();
    return answer(request, SeriesPages::errors);
  }

  private Answer answer(Request request, Page page) {
    ServedTopology topology = topologies.of(request);
    String series = request.part("series");
    Optional<SeriesDetails> details = topology.find(series);
    if (details.isPresent()) {
      return page.of(topology.status().spec(), details.get());
    }
    Topologies.requireReady(topology);
    if (topology.remembers(series)) {
      throw silent(series);
    }
    return (request.forwarded()
            ? Optional.<Answer>empty()
            : elsewhere.answer(topology, series, request))
        .orElseThrow(() -> neverSeen(topology, series));
  }

  private static Problem silent(String series) {
    return Problem.notFound(
        "silent",
        "Series "
            + series
            + " is known, but no record of it has come since its partition was taken over; the next"
            + " one brings a forecast.");
  }

  static Problem neverSeen(ServedTopology topology, String series) {
    return Problem.notFound(
        Elsewhere.NEVER_SEEN,
        "No record of series "
            + series
            + " has been seen by topology "
            + Topologies.nameOf(topology)
            + (Topologies.advertises(topology)
                ? "."
                : " in the partitions of this instance, which knows no others: --advertise lets"
                    + " them ask each other."));
  }

  private static Problem unpublished(TopologySpec spec, String model) {
    boolean known = spec.models().stream().anyMatch(entry -> entry.name().equals(model));
    return Problem.notFound(
        "unpublished",
        known
            ? "Forecasts of " + model + " are not published: forecast.publish must be all."
            : "There is no model " + model + "; there is " + TopologySpec.COMBINED + ".");
  }

  private static Answer overview(TopologySpec spec, SeriesDetails details) {
    return Body.answer(
        json -> {
          details.summary().writeFields(json);
          Body.texts(json, "models", details.forecasts().keySet());
          json.writeArrayFieldStart("events");
          for (SeriesDetails.Event event : details.events()) {
            json.writeStartObject();
            json.writeStringField("time", event.time().toString());
            json.writeStringField("event", event.event());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static Answer reports(TopologySpec spec, SeriesDetails details) {
    List<byte[]> inOrder =
        spec.models().stream()
            .map(ModelSpec::name)
            .map(details.reports()::get)
            .filter(Objects::nonNull)
            .toList();
    return Body.answer(
        json -> {
          json.writeStringField("series", details.summary().series());
          Body.records(json, "reports", inOrder);
        });
  }

  private static Answer errors(TopologySpec spec, SeriesDetails details) {
    RecentErrors errors = details.errors();
    return Body.answer(
        json -> {
          details.summary().writeFields(json);
          Body.texts(json, "times", errors.times().stream().map(Object::toString).toList());
          json.writeObjectFieldStart("targets");
          for (int t = 0; t < errors.targets().size(); t++) {
            json.writeObjectFieldStart(spec.source().targets().get(t));
            writeTarget(json, errors.horizons(), errors.targets().get(t));
            json.writeEndObject();
          }
          json.writeEndObject();
        });
  }

  private static void writeTarget(
      JsonGenerator json, List<Integer> horizons, RecentErrors.OfTarget target) throws IOException {
    JsonNumbers.write(json, "skill", target.skill());
    json.writeArrayFieldStart("absoluteErrors");
    for (int h = 0; h < horizons.size(); h++) {
      json.writeStartObject();
      json.writeNumberField("horizon", horizons.get(h));
      JsonNumbers.write(json, "combined", target.combined()[h]);
      JsonNumbers.write(json, "last-value", target.lastValue()[h]);
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
