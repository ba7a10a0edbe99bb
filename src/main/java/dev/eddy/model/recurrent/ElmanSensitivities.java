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
 * The exact derivatives of Elman units h = φ(a), a = W·x + b + U·h' + d (Williams and Zipser 1989,
 * doi 10.1162/neco.1989.1.2.270), with v = (x, h', 1) and w[j] the weights of unit j:
 *
 * <pre>
 *   ∂h[k]/∂w[j] = φ'(a[k])·(Σ_l U[k][l]·∂h'[l]/∂w[j] + (k = j)·v)
 * </pre>
 *
 * <p>With n inputs and m units, a step takes m³·(n + m + 1) multiply-adds, and they take 4·m·(n + m
 * + 1)·padded m bytes, of which an archive holds those without padding. Where they leave the
 * floats, as those of an unstable network do, the past is forgotten.
 */
final class ElmanSensitivities implements Sensitivities {
  private final boolean rectified;
  private final int units;
  private final int padded;
  private final int inputSize;
  private final int columns; // of v
  private final LayerTrace trace;
  private final Steps inputs;
  private final List<Part> parts;
  private final float[] values; // [units j][columns][padded units k]
  private final Steps[] byUnit; // [units j] the same, [columns][padded units k] each
  private final Steps next; // [columns][padded units k] scratch
  private final float[] slopes; // [padded units k] scratch

  ElmanSensitivities(LayerSpec spec, Network network) {
    rectified = spec.type() == CellKind.ELMAN_RELU;
    units = spec.units();
    padded = Kernel.padded(units);
    inputSize = network.shape().inputs();
    columns = inputSize + units + 1;
    trace = network.layers().get(0).trace();
    inputs = network.inputs();
    parts = network.layout().parts();
    values = new float[units * columns * padded];
    byUnit = new Steps[units];
    for (int j = 0; j < units; j++) {
      byUnit[j] = new Steps(values, j * columns * padded, padded);
    }
    next = new Steps(new float[columns * padded], 0, padded);
    slopes = new float[padded];
  }

  @Override
  public boolean throughSums() {
    return true;
  }

  @Override
  public void advance(Parameters parameters, Kernel kernel) {
    int after = trace.hiddenAfter().at(0);
    for (int k = 0; k < units; k++) {
      float h = trace.hidden[after + k];
      slopes[k] = rectified ? (h > 0 ? 1 : 0) : Math.fma(-h, h, 1f);
    }
    boolean finite = true;
    for (int j = 0; j < units; j++) {
      Arrays.fill(next.values(), 0);
      kernel.addProducts(parameters.matrix(parts.get(2)), byUnit[j], next, columns);
      finite &= advance(j);
    }
    if (!finite) {
      reset();
    }
  }

  /** By one unit's weights, from the products with U; false if they are not finite. */
  private boolean advance(int j) {
    boolean finite = true;
    for (int c = 0; c < columns; c++) {
      int from = next.at(c);
      next.values()[from + j] += read(c);
      int to = byUnit[j].at(c);
      for (int k = 0; k < units; k++) {
        float value = slopes[k] * next.values()[from + k];
        values[to + k] = value;
        finite &= Math.abs(value) <= Float.MAX_VALUE;
      }
    }
    return finite;
  }

  /** v[c] at the first step. */
  private float read(int c) {
    if (c < inputSize) {
      return inputs.values()[inputs.at(0) + c];
    }
    return c < columns - 1 ? trace.hidden[trace.hiddenBefore().at(0) + c - inputSize] : 1;
  }

  @Override
  public void collect(Parameters gradient) {
    int before = trace.hiddenGradientsBefore().at(0);
    for (int j = 0; j < units; j++) {
      for (int c = 0; c < columns; c++) {
        int from = byUnit[j].at(c);
        float sum = 0;
        for (int k = 0; k < units; k++) {
          sum = Math.fma(values[from + k], trace.hiddenGradients[before + k], sum);
        }
        WeightRows.add(sum, parts, j, c, gradient);
      }
    }
  }

  @Override
  public void reset() {
    Arrays.fill(values, 0);
  }

  @Override
  public void archive(Archive archive) {
    PaddedRows.archive(archive, values, units);
  }
}
