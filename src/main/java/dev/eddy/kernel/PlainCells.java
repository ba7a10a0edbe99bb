package dev.eddy.kernel;

/** Gates and states of recurrent cells, unit by unit. */
final class PlainCells {
  private PlainCells() {}

  static void lstmForward(LayerTrace trace, int step) {
    int size = trace.outputs;
    float[] gates = trace.gates;
    int gate = step * trace.sums;
    int before = step * size;
    int after = before + size;
    for (int u = 0; u < size; u++) {
      float i = Activations.sigmoid(gates[gate + u]);
      float f = Activations.sigmoid(gates[gate + size + u]);
      float g = Activations.tanh(gates[gate + 2 * size + u]);
      float o = Activations.sigmoid(gates[gate + 3 * size + u]);
      float c = Math.fma(f, trace.cells[before + u], i * g);
      float bounded = Activations.tanh(c);
      gates[gate + u] = i;
      gates[gate + size + u] = f;
      gates[gate + 2 * size + u] = g;
      gates[gate + 3 * size + u] = o;
      trace.cells[after + u] = c;
      trace.work[before + u] = bounded;
      trace.hidden[after + u] = o * bounded;
    }
  }

  static void lstmBackward(LayerTrace trace, int step) {
    int size = trace.outputs;
    float[] out = trace.gateGradients;
    int gate = step * trace.sums;
    int before = step * size;
    for (int u = 0; u < size; u++) {
      float i = trace.gates[gate + u];
      float f = trace.gates[gate + size + u];
      float g = trace.gates[gate + 2 * size + u];
      float o = trace.gates[gate + 3 * size + u];
      float bounded = trace.work[before + u];
      float dh = trace.hiddenGradients[before + size + u];
      float dc = Math.fma(dh * o, Math.fma(-bounded, bounded, 1f), trace.cellGradient[u]);
      out[gate + u] = (dc * g) * (i * (1f - i));
      out[gate + size + u] = (dc * trace.cells[before + u]) * (f * (1f - f));
      out[gate + 2 * size + u] = (dc * i) * Math.fma(-g, g, 1f);
      out[gate + 3 * size + u] = (dh * bounded) * (o * (1f - o));
      trace.cellGradient[u] = dc * f;
    }
  }

  static void elmanForward(LayerTrace trace, int step) {
    int gate = step * trace.sums;
    int after = (step + 1) * trace.outputs;
    for (int u = 0; u < trace.outputs; u++) {
      trace.hidden[after + u] = Activations.tanh(trace.gates[gate + u]);
    }
  }

  static void elmanBackward(LayerTrace trace, int step) {
    int gate = step * trace.sums;
    int after = (step + 1) * trace.outputs;
    for (int u = 0; u < trace.outputs; u++) {
      float h = trace.hidden[after + u];
      trace.gateGradients[gate + u] = trace.hiddenGradients[after + u] * Math.fma(-h, h, 1f);
    }
  }

  static void reluForward(LayerTrace trace, int step) {
    int gate = step * trace.sums;
    int after = (step + 1) * trace.outputs;
    for (int u = 0; u < trace.outputs; u++) {
      float z = trace.gates[gate + u];
      trace.hidden[after + u] = z <= 0 ? 0 : z;
    }
  }

  static void reluBackward(LayerTrace trace, int step) {
    int gate = step * trace.sums;
    int after = (step + 1) * trace.outputs;
    for (int u = 0; u < trace.outputs; u++) {
      trace.gateGradients[gate + u] =
          trace.hidden[after + u] > 0 ? trace.hiddenGradients[after + u] : 0;
    }
  }

  static void gruForward(LayerTrace trace, int step) {
    int size = trace.outputs;
    float[] gates = trace.gates;
    int gate = step * trace.sums;
    int before = step * size;
    for (int u = 0; u < size; u++) {
      float r = Activations.sigmoid(gates[gate + u]);
      float z = Activations.sigmoid(gates[gate + size + u]);
      float n = Activations.tanh(Math.fma(r, trace.work[before + u], gates[gate + 2 * size + u]));
      gates[gate + u] = r;
      gates[gate + size + u] = z;
      gates[gate + 2 * size + u] = n;
      trace.hidden[before + size + u] = Math.fma(z, trace.hidden[before + u] - n, n);
    }
  }

  static void gruBackward(LayerTrace trace, int step) {
    int size = trace.outputs;
    float[] out = trace.gateGradients;
    float[] feedback = trace.feedbackGradients;
    int gate = step * trace.sums;
    int back = step * trace.feedback;
    int before = step * size;
    for (int u = 0; u < size; u++) {
      float r = trace.gates[gate + u];
      float z = trace.gates[gate + size + u];
      float n = trace.gates[gate + 2 * size + u];
      float dh = trace.hiddenGradients[before + size + u];
      float dn = (dh * (1f - z)) * Math.fma(-n, n, 1f);
      float dz = (dh * (trace.hidden[before + u] - n)) * (z * (1f - z));
      float dr = (dn * trace.work[before + u]) * (r * (1f - r));
      out[gate + u] = dr;
      out[gate + size + u] = dz;
      out[gate + 2 * size + u] = dn;
      feedback[back + u] = dr;
      feedback[back + size + u] = dz;
      feedback[back + 2 * size + u] = dn * r;
      trace.hiddenGradients[before + u] = Math.fma(dh, z, trace.hiddenGradients[before + u]);
    }
  }
}
