package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Steps;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.ParameterLayout.Part;
import dev.eddy.training.ParameterLayout.Role;
import dev.eddy.training.Parameters;

/**
 * A vector brought to mean 0 and variance 1 over its entries, then stretched and shifted (Ba, Kiros
 * and Hinton 2016, arXiv 1607.06450):
 *
 * <pre>
 *   n = (z − mean z) / √(variance z + ε)   y = α·n + β   ε = 1e−5
 * </pre>
 *
 * <p>The variance is the mean square. Padding has no part in either. Holds two parameters an entry;
 * gains α start at 1, shifts β at 0. Means, deviations and the way back are in double: the gradient
 * by z is what remains of three numbers that nearly cancel when there are few entries.
 */
final class Normalisation {
  private static final double EPSILON = 1e-5;

  private final Part gain; // α [gates·units][1]
  private final Part shift; // β [gates·units][1]
  private final Gates gates;
  private final Steps values; // z [steps][gates·padded units]
  private final Steps gradients; // by y, alike
  private final double[] mean; // [steps]
  private final double[] deviation; // [steps]

  /**
   * Appends its parameters.
   *
   * @param gates whose entries are brought to one mean and variance together
   * @param values what is normalised. Not modified.
   * @param gradients the loss's gradient by what comes out. Not modified.
   */
  Normalisation(ParameterLayout layout, Gates gates, Steps values, Steps gradients, int steps) {
    this.gates = gates;
    this.values = values;
    this.gradients = gradients;
    gain = layout.add(Role.BIAS, gates.names(), gates.units(), 1);
    shift = layout.add(Role.BIAS, gates.names(), gates.units(), 1);
    mean = new double[steps];
    deviation = new double[steps];
  }

  void start(Parameters parameters) {
    for (int row = 0; row < gain.rows(); row++) {
      parameters.values()[gain.index(row, 0)] = 1;
    }
  }

  /**
   * Adds y of one step.
   *
   * @param to [steps][gates·padded units]. Modified.
   */
  void addInto(Parameters parameters, Steps to, int step) {
    measure(step);
    float[] p = parameters.values();
    int at = to.at(step);
    for (int k = 0; k < gates.padded(); k = next(k)) {
      float y = Math.fma(p[gain.from() + k], (float) normal(step, k), p[shift.from() + k]);
      to.values()[at + k] += y;
    }
  }

  private void measure(int step) {
    int at = values.at(step);
    double sum = 0;
    for (int k = 0; k < gates.padded(); k = next(k)) {
      sum += values.values()[at + k];
    }
    mean[step] = sum / gain.rows();
    double squares = 0;
    for (int k = 0; k < gates.padded(); k = next(k)) {
      double off = values.values()[at + k] - mean[step];
      squares += off * off;
    }
    deviation[step] = Math.sqrt(squares / gain.rows() + EPSILON);
  }

  /** The entry after k that is not padding. */
  private int next(int k) {
    int padded = Kernel.padded(gates.units());
    return (k + 1) % padded < gates.units() ? k + 1 : (k / padded + 1) * padded;
  }

  /** n of one entry. */
  private double normal(int step, int k) {
    return (values.values()[values.at(step) + k] - mean[step]) / deviation[step];
  }

  /**
   * Adds the gradient by z of one step, with d = α·dy: (d − mean d − n·mean(d·n)) / deviation.
   *
   * @param into [steps][gates·padded units]. Modified.
   */
  void backward(Parameters parameters, Steps into, int step) {
    double sum = 0;
    double along = 0;
    for (int k = 0; k < gates.padded(); k = next(k)) {
      double d = stretched(parameters, step, k);
      sum += d;
      along += d * normal(step, k);
    }
    double level = sum / gain.rows();
    double slope = along / gain.rows();
    int at = into.at(step);
    for (int k = 0; k < gates.padded(); k = next(k)) {
      double rest = stretched(parameters, step, k) - level - normal(step, k) * slope;
      into.values()[at + k] += (float) (rest / deviation[step]);
    }
  }

  private double stretched(Parameters parameters, int step, int k) {
    double dy = gradients.values()[gradients.at(step) + k];
    return dy * parameters.values()[gain.from() + k];
  }

  /** Sums the gradient over the window. */
  void collect(int count, Parameters gradient, Kernel kernel) {
    kernel.columnSumsInto(gradients, count, gates.padded(), gradient.values(), shift.from());
    for (int k = 0; k < gates.padded(); k = next(k)) {
      double sum = 0;
      for (int t = 0; t < count; t++) {
        sum += gradients.values()[gradients.at(t) + k] * normal(t, k);
      }
      gradient.values()[gain.from() + k] = (float) sum;
    }
  }
}
