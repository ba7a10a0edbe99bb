package dev.eddy.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Kernels;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import dev.eddy.training.ParameterLayout.Part;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Central differences of a loss in double, against the kernels' backward pass. */
class LstmGradientTest {
  private static final double STEP = 1e-5;

  private final Kernel kernel = Kernels.active();

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, 0.0",
    "3, 5, 2, 7, 0.0",
    "2, 17, 3, 9, 0.6",
    "4, 16, 17, 4, 0.3",
    "1, 3, 1, 30, 0.9"
  })
  void gradientsAreThoseOfTheLoss(int inputs, int units, int outputs, int steps, double missing) {
    LstmShape shape = new LstmShape(inputs, units, outputs, true);
    Draws draws = new Chance(steps, "gradient", 0).draws("all");
    LstmParameters parameters = new LstmParameters(shape);
    for (Part part : ReferenceLstm.parts(parameters)) {
      parameters.set(part, 0, gaussian(draws, part.rows(), part.columns(), 0.4));
    }
    double[][] x = gaussian(draws, steps, inputs, 1);
    double[][] y = gaussian(draws, steps, outputs, 1);
    for (int i = 1; i < steps * outputs; i++) { // the first is there
      if (draws.uniform() < missing) {
        y[i / outputs][i % outputs] = Double.NaN;
      }
    }
    double[] h0 = gaussian(draws, 1, units, 0.5)[0];
    double[] c0 = gaussian(draws, 1, units, 0.5)[0];
    LstmWindow window = fill(shape, x, y, h0, c0);
    window.forward(parameters, steps, kernel);
    double loss = window.loss(steps, window.pairs(steps));
    window.backward(parameters, steps, kernel);

    ReferenceLstm reference = new ReferenceLstm(shape, parameters);
    assertThat(loss).isCloseTo(reference.loss(x, y, h0, c0), within(1e-5 * (1 + loss)));
    double[][][] arrays = reference.arrays();
    Part[] parts = ReferenceLstm.parts(window.gradient);
    for (int a = 0; a < arrays.length; a++) {
      double[][] expected = new double[arrays[a].length][];
      for (int r = 0; r < expected.length; r++) {
        expected[r] = new double[arrays[a][r].length];
        for (int c = 0; c < expected[r].length; c++) {
          double weight = arrays[a][r][c];
          arrays[a][r][c] = weight + STEP;
          double above = reference.loss(x, y, h0, c0);
          arrays[a][r][c] = weight - STEP;
          double below = reference.loss(x, y, h0, c0);
          arrays[a][r][c] = weight;
          expected[r][c] = (above - below) / (2 * STEP);
        }
      }
      GoldenParameters.assertClose(window.gradient, parts[a], expected, 2e-5);
    }
    assertHiddenGradients(window, reference, x, y, h0, c0);
  }

  private void assertHiddenGradients(
      LstmWindow window,
      ReferenceLstm reference,
      double[][] x,
      double[][] y,
      double[] h0,
      double[] c0) {
    for (int t = 0; t < x.length; t++) {
      double squares = 0;
      reference.pushedStep = t;
      for (int unit = 0; unit < h0.length; unit++) {
        reference.pushedUnit = unit;
        reference.push = STEP;
        double above = reference.loss(x, y, h0, c0);
        reference.push = -STEP;
        double slope = (above - reference.loss(x, y, h0, c0)) / (2 * STEP);
        squares += slope * slope;
      }
      double expected = Math.sqrt(squares);
      assertThat(window.hiddenGradientNorm(t, kernel)).isCloseTo(expected, within(1e-5));
    }
    reference.pushedStep = -1;
  }

  @Test
  void withoutAnyErrorTheGradientIsZero() {
    LstmShape shape = new LstmShape(2, 5, 2, true);
    LstmParameters parameters = LstmParameters.start(shape, new Chance(1, "m", 0));
    Draws draws = new Chance(1, "gradient", 0).draws("x");
    double[][] x = gaussian(draws, 6, 2, 1);
    double[][] y = new double[6][2]; // the start forecasts 0
    LstmWindow window = fill(shape, x, y, new double[5], new double[5]);
    window.forward(parameters, 6, kernel);
    assertThat(window.loss(6, 12)).isZero();
    window.backward(parameters, 6, kernel);
    assertThat(GoldenParameters.norm(window.gradient)).isZero();
  }

  /** What lies beneath the window or is not there must not matter, only what the mask lets in. */
  @Test
  void missingTargetsGiveNoGradient() {
    LstmShape shape = new LstmShape(2, 5, 2, true);
    LstmParameters parameters = LstmParameters.start(shape, new Chance(1, "m", 0));
    Draws draws = new Chance(1, "gradient", 0).draws("x");
    double[][] x = gaussian(draws, 6, 2, 1);
    double[][] y = new double[6][2];
    for (double[] row : y) {
      Arrays.fill(row, Double.NaN);
    }
    y[3][1] = 2;
    LstmWindow window = fill(shape, x, y, new double[5], new double[5]);
    window.forward(parameters, 6, kernel);
    assertThat(window.pairs(6)).isEqualTo(1);
    assertThat(window.loss(6, 1)).isEqualTo(4);
    window.backward(parameters, 6, kernel);
    float[] gradient = window.gradient.values();
    assertThat(gradient[window.gradient.readoutBiasPart.index(0, 0)]).isZero();
    assertThat(gradient[window.gradient.readoutBiasPart.index(1, 0)]).isEqualTo(-4f);
    assertThat(window.hiddenGradientNorm(4, kernel)).isZero();
  }

  static LstmWindow fill(LstmShape shape, double[][] x, double[][] y, double[] h0, double[] c0) {
    LstmWindow window = new LstmWindow(shape, x.length);
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < x[t].length; i++) {
        window.inputs[t * x[t].length + i] = (float) x[t][i];
      }
      for (int o = 0; o < y[t].length; o++) {
        window.targets[t * y[t].length + o] = (float) y[t][o];
      }
    }
    for (int u = 0; u < h0.length; u++) {
      window.trace.hidden[u] = (float) h0[u];
      window.trace.cells[u] = (float) c0[u];
    }
    return window;
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
