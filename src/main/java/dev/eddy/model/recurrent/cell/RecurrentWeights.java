package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.AlignedPanels;
import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Panels;
import dev.eddy.kernel.Steps;
import dev.eddy.spec.StartSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import dev.eddy.training.InitialWeights;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.ParameterLayout.Part;
import dev.eddy.training.ParameterLayout.Role;
import dev.eddy.training.Parameters;
import java.util.Arrays;

/**
 * How a layer's hidden state reaches its own gates: U·h + d. Holds gates · units · (outputs + 1)
 * parameters.
 */
final class RecurrentWeights {
  final Part weights; // [gates·units][outputs]
  final Part bias; // [gates·units][1]

  private final Gates gates;
  private final Steps gradients; // [steps][gates·padded units] by U·h + d
  private Panels copy; // [gates·padded units][outputs] where a window reads fastest; once needed
  private final Panels back; // [padded outputs][gates·padded units] transposed, likewise
  private Panels read; // by the steps that were prepared last

  /**
   * Appends its parameters.
   *
   * @param gradients the loss's gradient by U·h + d. Not modified.
   */
  RecurrentWeights(ParameterLayout layout, Gates gates, int outputs, Steps gradients) {
    this.gates = gates;
    this.gradients = gradients;
    weights = layout.add(Role.RECURRENT, gates.names(), gates.units(), outputs);
    bias = layout.add(Role.BIAS, gates.names(), gates.units(), 1);
    back = AlignedPanels.zeros(outputs, gates.padded());
  }

  /** Draws weights gate by gate; a matrix that is not square is cut from one that is. */
  void start(Parameters parameters, StartSpec start, Chance chance) {
    Draws draws = chance.draws(gates.names().get(0) + " recurrent weights");
    for (int gate = 0; gate < gates.names().size(); gate++) {
      int side = Math.max(gates.units(), weights.columns());
      double[][] square = InitialWeights.recurrent(start, draws, side);
      double[][] block = cut(square, gates.units(), weights.columns());
      parameters.set(weights, gate * gates.units(), block);
    }
  }

  /** Rows, or columns if they are fewer, that are orthonormal. */
  static double[][] orthonormal(Draws draws, int rows, int columns) {
    return cut(InitialWeights.orthogonal(draws, Math.max(rows, columns)), rows, columns);
  }

  private static double[][] cut(double[][] square, int rows, int columns) {
    double[][] cut = new double[rows][];
    for (int r = 0; r < rows; r++) {
      cut[r] = Arrays.copyOf(square[r], columns);
    }
    return cut;
  }

  /** Rows of all gates, each gate padded. */
  int padded() {
    return gates.padded();
  }

  /** Adds the bias to a row of sums. */
  void addBias(Parameters parameters, float[] row, int from) {
    float[] values = parameters.values();
    for (int i = 0; i < gates.padded(); i++) {
      row[from + i] += values[bias.from() + i];
    }
  }

  /** Begins a window. */
  void prepare(Parameters parameters) {
    if (copy == null) {
      copy = AlignedPanels.zeros(gates.padded(), weights.columns());
    }
    parameters.matrix(weights).copyInto(copy);
    read = copy;
  }

  /** Begins a step alone, for which a copy would not pay. */
  void prepareStep(Parameters parameters) {
    read = parameters.matrix(weights);
  }

  /**
   * Adds U·h of one prepared step.
   *
   * @param hidden before the step. Not modified.
   * @param sums Modified.
   */
  void addProduct(Steps hidden, Steps sums, int step, Kernel kernel) {
    kernel.addWideProduct(read, hidden.values(), hidden.at(step), sums.values(), sums.at(step));
  }

  /**
   * U·h + d of one prepared step.
   *
   * @param hidden before the step. Not modified.
   * @param sums Modified: what the step held is forgotten.
   */
  void sumInto(Parameters parameters, Steps hidden, Steps sums, int step, Kernel kernel) {
    System.arraycopy(
        parameters.values(), bias.from(), sums.values(), sums.at(step), gates.padded());
    addProduct(hidden, sums, step, kernel);
  }

  /** The square matrix of one gate. */
  Recurrence recurrence(int gate) {
    return (parameters, x, y, kernel) ->
        kernel.addProduct(parameters.group(weights, gate), x, 0, y, 0);
  }

  void prepareBackward(Parameters parameters, Kernel kernel) {
    kernel.transposeInto(parameters.matrix(weights), back);
  }

  /**
   * Adds what the gradient by U·h owes to h.
   *
   * @param into the gradient by the hidden state before each step. Modified.
   */
  void backward(Steps into, int step, Kernel kernel) {
    kernel.addWideProduct(
        back, gradients.values(), gradients.at(step), into.values(), into.at(step));
  }

  /**
   * Sums the gradient over the window.
   *
   * @param hidden before each step. Not modified.
   */
  void collect(Steps hidden, int count, Parameters gradient, Kernel kernel) {
    collectWeights(hidden, count, gradient, kernel);
    kernel.columnSumsInto(gradients, count, gates.padded(), gradient.values(), bias.from());
  }

  /**
   * Sums the gradient by the weights alone over the window.
   *
   * @param hidden before each step. Not modified.
   */
  void collectWeights(Steps hidden, int count, Parameters gradient, Kernel kernel) {
    kernel.outerProductsInto(gradients, hidden, count, gradient.matrix(weights));
  }

  /**
   * A bound on the spectral norm of U: the lesser of the Frobenius norm and √(‖U‖₁·‖U‖∞), the
   * greatest sums of absolute values of a column and of a row.
   */
  double normBound(Parameters parameters) {
    float[] values = parameters.values();
    double squares = 0;
    double greatestRow = 0;
    double greatestColumn = 0;
    for (int r = 0; r < weights.rows(); r++) {
      double row = 0;
      for (int c = 0; c < weights.columns(); c++) {
        double weight = values[weights.index(r, c)];
        row += Math.abs(weight);
        squares += weight * weight;
      }
      greatestRow = Math.max(greatestRow, row);
    }
    for (int c = 0; c < weights.columns(); c++) {
      double column = 0;
      for (int r = 0; r < weights.rows(); r++) {
        column += Math.abs(values[weights.index(r, c)]);
      }
      greatestColumn = Math.max(greatestColumn, column);
    }
    return Math.min(Math.sqrt(squares), Math.sqrt(greatestRow * greatestColumn));
  }
}
