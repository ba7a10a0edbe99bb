package dev.eddy.bench;

import dev.eddy.spec.ClipSpec;
import dev.eddy.training.Draws;
import dev.eddy.training.GradientClip;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The yardstick: an LSTM with a direct path, its loss, gradients and Adam, as one would write them
 * on EJML's products, in double. It allocates nothing in an update, and is for measuring only. Not
 * safe for use by several threads.
 */
public final class EjmlLstm {
  private static final double LEARNING_RATE = 5e-4;
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final int units;
  private final int outputs;
  private final int window;
  private final List<DMatrixRMaj> weights;
  private final List<DMatrixRMaj> gradients;
  private final List<DMatrixRMaj> means; // of gradients
  private final List<DMatrixRMaj> squares; // means of squared gradients
  private final DMatrixRMaj[] x; // [window] [inputs][1]
  private final DMatrixRMaj[] hidden; // [window + 1] [units][1], the carry at 0
  private final DMatrixRMaj[] cells; // [window + 1] [units][1], the carry at 0
  private final DMatrixRMaj[] cellTanh; // [window] [units][1]
  private final DMatrixRMaj[] gates; // [window] [4·units][1], i, f, g, o
  private final DMatrixRMaj[] outputGradients; // [window] [outputs][1]
  private final DMatrixRMaj gateGradient; // [4·units][1]
  private final DMatrixRMaj hiddenGradient; // [units][1]
  private final double[] cellGradient; // [units]
  private final GradientClip clip = new GradientClip(ClipSpec.AUTO);
  private double beta1Power = 1;
  private double beta2Power = 1;

  /** All weights and the carry zero. */
  public EjmlLstm(int inputs, int units, int outputs, int window) {
    this.units = units;
    this.outputs = outputs;
    this.window = window;
    weights = parts(inputs);
    gradients = parts(inputs);
    means = parts(inputs);
    squares = parts(inputs);
    x = columns(window, inputs);
    hidden = columns(window + 1, units);
    cells = columns(window + 1, units);
    cellTanh = columns(window, units);
    gates = columns(window, 4 * units);
    outputGradients = columns(window, outputs);
    gateGradient = new DMatrixRMaj(4 * units, 1);
    hiddenGradient = new DMatrixRMaj(units, 1);
    cellGradient = new double[units];
  }

  private List<DMatrixRMaj> parts(int inputs) {
    return List.of(
        new DMatrixRMaj(4 * units, inputs),
        new DMatrixRMaj(4 * units, units),
        new DMatrixRMaj(4 * units, 1),
        new DMatrixRMaj(4 * units, 1),
        new DMatrixRMaj(outputs, units),
        new DMatrixRMaj(outputs, inputs),
        new DMatrixRMaj(outputs, 1));
  }

  private static DMatrixRMaj[] columns(int count, int rows) {
    return IntStream.range(0, count)
        .mapToObj(i -> new DMatrixRMaj(rows, 1))
        .toArray(DMatrixRMaj[]::new);
  }

  /** Weights small enough that no gate is shut. */
  void draw(Draws draws) {
    for (DMatrixRMaj part : weights) {
      Arrays.setAll(part.data, i -> 0.1 * draws.gaussian());
    }
  }

  /**
   * What it learns: weights of inputs and recurrent weights ([4·units] rows, gates i, f, g, o),
   * both biases, the readout of hidden states and of inputs, and its bias. Not copied.
   */
  public List<DMatrixRMaj> weights() {
    return weights;
  }

  /** The gradients of the last loss, in the order of {@link #weights}. Not copied. */
  public List<DMatrixRMaj> gradients() {
    return gradients;
  }

  /** Sets the hidden and cell states that the next window starts from. */
  public void carry(double[] hiddenState, double[] cellState) {
    System.arraycopy(hiddenState, 0, hidden[0].data, 0, units);
    System.arraycopy(cellState, 0, cells[0].data, 0, units);
  }

  /** One whole update over a window, whose first carry then is the next window's. */
  void update(double[][] inputs, double[][] targets, int from) {
    gradient(inputs, targets, from);
    carry(hidden[1].data, cells[1].data);
    double sum = 0;
    for (DMatrixRMaj part : gradients) {
      for (double g : part.data) {
        sum += g * g;
      }
    }
    adam(clip.scale(Math.sqrt(sum)));
  }

