package dev.eddy.observe.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.observe.Answer;
import dev.eddy.observe.rest.Peers.Reply;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The latest forecasts of many series, gathered from all instances. */
final class ManyForecasts {
  static final int MOST = 1_000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNPUBLISHED = "unpublished";
  private static final String SILENT = "silent";

  private final Topologies topologies;
  private final Peers peers;

  ManyForecasts(Topologies topologies, Peers peers) {
    this.topologies = topologies;
    this.peers = peers;
  }

  /** What has been found so far, and why the rest has not. */
  private static final class Found {
    private final Map<String, byte[]> forecasts = new LinkedHashMap<>(); // by series
    private final Map<String, String> missing = new LinkedHashMap<>(); // series to reason
    private final List<String> unreachable = new ArrayList<>();

    void miss(String series, String reason) {
      missing.merge(
          series, reason, (before, now) -> now.equals(Elsewhere.NEVER_SEEN) ? before : now);
    }

    void find(String series, byte[] forecast) {
      forecasts.put(series, forecast);
      missing.remove(series);
    }
  }

  Answer answer(Request request) {
    request.allowOnly("series", "model");
    Collection<String> asked = asked(request);
    ServedTopology topology = topologies.of(request);
    Found found = here(topology, asked, request.value("model").orElse(TopologySpec.COMBINED));
    if (!found.missing.isEmpty()) {
      Topologies.requireReady(topology);
      if (!request.forwarded()) {
        gather(topology, request, found);
      }
    }
    List<byte[]> inOrder =
        asked.stream().map(found.forecasts::get).filter(Objects::nonNull).toList();
    return Body.answer(
        json -> {
          Body.records(json, "forecasts", inOrder);
          json.writeArrayFieldStart("missing");
          for (Map.Entry<String, String> one : found.missing.entrySet()) {
            json.writeStartObject();
            json.writeStringField("series", one.getKey());
            json.writeStringField("reason", one.getValue());
            json.writeEndObject();
          }
          json.writeEndArray();
          Body.texts(json, "unreachable", found.unreachable);
        });
  }

  private static Collection<String> asked(Request request) {
    Collection<String> asked =
        new LinkedHashSet<>(request.query().getOrDefault("series", List.of()));
    if (asked.isEmpty() || asked.size() > MOST) {
      throw Problem.badRequest(
          asked.size()
              + " series are asked for: must be 1 to "
              + MOST
              + ", each as series=NAME in the query.");
    }
    return asked;
  }

  private static Found here(ServedTopology topology, Collection<String> asked, String model) {
    Found found = new Found();
    boolean ready = topology.status().ready();
    for (String series : asked) {
      Optional<SeriesDetails> details = topology.find(series);
      byte[] forecast = details.map(one -> one.forecasts().get(model)).orElse(null);
      if (forecast != null) {
        found.find(series, forecast);
      } else if (details.isPresent()) {
        found.miss(series, UNPUBLISHED);
      } else {
        found.miss(series, ready && topology.remembers(series) ? SILENT : Elsewhere.NEVER_SEEN);
      }
    }
    return found;
  }

  private void gather(ServedTopology topology, Request request, Found found) {
    List<String> unknown =
        found.missing.entrySet().stream()
            .filter(one -> one.getValue().equals(Elsewhere.NEVER_SEEN))
            .map(Map.Entry::getKey)
            .toList();
    if (unknown.isEmpty()) {
      return;
    }
    String path = request.target().substring(0, request.target().indexOf('?'));
    String query =
        unknown.stream()
            .map(series -> "series=" + UrlText.encoded(series))
            .collect(Collectors.joining("&"));
    String model = request.value("model").map(name -> "&model=" + UrlText.encoded(name)).orElse("");
    for (Reply reply :
        peers.ask(Topologies.others(topology), path + "?" + query + model, request)) {
      try {
        add(reply, found);
      } catch (IOException e) {
        found.unreachable.add(reply.address());
      }
    }
  }

  private static void add(Reply reply, Found found) throws IOException {
    if (!reply.isFound()) {
      throw new IOException("status " + reply.status());
    }
    for (byte[] forecast : forecasts(reply.body())) {
      found.find(JSON.readTree(forecast).path("series").asText(), forecast);
    }
    for (JsonNode one : JSON.readTree(reply.body()).path("missing")) {
      String series = one.path("series").asText();
      if (!found.forecasts.containsKey(series)) {
        found.miss(series, one.path("reason").asText());
      }
    }
  }

  /** The forecasts of an answer, byte for byte. */
  private static List<byte[]> forecasts(byte[] body) throws IOException {
    List<byte[]> forecasts = new ArrayList<>();
    try (JsonParser json = JSON.createParser(body)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.FIELD_NAME && json.currentName().equals("forecasts")) {
          json.nextToken();
          while (json.nextToken() == JsonToken.START_OBJECT) {
            int from = (int) json.currentTokenLocation().getByteOffset();
            json.skipChildren();
            forecasts.add(
                Arrays.copyOfRange(body, from, (int) json.currentLocation().getByteOffset()));
          }
          return forecasts;
        }
      }
    }
    return forecasts;
  }
}
