package dev.eddy.model.reservoir;

import dev.eddy.spec.EchoStateSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
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
    double[][] recurrent = recurrent(spec, chance);
    Draws draws = chance.draws("input weights");
    double[][] inward = new double[spec.units()][key.inputs()];
    for (double[] row : inward) {
      Arrays.setAll(row, i -> draws.uniform(spec.inputScaling()));
    }
    return new Reservoir(recurrent, inward, spec.leakRate());
  }

  /**
   * Each unit listens to the same number of others, evenly drawn; weights are even in ±1, then
   * scaled.
   */
  private static double[][] recurrent(EchoStateSpec spec, Chance chance) {
    int units = spec.units();
    int connections = (int) Math.max(1, Math.rint(spec.density() * units));
    Draws sources = chance.draws("connections");
    Draws weights = chance.draws("recurrent weights");
    double[][] recurrent = new double[units][units];
    for (double[] row : recurrent) {
      for (int c = 0; c < connections; ) {
        int source = sources.below(units);
        if (row[source] == 0) {
          row[source] = weights.uniform(1);
          c++;
        }
      }
    }
    double radius = SpectralRadius.of(recurrent);
    double scale = radius > 0 ? spec.spectralRadius() / radius : 0;
    for (double[] row : recurrent) {
      Arrays.setAll(row, i -> row[i] * scale);
    }
    return recurrent;
  }
}
