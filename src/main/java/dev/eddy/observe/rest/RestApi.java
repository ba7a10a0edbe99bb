package dev.eddy.observe.rest;

import com.sun.net.httpserver.HttpExchange;
import dev.eddy.observe.Answer;
import dev.eddy.observe.Section;
import dev.eddy.observe.rest.Router.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the process knows of its series, under {@value #PATH}; the paths are described in {@code
 * openapi.json}, which is served too. Where a token is set every one of them asks for it; where
 * none is, nothing can be written.
 *
 * <p>Safe for use by several threads.
 */
public final class RestApi implements Section {
  private static final String PATH = "/v1";
  private static final String DOCUMENT = "/openapi.json";

  private final Optional<BearerToken> token;
  private final Router router;

  /**
   * Of these topologies.
   *
   * @param topologies asked at each request
   * @param token what must be shown; empty: nothing
   */
  public RestApi(Supplier<List<ServedTopology>> topologies, Optional<BearerToken> token) {
    this(token, new Router(routes(new Topologies(topologies)), token.isPresent()));
  }

  RestApi(Optional<BearerToken> token, Router router) {
    this.token = token;
    this.router = router;
  }

  /** Every path there is; of two that match, the first counts. */
  static List<Route> routes(Topologies topologies) {
    Peers peers = new Peers();
    TopologyPages topology = new TopologyPages(topologies);
    Elsewhere elsewhere = new Elsewhere(peers);
    SeriesPages series = new SeriesPages(topologies, elsewhere);
    StatePages state = new StatePages(topologies, elsewhere);
    ListPages list = new ListPages(topologies, peers);
    ManyForecasts many = new ManyForecasts(topologies, peers);
    String one = PATH + "/topologies/{topology}";
    byte[] document = document();
    return List.of(
        Route.get(PATH + DOCUMENT, request -> Answer.of(200, Answer.JSON, document)),
        Route.get(PATH + "/topologies", topology::list),
        Route.get(one, topology::one),
        Route.get(one + "/series", list::list),
        Route.get(one + "/series/{series}", series::series),
        Route.get(one + "/series/{series}/forecast", series::forecast),
        Route.get(one + "/series/{series}/errors", series::errors),
        Route.get(one + "/series/{series}/learning", series::learning),
        Route.get(one + "/series/{series}/state", state::state),
        Route.get(one + "/series/{series}/state/export", state::export),
        Route.upload(one + "/series/{series}/state/import", state::adopt),
        Route.post(one + "/series/{series}/state/{command}", state::command),
        Route.get(one + "/forecasts", many::answer));
  }

  private static byte[] document() {
    try (InputStream file = RestApi.class.getResourceAsStream(DOCUMENT)) {
      if (file == null) {
        throw new IllegalStateException("resource " + DOCUMENT + " is missing from the build");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public Answer answer(HttpExchange exchange) {
    try {
      String shown = exchange.getRequestHeaders().getFirst("Authorization");
      if (token.isPresent() && !token.get().isShownBy(Optional.ofNullable(shown))) {
        throw Problem.unauthorized(
            "This needs the header \"Authorization: Bearer TOKEN\" with the token of EDDY_TOKEN.");
      }
      return router.answer(exchange);
    } catch (Problem e) {
      return e.answer();
    } catch (ServedTopology.NotReady e) {
      return Problem.unavailable("Partitions are being shared out or their states restored.")
          .answer();
    }
  }
}
