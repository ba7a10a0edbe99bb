package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import java.util.List;

/**
 * The gates of a layer, or sums of any other kind that its inputs and hidden state have a share in.
 *
 * @param layer name of the layer
 * @param names of the gates, each with the layer's name before it
 * @param units rows of each
 */
record Gates(String layer, List<String> names, int units) {
  /** Values this close to their limits count as saturated. */
  private static final float MARGIN = 0.05f;

  static Gates of(String layer, int units, String... names) {
    return new Gates(
        layer, List.of(names).stream().map(name -> layer + "." + name).toList(), units);
  }

  /** Rows of all gates, each gate padded. */
  int padded() {
    return names.size() * Kernel.padded(units);
  }

  /** The first gates alone. */
  Gates first(int count) {
    return new Gates(layer, names.subList(0, count), units);
  }

  /** One gate alone. */
  Gates only(int gate) {
    return new Gates(layer, names.subList(gate, gate + 1), units);
  }

  /** Share of two logistic gates' units that are near 0 or 1 at a step. */
  double saturation(LayerTrace trace, int step, int one, int other) {
    return (saturated(trace, step, one) + saturated(trace, step, other)) / (2.0 * units);
  }

  /** Share of three logistic gates' units that are near 0 or 1 at a step. */
  double saturation(LayerTrace trace, int step, int one, int other, int third) {
    int two = saturated(trace, step, one) + saturated(trace, step, other);
    return (two + saturated(trace, step, third)) / (3.0 * units);
  }

  private int saturated(LayerTrace trace, int step, int gate) {
    int from = step * trace.sums + gate * Kernel.padded(units);
    int saturated = 0;
    for (int u = 0; u < units; u++) {
      saturated += Math.abs(trace.gates[from + u] - 0.5f) > 0.5f - MARGIN ? 1 : 0;
    }
    return saturated;
  }
}
