package dev.eddy.model.recurrent;

import dev.eddy.archive.Archive;
import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Steps;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.LayerSpec;
import dev.eddy.training.ParameterLayout.Part;
import dev.eddy.training.Parameters;
import java.util.Arrays;
import java.util.List;

/**
 * The truncated derivatives of cell states without a forget gate, c = δ·c' + i·g with gates i =
 * sigmoid(a_i), g = tanh(a_g), a = W·x + b + U·h' + d (Hochreiter and Schmidhuber 1997, doi
 * 10.1162/neco.1997.9.8.1735, appendix A.1). Errors that reach the sums a change weights and go no
 * further back; along the cell states they flow without end. With h' held constant, v = (x, h', 1)
 * and w_i[u], w_g[u] the weights into the input gate and the candidate of cell u,
 *
 * <pre>
 *   ∂c[u]/∂w_i[u] = δ·∂c'[u]/∂w_i[u] + g·i·(1 − i)·v
 *   ∂c[u]/∂w_g[u] = δ·∂c'[u]/∂w_g[u] + i·(1 − g²)·v
 * </pre>
 *
 * and all others are zero. The output gate and what reads the hidden state learn from the present
 * step alone.
 *
 * <p>With n inputs and m cells a step takes 2·m·(n + m + 1) multiply-adds, and they take 8·m·(n + m
 * + 1) bytes.
 */
final class UngatedSensitivities implements Sensitivities {
  private static final int INPUT_GATE = 0;
  private static final int CANDIDATE = 1;

  private final float decay;
  private final int units;
  private final int padded;
  private final int columns; // of v
  private final LayerTrace trace;
  private final Steps inputs;
  private final List<Part> parts;
  private final float[] values; // [input gate, candidate][units][columns]
  private final float[] read; // [columns] v, scratch

  UngatedSensitivities(LayerSpec spec, Network network) {
    decay = spec.type() == CellKind.LSTM_DECAY ? (float) spec.decayOrDefault() : 1;
    units = spec.units();
    padded = Kernel.padded(units);
    columns = network.shape().inputs() + units + 1;
    trace = network.layers().get(0).trace();
    inputs = network.inputs();
    parts = network.layout().parts();
    values = new float[2 * units * columns];
    read = new float[columns];
  }

  @Override
  public boolean throughSums() {
    return false;
  }

  @Override
  public void advance(Parameters parameters, Kernel kernel) {
    int inputSize = columns - units - 1;
    System.arraycopy(inputs.values(), inputs.at(0), read, 0, inputSize);
    System.arraycopy(trace.hidden, trace.hiddenBefore().at(0), read, inputSize, units);
    read[columns - 1] = 1;
    int gates = trace.gateSteps().at(0);
    for (int u = 0; u < units; u++) {
      float i = trace.gates[gates + INPUT_GATE * padded + u];
      float g = trace.gates[gates + CANDIDATE * padded + u];
      advance(u, g * (i * (1f - i)));
      advance(units + u, i * Math.fma(-g, g, 1f));
    }
  }

  private void advance(int row, float slope) {
    int from = row * columns;
    for (int c = 0; c < columns; c++) {
      values[from + c] = Math.fma(decay, values[from + c], slope * read[c]);
    }
  }

  @Override
  public void collect(Parameters gradient) {
    for (int row = 0; row < 2 * units; row++) {
      float byCell = trace.cellGradient[row % units];
      for (int c = 0; c < columns; c++) {
        WeightRows.add(values[row * columns + c] * byCell, parts, row, c, gradient);
      }
    }
  }

  @Override
  public void reset() {
    Arrays.fill(values, 0);
  }

  @Override
  public void archive(Archive archive) {
    archive.array(values);
  }
}