  /**
   * The mean squared error over a window, and its gradients.
   *
   * @param inputs [steps][inputs]. Not modified.
   * @param targets [steps][outputs or more], all there. Not modified.
   * @param from the window's first step
   */
  public double gradient(double[][] inputs, double[][] targets, int from) {
    for (int t = 0; t < window; t++) {
      System.arraycopy(inputs[from + t], 0, x[t].data, 0, x[t].numRows);
      forward(t);
    }
    double loss = loss(targets, from);
    gradients.forEach(DMatrixRMaj::zero);
    hiddenGradient.zero();
    Arrays.fill(cellGradient, 0);
    for (int t = window - 1; t >= 0; t--) {
      backward(t);
    }
    return loss;
  }

  private void forward(int t) {
    DMatrixRMaj z = gates[t];
    CommonOps_DDRM.mult(weights.get(0), x[t], z);
    CommonOps_DDRM.multAdd(weights.get(1), hidden[t], z);
    CommonOps_DDRM.addEquals(z, weights.get(2));
    CommonOps_DDRM.addEquals(z, weights.get(3));
    double[] gate = z.data;
    for (int u = 0; u < units; u++) {
      double i = sigmoid(gate[u]);
      double f = sigmoid(gate[units + u]);
      double g = Math.tanh(gate[2 * units + u]);
      double o = sigmoid(gate[3 * units + u]);
      double c = f * cells[t].data[u] + i * g;
      double bounded = Math.tanh(c);
      gate[u] = i;
      gate[units + u] = f;
      gate[2 * units + u] = g;
      gate[3 * units + u] = o;
      cells[t + 1].data[u] = c;
      cellTanh[t].data[u] = bounded;
      hidden[t + 1].data[u] = o * bounded;
    }
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  /** Leaves the gradient by what was read out. */
  private double loss(double[][] targets, int from) {
    double sum = 0;
    for (int t = 0; t < window; t++) {
      DMatrixRMaj y = outputGradients[t];
      CommonOps_DDRM.mult(weights.get(4), hidden[t + 1], y);
      CommonOps_DDRM.multAdd(weights.get(5), x[t], y);
      CommonOps_DDRM.addEquals(y, weights.get(6));
      for (int k = 0; k < outputs; k++) {
        double error = y.data[k] - targets[from + t][k];
        sum += error * error;
        y.data[k] = 2 * error / (window * outputs);
      }
    }
    return sum / (window * outputs);
  }

  private void backward(int t) {
    CommonOps_DDRM.multAddTransA(weights.get(4), outputGradients[t], hiddenGradient);
    double[] gate = gates[t].data;
    double[] out = gateGradient.data;
    for (int u = 0; u < units; u++) {
      double i = gate[u];
      double f = gate[units + u];
      double g = gate[2 * units + u];
      double o = gate[3 * units + u];
      double bounded = cellTanh[t].data[u];
      double dh = hiddenGradient.data[u];
      double dc = cellGradient[u] + dh * o * (1 - bounded * bounded);
      out[u] = dc * g * i * (1 - i);
      out[units + u] = dc * cells[t].data[u] * f * (1 - f);
      out[2 * units + u] = dc * i * (1 - g * g);
      out[3 * units + u] = dh * bounded * o * (1 - o);
      cellGradient[u] = dc * f;
    }
    CommonOps_DDRM.multAddTransB(gateGradient, x[t], gradients.get(0));
    CommonOps_DDRM.multAddTransB(gateGradient, hidden[t], gradients.get(1));
    CommonOps_DDRM.addEquals(gradients.get(2), gateGradient);
    CommonOps_DDRM.addEquals(gradients.get(3), gateGradient);
    CommonOps_DDRM.multAddTransB(outputGradients[t], hidden[t + 1], gradients.get(4));
    CommonOps_DDRM.multAddTransB(outputGradients[t], x[t], gradients.get(5));
    CommonOps_DDRM.addEquals(gradients.get(6), outputGradients[t]);
    CommonOps_DDRM.multTransA(weights.get(1), gateGradient, hiddenGradient);
  }

  private void adam(double scale) {
    beta1Power *= BETA1;
    beta2Power *= BETA2;
    double step = LEARNING_RATE / (1 - beta1Power);
    double rootScale = 1 / Math.sqrt(1 - beta2Power);
    for (int part = 0; part < weights.size(); part++) {
      double[] w = weights.get(part).data;
      double[] g = gradients.get(part).data;
      double[] m = means.get(part).data;
      double[] v = squares.get(part).data;
      for (int i = 0; i < w.length; i++) {
        double scaled = scale * g[i];
        m[i] = BETA1 * m[i] + (1 - BETA1) * scaled;
        v[i] = BETA2 * v[i] + (1 - BETA2) * scaled * scaled;
        w[i] -= step * m[i] / (Math.sqrt(v[i]) * rootScale + EPSILON);
      }
    }
  }
}
