package dev.eddy.model.reservoir;

import dev.eddy.spec.EchoStateSpec;
import dev.eddy.training.Chance;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Draws reservoirs, each once: all series of a topology share them, since nothing in them is learned. Safe for use by
 * several threads.
 */
public final class Reservoirs {
  private record Key(EchoStateSpec spec, int inputs, Chance chance) {}

  private final Map<Key, Reservoir> drawn = new ConcurrentHashMap<>();

  /**
   * The reservoir of a specification. The first call for it costs 40·units³ multiply-adds.
   *
   * @param inputs features of a step
   * @param chance what the weights are drawn from
   */
  Reservoir of(EchoStateSpec spec, int inputs, Chance chance) {
    return drawn.computeIfAbsent(new Key(spec, inputs, chance), Reservoirs::draw);
  }

  private static Reservoir draw(Key key) {
    EchoStateSpec spec = key.spec();
    double[][] recurrent = recurrent(spec, key.chance());
    double[][] inward = new double[spec.units()][key.inputs()];
    long drawn = 0;
    for (double[] row : inward) {
      for (int i = 0; i < row.length; i++) {
        row[i] = spec.inputScaling() * (2 * key.chance().uniform("input", drawn++) - 1);
      }
    }
    return new Reservoir(recurrent, inward, spec.leakRate());
  }

  private static double[][] recurrent(EchoStateSpec spec, Chance chance) {
    int units = spec.units();
    int connections = (int) Math.max(1, Math.rint(spec.density() * units));
    double[][] recurrent = new double[units][units];
    double[] flat = new double[units * units];
    long drawn = 0;
    for (int unit = 0; unit < units; unit++) {
      for (int c = 0; c < connections; ) {
        int source = (int) (units * chance.uniform("connection", drawn++));
        if (recurrent[unit][source] == 0) {
          recurrent[unit][source] = 2 * chance.uniform("recurrent", (long) unit * units + source) - 1;
          flat[unit * units + source] = recurrent[unit][source];
          c++;
        }
      }
    }
    double radius = SpectralRadius.of(flat, units);
    double scale = radius > 0 ? spec.spectralRadius() / radius : 0;
    for (double[] row : recurrent) {
      for (int i = 0; i < units; i++) {
        row[i] *= scale;
      }
    }
    return recurrent;
  }
}
