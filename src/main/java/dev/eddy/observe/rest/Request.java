package dev.eddy.observe.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked.
 *
 * @param target path and query as they came, encoded
 * @param parts of the path, by the names that the route gives them
 * @param query values by name
 * @param authorization the header as it came, to be shown to other instances
 * @param forwarded true if another instance asks: then only what is known here counts, so that no
 *     request goes on for ever. It gives no rights.
 * @param sent with a request that writes
 */
record Request(
    String target,
    Map<String, String> parts,
    Map<String, List<String>> query,
    Optional<String> authorization,
    boolean forwarded,
    Optional<Sent> sent) {
  /**
   * A request's body.
   *
   * @param contentType as it came
   * @param bytes as they came
   * @param json what they say, where the path takes JSON; else missing
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Sent(String contentType, byte[] bytes, JsonNode json) {}

  /** The header by which an instance says that it asks for somebody else. */
  static final String FORWARDED = "Eddy-Forwarded";

  /** What a request that writes brings. */
  Sent body() {
    return sent.orElseThrow();
  }

  /** The part of the path that the route gives this name. */
  String part(String name) {
    return parts.get(name);
  }

  /**
   * Refuses what the path knows nothing of, so that a misspelt name does not pass for no name.
   *
   * @throws Problem if the query has another name
   */
  void allowOnly(String... names) {
    Set<String> known = Set.of(names);
    for (String name : query.keySet()) {
      if (!known.contains(name)) {
        throw Problem.badRequest(
            "There is no query parameter "
                + name
                + " here"
                + (names.length == 0 ? "." : "; there is: " + String.join(", ", names) + "."));
      }
    }
  }

  /**
   * The one value of a name.
   *
   * @throws Problem if it has several
   */
  Optional<String> value(String name) {
    List<String> values = query.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw Problem.badRequest("The query parameter " + name + " is there more than once.");
    }
    return values.stream().findFirst();
  }
}
