package dev.eddy.observe.rest;

import dev.eddy.observe.TopologyStatus;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The topologies of this process, by name. */
record Topologies(Supplier<List<ServedTopology>> all) {
  /**
   * The one that a request names.
   *
   * @throws Problem if there is none of that name
   */
  ServedTopology of(Request request) {
    String name = request.part("topology");
    List<ServedTopology> here = all.get();
    if (here.isEmpty()) {
      throw Problem.unavailable("No topology has started yet.");
    }
    return here.stream()
        .filter(one -> nameOf(one).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.notFound(
                    "topology",
                    "No topology "
                        + name
                        + " runs here; there is: "
                        + here.stream().map(Topologies::nameOf).collect(Collectors.joining(", "))
                        + "."));
  }

  static String nameOf(ServedTopology topology) {
    return topology.status().spec().name();
  }

  /**
   * Refuses as long as what is not known here may come to be.
   *
   * @throws Problem unless the topology takes in records
   */
  static void requireReady(ServedTopology topology) {
    TopologyStatus status = topology.status();
    if (!status.ready()) {
      throw Problem.unavailable(
          "Topology "
              + status.spec().name()
              + " is "
              + status.state()
              + (status.live()
                  ? ": partitions are being shared out or their states restored."
                  : ": only a restart helps."));
    }
  }

  /** True if others can ask this instance, which then asks them too. */
  static boolean advertises(ServedTopology topology) {
    return topology.instances().stream().anyMatch(one -> one.here() && one.address().isPresent());
  }

  /** Where the other instances are, as far as they say it; nowhere, where this one does not. */
  static List<String> others(ServedTopology topology) {
    if (!advertises(topology)) {
      return List.of();
    }
    return topology.instances().stream()
        .filter(one -> !one.here())
        .flatMap(one -> one.address().stream())
        .toList();
  }
}
