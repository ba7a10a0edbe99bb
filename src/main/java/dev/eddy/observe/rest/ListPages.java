package dev.eddy.observe.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.observe.Answer;
import dev.eddy.observe.rest.Listing.Page;
import dev.eddy.observe.rest.Peers.Reply;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;

/** Lists of series, gathered from all instances. */
final class ListPages {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Topologies topologies;
  private final Peers peers;

  ListPages(Topologies topologies, Peers peers) {
    this.topologies = topologies;
    this.peers = peers;
  }

  Answer list(Request request) {
    Listing listing = Listing.of(request);
    ServedTopology topology = topologies.of(request);
    Topologies.requireReady(topology);
    List<Page> pages = new ArrayList<>(List.of(listing.page(topology.summaries())));
    List<String> unreachable = new ArrayList<>();
    if (!request.forwarded()) {
      for (Reply reply : peers.ask(Topologies.others(topology), request.target(), request)) {
        try {
          pages.add(read(reply));
        } catch (IOException | DateTimeException e) {
          unreachable.add(reply.address());
        }
      }
    }
    return answer(listing, listing.merged(pages), unreachable);
  }

  private static Page read(Reply reply) throws IOException {
    if (!reply.isFound()) {
      throw new IOException("status " + reply.status());
    }
    JsonNode json = JSON.readTree(reply.body());
    List<SeriesSummary> rows = new ArrayList<>();
    json.path("series").forEach(row -> rows.add(SeriesSummary.read(row)));
    return new Page(json.path("total").asLong(), rows, json.hasNonNull("next"));
  }

  private static Answer answer(Listing listing, Page page, List<String> unreachable) {
    List<SeriesSummary> rows = page.rows();
    boolean goesOn = page.more() && !rows.isEmpty();
    return Body.answer(
        json -> {
          json.writeNumberField("total", page.total());
          json.writeArrayFieldStart("series");
          for (SeriesSummary row : rows) {
            json.writeStartObject();
            row.writeFields(json);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeStringField(
              "next", goesOn ? listing.sort().cursor(rows.get(rows.size() - 1)) : null);
          Body.texts(json, "unreachable", unreachable);
        });
  }
}
