package dev.eddy.model.reservoir;

import dev.eddy.spec.EchoStateSpec;
import dev.eddy.spec.ReservoirSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import dev.eddy.training.InitialWeights;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Draws reservoirs, each once: all series of a topology share them, since nothing in them is
 * learned. Safe for use by several threads.
 */
public final class Reservoirs {
  private record Key(EchoStateSpec spec, int inputs, long seed, int member) {}

  private final Map<Key, Reservoir> drawn = new ConcurrentHashMap<>();

  /**
   * The reservoir of one member of an entry. The first call for it costs 40·units³ multiply-adds.
   *
   * @param inputs features of a step
   * @param seed the topology's
   * @param member which of the entry's members
   */
  public Reservoir of(EchoStateSpec spec, int inputs, long seed, int member) {
    return drawn.computeIfAbsent(new Key(spec, inputs, seed, member), Reservoirs::draw);
  }

  private static Reservoir draw(Key key) {
    EchoStateSpec spec = key.spec();
    Chance chance = new Chance(key.seed(), spec.name(), key.member());
    double[][] recurrent =
        InitialWeights.reservoir(
            new ReservoirSpec(spec.spectralRadius(), spec.density()),
            chance.draws("connections"),
            chance.draws("recurrent weights"),
            spec.units());
    Draws draws = chance.draws("input weights");
    double[][] inward = new double[spec.units()][key.inputs()];
    for (double[] row : inward) {
      Arrays.setAll(row, i -> draws.uniform(spec.inputScaling()));
    }
    return new Reservoir(recurrent, inward, spec.leakRate());
  }
}
