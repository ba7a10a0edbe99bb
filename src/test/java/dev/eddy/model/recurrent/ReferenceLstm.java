package dev.eddy.model.recurrent;

import dev.eddy.training.ParameterLayout.Part;

/** An LSTM, its readout and its loss as the textbook writes them, in double, with Math.exp. */
final class ReferenceLstm {
  final double[][] inputWeights;
  final double[][] recurrentWeights;
  final double[][] inputBias;
  final double[][] recurrentBias;
  final double[][] readout;
  final double[][] direct;
  final double[][] readoutBias;

  /** A step whose hidden state is pushed, for the gradient by it; none if negative. */
  int pushedStep = -1;

  int pushedUnit;
  double push;

  private final LstmShape shape;

  ReferenceLstm(LstmShape shape, LstmParameters parameters) {
    this.shape = shape;
    inputWeights = rows(parameters, parameters.inputPart);
    recurrentWeights = rows(parameters, parameters.recurrentPart);
    inputBias = rows(parameters, parameters.inputBiasPart);
    recurrentBias = rows(parameters, parameters.recurrentBiasPart);
    readout = rows(parameters, parameters.readoutPart);
    direct = rows(parameters, parameters.directPart);
    readoutBias = rows(parameters, parameters.readoutBiasPart);
  }

  /** A part as rows. */
  static double[][] rows(LstmParameters parameters, Part part) {
    double[][] rows = new double[part.rows()][part.columns()];
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < rows[r].length; c++) {
        rows[r][c] = parameters.values()[part.index(r, c)];
      }
    }
    return rows;
  }

  double[][][] arrays() {
    return new double[][][] {
      inputWeights, recurrentWeights, inputBias, recurrentBias, readout, direct, readoutBias
    };
  }

  static Part[] parts(LstmParameters p) {
    return new Part[] {
      p.inputPart,
      p.recurrentPart,
      p.inputBiasPart,
      p.recurrentBiasPart,
      p.readoutPart,
      p.directPart,
      p.readoutBiasPart
    };
  }

  /** The mean squared error over targets that are not NaN. */
  double loss(double[][] x, double[][] targets, double[] h0, double[] c0) {
    double[] h = h0.clone();
    double[] c = c0.clone();
    double sum = 0;
    int pairs = 0;
    for (int t = 0; t < x.length; t++) {
      step(x[t], h, c);
      if (t == pushedStep) {
        h[pushedUnit] += push;
      }
      for (int o = 0; o < shape.outputs(); o++) {
        if (!Double.isNaN(targets[t][o])) {
          double error = output(o, h, x[t]) - targets[t][o];
          sum += error * error;
          pairs++;
        }
      }
    }
    return sum / pairs;
  }

  private double output(int o, double[] h, double[] x) {
    double sum = readoutBias[o][0];
    for (int u = 0; u < h.length; u++) {
      sum += readout[o][u] * h[u];
    }
    for (int i = 0; i < direct[o].length; i++) {
      sum += direct[o][i] * x[i];
    }
    return sum;
  }

  private void step(double[] x, double[] h, double[] c) {
    int units = h.length;
    double[] z = new double[4 * units];
    for (int r = 0; r < z.length; r++) {
      z[r] = inputBias[r][0] + recurrentBias[r][0];
      for (int i = 0; i < x.length; i++) {
        z[r] += inputWeights[r][i] * x[i];
      }
      for (int u = 0; u < units; u++) {
        z[r] += recurrentWeights[r][u] * h[u];
      }
    }
    for (int u = 0; u < units; u++) {
      double input = sigmoid(z[u]);
      double forget = sigmoid(z[units + u]);
      double candidate = Math.tanh(z[2 * units + u]);
      double output = sigmoid(z[3 * units + u]);
      c[u] = forget * c[u] + input * candidate;
      h[u] = output * Math.tanh(c[u]);
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
