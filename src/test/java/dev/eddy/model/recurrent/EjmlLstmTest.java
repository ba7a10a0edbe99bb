package dev.eddy.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.bench.EjmlLstm;
import dev.eddy.kernel.Kernels;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import dev.eddy.training.ParameterLayout.Part;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A yardstick is worth something if it does the same work: the benchmark's LSTM against ours. */
class EjmlLstmTest {
  @ParameterizedTest
  @CsvSource({"4, 16, 1, 32", "3, 5, 2, 7", "4, 32, 1, 32"})
  void theYardstickComputesWhatWeCompute(int inputs, int units, int outputs, int steps) {
    LstmShape shape = new LstmShape(inputs, units, outputs, true);
    LstmParameters parameters = new LstmParameters(shape);
    EjmlLstm yardstick = new EjmlLstm(inputs, units, outputs, steps);
    Draws draws = new Chance(1, "yardstick", 0).draws("all");
    Part[] parts = ReferenceLstm.parts(parameters);
    for (int part = 0; part < parts.length; part++) {
      double[][] drawn = gaussian(draws, parts[part].rows(), parts[part].columns(), 0.3);
      parameters.set(parts[part], 0, drawn);
      yardstick.weights().get(part).set(drawn);
    }
    double[][] x = gaussian(draws, steps, inputs, 1);
    double[][] y = gaussian(draws, steps, outputs, 1);
    double[] hidden = gaussian(draws, 1, units, 0.5)[0];
    double[] cells = gaussian(draws, 1, units, 0.5)[0];
    yardstick.carry(hidden, cells);
    double expected = yardstick.gradient(x, y, 0);

    LstmWindow window = LstmGradientTest.fill(shape, x, y, hidden, cells);
    window.forward(parameters, steps, Kernels.active());
    double loss = window.loss(steps, window.pairs(steps));
    window.backward(parameters, steps, Kernels.active());

    assertThat(loss).isCloseTo(expected, within(1e-5 * expected));
    Part[] gradientParts = ReferenceLstm.parts(window.gradient);
    for (int part = 0; part < parts.length; part++) {
      double[][] rows = rows(yardstick.gradients().get(part));
      GoldenParameters.assertClose(window.gradient, gradientParts[part], rows, 2e-5);
    }
  }

  private static double[][] rows(DMatrixRMaj matrix) {
    double[][] rows = new double[matrix.numRows][matrix.numCols];
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(matrix.data, r * matrix.numCols, rows[r], 0, matrix.numCols);
    }
    return rows;
  }

  /** Numbers that a float holds exactly, so that both sides see the same. */
  private static double[][] gaussian(Draws draws, int rows, int columns, double scale) {
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      for (int c = 0; c < columns; c++) {
        row[c] = (float) (scale * draws.gaussian());
      }
    }
    return values;
  }
}
