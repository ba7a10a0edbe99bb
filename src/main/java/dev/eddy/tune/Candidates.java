package dev.eddy.tune;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.config.InvalidTopology;
import dev.eddy.config.SearchRange;
import dev.eddy.config.SearchedTopology;
import dev.eddy.spec.ForecastSpec;
import dev.eddy.spec.ForecastSpec.Publish;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.TopologySpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Draws candidates: each from the topology's seed and its own number, no two the same, and only
 * such that the file would be right with them. More of them begin with the same ones.
 */
final class Candidates {
  /** So many draws in a row that are known or wrong: there seem to be no others. */
  private static final int PATIENCE = 1_000;

  private final SearchedTopology topology;
  private final Subject subject;

  Candidates(SearchedTopology topology, Subject subject) {
    this.topology = topology;
    this.subject = subject;
  }

  /**
   * Up to so many; fewer where the ranges hold no more.
   *
   * @throws BacktestFailure if no values go together
   */
  List<Candidate> draw(int budget) {
    List<Candidate> drawn = new ArrayList<>();
    Set<List<String>> known = new HashSet<>();
    String problem = "";
    long seed = subject.seed();
    while (drawn.size() < budget) {
      Draws draws = new Chance(seed, "tune", drawn.size()).draws("values");
      int before = drawn.size();
      for (int attempt = 0; attempt < PATIENCE && drawn.size() == before; attempt++) {
        List<String> values = new ArrayList<>();
        for (SearchRange range : topology.ranges()) {
          values.add(range.at(draws.uniform()));
        }
        if (known.add(values)) {
          try {
            TopologySpec spec = subject.of(topology.with(values).spec());
            drawn.add(new Candidate(before, values, spec));
          } catch (InvalidTopology e) {
            problem = e.problems().get(0);
          }
        }
      }
      if (drawn.size() == before) {
        break;
      }
    }
    if (drawn.isEmpty()) {
      throw BacktestFailure.ofUse("no values of the ranges go together: " + problem);
    }
    return drawn;
  }

  /**
   * What of a topology is replayed and scored.
   *
   * @param entry index of the only entry that is replayed; -1: all are
   * @param scored whose forecasts count
   * @param seed the topology's
   */
  record Subject(int entry, String scored, long seed) {
    private static final int ALL = -1;

    /**
     * The entry that is searched, or the combination.
     *
     * @param spec with any values for what is searched
     */
    static Subject of(SearchedTopology topology, TopologySpec spec, boolean combined) {
      if (combined) {
        return new Subject(ALL, TopologySpec.COMBINED, spec.seed());
      }
      int entry = topology.ranges().get(0).entry();
      return new Subject(entry, spec.models().get(entry).name(), spec.seed());
    }

    /** That part, without quantiles, which no score here looks at. */
    TopologySpec of(TopologySpec spec) {
      ForecastSpec forecast = spec.forecast();
      List<ModelSpec> models = entry == ALL ? spec.models() : List.of(spec.models().get(entry));
      return new TopologySpec(
          spec.name(),
          spec.source(),
          spec.step(),
          spec.gap(),
          spec.future(),
          new ForecastSpec(forecast.horizon(), List.of(), forecast.bounds(), Publish.COMBINED),
          spec.drift(),
          models,
          spec.sink(),
          spec.state(),
          spec.seed(),
          spec.kafka());
    }
  }
}
