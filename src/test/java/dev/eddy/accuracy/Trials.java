package dev.eddy.accuracy;

import dev.eddy.forecast.Blueprint;
import dev.eddy.spec.TopologySpec;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many series of several kinds, each forecast once, on as many threads as there are processors. */
final class Trials {
  private final Map<SyntheticKind, List<Trial>> byKind;

  private Trials(Map<SyntheticKind, List<Trial>> byKind) {
    this.byKind = byKind;
  }

  /** Of each kind the series of the seeds from 1 to {@code seeds}. */
  static Trials run(TopologySpec spec, Collection<SyntheticKind> kinds, int seeds) {
    Blueprint blueprint = new Blueprint(spec);
    return new Trials(
        kinds.stream()
            .flatMap(
                kind -> IntStream.rangeClosed(1, seeds).mapToObj(seed -> Map.entry(kind, seed)))
            .parallel()
            .map(one -> Trial.of(blueprint, one.getKey(), one.getValue()))
            .collect(
                Collectors.groupingBy(
                    Trial::kind, () -> new EnumMap<>(SyntheticKind.class), Collectors.toList())));
  }

  List<Trial> of(SyntheticKind kind) {
    return byKind.get(kind);
  }

  /** Over the series of a kind. */
  double mean(SyntheticKind kind, ToDoubleFunction<Trial> figure) {
    return of(kind).stream().mapToDouble(figure).average().orElseThrow();
  }
}
