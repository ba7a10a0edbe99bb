package dev.eddy.tune;

import dev.eddy.spec.TopologySpec;
import java.util.List;

/**
 * Values for all that is left to a search. Immutable.
 *
 * @param number from 0, in the order in which they were drawn
 * @param values in the order of the ranges, as they would stand in the file
 * @param spec what is replayed to score it
 */
record Candidate(int number, List<String> values, TopologySpec spec) {
  Candidate {
    values = List.copyOf(values);
  }
}
