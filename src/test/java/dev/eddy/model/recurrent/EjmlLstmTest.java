package dev.eddy.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.bench.EjmlLstm;
import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Kernels;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Steps;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.SquaredSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import dev.eddy.training.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A yardstick is worth something if it does the same work: the benchmark's LSTM against ours. */
class EjmlLstmTest {
  /** In the order of the yardstick. */
  private static final List<String> NAMES =
      List.of("weight_ih", "weight_hh", "bias_ih", "bias_hh", "weight", "direct", "bias");

  @ParameterizedTest
  @CsvSource({"4, 16, 1, 32", "3, 5, 2, 7", "4, 32, 1, 32"})
  void theYardstickComputesWhatWeCompute(int inputs, int units, int outputs, int steps) {
    NetworkShape shape =
        new NetworkShape(inputs, List.of(LayerSpec.of(CellKind.LSTM, units)), outputs, 1, true);
    Network network = new Network(shape, new SquaredSpec(), steps);
    Parameters parameters = Parameters.zeros(network.layout());
    EjmlLstm yardstick = new EjmlLstm(inputs, units, outputs, steps);
    Draws draws = new Chance(1, "yardstick", 0).draws("all");
    Map<String, double[][]> layer = new LinkedHashMap<>();
    Map<String, double[][]> readout = new LinkedHashMap<>();
    for (int array = 0; array < NAMES.size(); array++) {
      DMatrixRMaj weights = yardstick.weights().get(array);
      double[][] drawn = gaussian(draws, weights.numRows, weights.numCols, 0.3);
      weights.set(drawn);
      (array < 4 ? layer : readout).put(NAMES.get(array), drawn);
    }
    NamedArrays.setLayer(network, parameters, 0, layer);
    NamedArrays.setReadout(network, parameters, readout);
    double[][] x = gaussian(draws, steps, inputs, 1);
    double[][] y = gaussian(draws, steps, outputs, 1);
    double[] hidden = gaussian(draws, 1, units, 0.5)[0];
    double[] cells = gaussian(draws, 1, units, 0.5)[0];
    yardstick.carry(hidden, cells);
    double expected = yardstick.gradient(x, y, 0);

    fill(network.inputs(), x);
    fill(network.targets(), y);
    LayerTrace trace = network.layers().get(0).trace();
    fill(trace.hiddenBefore(), new double[][] {hidden});
    fill(new Steps(trace.cells, 0, trace.memory), new double[][] {cells});
    Kernel kernel = Kernels.active();
    network.forward(parameters, steps, kernel);
    double loss = network.loss(steps, network.pairs(steps, kernel), kernel);
    network.backward(parameters, steps, kernel);

    assertThat(loss).isCloseTo(expected, within(1e-5 * expected));
    Map<String, double[][]> found = NamedArrays.layer(network, network.gradient(), 0);
    found.putAll(NamedArrays.readout(network, network.gradient()));
    for (int array = 0; array < NAMES.size(); array++) {
      String name = NAMES.get(array);
      double[][] gradient = rows(yardstick.gradients().get(array));
      NamedArrays.assertClose(name, found.get(name), gradient, 2e-5);
    }
  }

  private static void fill(Steps to, double[][] rows) {
    for (int t = 0; t < rows.length; t++) {
      for (int i = 0; i < rows[t].length; i++) {
        to.values()[to.at(t) + i] = (float) rows[t][i];
      }
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
