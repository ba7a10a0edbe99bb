package dev.eddy.observe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whether the process should be restarted (live) and whether it does its work (ready), for all
 * topologies together.
 */
final class Health {
  private Health() {}

  /** Live: no topology is past help. */
  static Answer live(List<TopologyStatus> topologies) {
    return answer(
        "live",
        topologies.stream().allMatch(TopologyStatus::live),
        topologies,
        TopologyStatus::live);
  }

  /** Ready: there are topologies, and all of them take in records. */
  static Answer ready(List<TopologyStatus> topologies) {
    boolean all = !topologies.isEmpty() && topologies.stream().allMatch(TopologyStatus::ready);
    return answer("ready", all, topologies, TopologyStatus::ready);
  }

  private static Answer answer(
      String question,
      boolean yes,
      List<TopologyStatus> topologies,
      Predicate<TopologyStatus> one) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put(question, yes);
    ArrayNode each = json.putArray("topologies");
    for (TopologyStatus topology : topologies) {
      each.addObject()
          .put("name", topology.spec().name())
          .put("state", topology.state())
          .put(question, one.test(topology));
    }
    return Answer.text(yes ? 200 : 503, "application/json", json + "\n");
  }
}
