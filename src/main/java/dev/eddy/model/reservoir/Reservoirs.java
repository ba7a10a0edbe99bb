package dev.eddy.model.reservoir;

import dev.eddy.spec.EchoStateSpec;
import dev.eddy.spec.ReservoirSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import dev.eddy.training.InitialWeights;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Draws reservoirs, each once: all series of a topology share them, since nothing in them is
 * learned. Safe for use by several threads.
 */
public final class Reservoirs {
  private record Key(EchoStateSpec spec, int inputs, int fedBack, long seed, int member) {}

  private final Map<Key, List<Reservoir>> drawn = new ConcurrentHashMap<>();

  /**
   * The reservoirs of one member of an entry, one for each leak rate. The first call for them costs
   * 40·units³ multiply-adds each.
   *
   * @param inputs features of a step
   * @param fedBack outputs that are inputs too, after those; their weights are drawn by the
   *     specification's feedback
   * @param seed the topology's
   * @param member which of the entry's members
   */
  public List<Reservoir> of(EchoStateSpec spec, int inputs, int fedBack, long seed, int member) {
    return drawn.computeIfAbsent(
        new Key(spec, inputs, fedBack, seed, member),
        key -> IntStream.range(0, spec.leakRate().size()).mapToObj(i -> draw(key, i)).toList());
  }

  private static Reservoir draw(Key key, int number) {
    EchoStateSpec spec = key.spec();
    int units = spec.unitsByReservoir().get(number);
    Chance chance = new Chance(key.seed(), spec.name(), key.member());
    String which = number == 0 ? "" : " " + number;
    double[][] recurrent =
        InitialWeights.reservoir(
            new ReservoirSpec(spec.spectralRadius(), spec.density()),
            chance.draws("connections" + which),
            chance.draws("recurrent weights" + which),
            units);
    double[][] inward = new double[units][key.inputs() + key.fedBack()];
    Draws ofInputs = chance.draws("input weights" + which);
    Draws ofFeedback = chance.draws("feedback weights" + which);
    for (double[] row : inward) {
      for (int i = 0; i < row.length; i++) {
        row[i] =
            i < key.inputs()
                ? ofInputs.uniform(spec.inputScaling())
                : ofFeedback.uniform(spec.feedback());
      }
    }
    return new Reservoir(recurrent, inward, spec.leakRate().get(number));
  }
}
