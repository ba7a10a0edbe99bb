package dev.eddy.observe.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.observe.Answer;
import dev.eddy.observe.rest.Peers.Reply;
import dev.eddy.observe.rest.ServedTopology.Whereabouts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Finds the instance that has a series, and passes on what it says of it. */
final class Elsewhere {
  /** The reason of a refusal that another instance may know better than. */
  static final String NEVER_SEEN = "never-seen";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Peers peers;

  Elsewhere(Peers peers) {
    this.peers = peers;
  }

  /**
   * What another instance says of a series that this one knows nothing of. Where the engine chose
   * the partition by the series, one instance is asked: the one that has it. Else that one is the
   * likeliest, and all others are asked after it.
   *
   * @return empty if nobody knows more
   * @throws Problem if somebody who may know more does not answer
   */
  Optional<Answer> answer(ServedTopology topology, String series, Request request) {
    if (!Topologies.advertises(topology)) {
      return Optional.empty();
    }
    List<String> others = Topologies.others(topology);
    Whereabouts where = topology.whereabouts(series);
    Optional<String> likeliest = where.address().filter(others::contains);
    if (where.certain()) {
      return where.here() ? Optional.empty() : ofOwner(where, likeliest, request);
    }
    Optional<Answer> answer =
        best(peers.ask(likeliest.stream().toList(), request.target(), request));
    if (answer.isPresent()) {
      return answer;
    }
    List<String> rest = others.stream().filter(one -> !likeliest.equals(Optional.of(one))).toList();
    return best(peers.ask(rest, request.target(), request));
  }

  private Optional<Answer> ofOwner(Whereabouts where, Optional<String> owner, Request request) {
    if (owner.isEmpty()) {
      throw Problem.badGateway(
          "Partition "
              + where.partition()
              + " is with an instance that cannot be asked: it advertises "
              + where.address().map(address -> address + ", as this one does").orElse("no address")
              + "; --advertise gives each its own.");
    }
    return best(peers.ask(List.of(owner.get()), request.target(), request));
  }

  /** What somebody found, or else why somebody could not who might. */
  private static Optional<Answer> best(List<Reply> replies) {
    Optional<Answer> refusal = Optional.empty();
    for (Reply reply : replies) {
      if (reply.isFound()) {
        return Optional.of(reply.passedOn());
      }
      if (reply.isRefusal() && !reason(reply).equals(NEVER_SEEN)) {
        refusal = Optional.of(reply.passedOn());
      }
    }
    if (refusal.isEmpty()) {
      replies.stream()
          .filter(reply -> !reply.isRefusal())
          .findFirst()
          .ifPresent(
              silent -> {
                throw unanswered(silent);
              });
    }
    return refusal;
  }

  private static Problem unanswered(Reply reply) {
    String who = "Instance " + reply.address() + ", which may have it, ";
    return switch (reply.status()) {
      case 0 -> Problem.badGateway(who + "does not answer.");
      case 401 ->
          Problem.badGateway(who + "takes another token: all instances need the same EDDY_TOKEN.");
      case 503 -> Problem.unavailable(who + "is not ready.");
      default -> Problem.badGateway(who + "answers with status " + reply.status() + ".");
    };
  }

  private static String reason(Reply reply) {
    try {
      return JSON.readTree(reply.body()).path("reason").asText();
    } catch (IOException e) {
      return "";
    }
  }
}
