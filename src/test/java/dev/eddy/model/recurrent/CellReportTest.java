package dev.eddy.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Kernels;
import dev.eddy.model.recurrent.Twin.Trial;
import dev.eddy.model.recurrent.cell.Cell;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.SquaredSpec;
import dev.eddy.training.Chance;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cells say of themselves beside their gradients. */
class CellReportTest {
  private static final int UNITS = 6;

  private final Kernel kernel = Kernels.active();

  private static Twin twin(CellKind kind) {
    Trial trial = new Trial(2, List.of(LayerSpec.of(kind, UNITS)), 3, 1, 0, false);
    return new Twin(trial, new SquaredSpec(), new Chance(kind.ordinal(), "report", 0).draws("x"));
  }

  /** The rows of the recurrent matrix that make the candidate, seen through a projection. */
  @ParameterizedTest
  @EnumSource
  void theRecurrenceIsTheCandidatesMatrix(CellKind kind) {
    Twin twin = twin(kind);
    Map<String, double[][]> arrays = twin.reference.layers().get(0).parameters();
    int first =
        switch (kind) {
          case ELMAN, ELMAN_RELU -> 0;
          case LSTM_1997, LSTM_DECAY, LSTM_COUPLED, MEMORY_BLOCK -> UNITS;
          default -> 2 * UNITS;
        };
    double[][] expected = Arrays.copyOfRange(arrays.get("weight_hh"), first, first + UNITS);
    if (kind == CellKind.LSTM_PROJECTION) {
      expected = product(arrays.get("weight_hr"), expected);
    }
    Cell cell = twin.network.layers().get(0);
    double[][] found = new double[cell.outputs()][cell.outputs()];
    for (int c = 0; c < cell.outputs(); c++) {
      float[] x = new float[cell.trace().outputs];
      float[] y = new float[cell.trace().outputs];
      x[c] = 1;
      cell.recurrence().addProduct(twin.parameters, x, y, kernel);
      for (int r = 0; r < cell.outputs(); r++) {
        found[r][c] = y[r];
      }
    }
    NamedArrays.assertClose("recurrence", found, expected, 1e-6);
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int r = 0; r < a.length; r++) {
      for (int c = 0; c < b[0].length; c++) {
        for (int k = 0; k < b.length; k++) {
          product[r][c] += a[r][k] * b[k][c];
        }
      }
    }
    return product;
  }

  @ParameterizedTest
  @EnumSource
  void saturationIsTheShareOfUnitsAtTheirLimits(CellKind kind) {
    boolean rectified = kind == CellKind.ELMAN_RELU; // whose limit is rest
    assertThat(saturation(kind, rectified ? 1 : 0)).isZero();
    assertThat(saturation(kind, rectified ? -10 : 10)).isEqualTo(1);
  }

  /** With no weights but a bias, from rest. */
  private double saturation(CellKind kind, double bias) {
    Twin twin = twin(kind);
    Map<String, double[][]> arrays = twin.reference.layers().get(0).parameters();
    arrays.values().forEach(rows -> fill(rows, 0));
    fill(arrays.get("bias_ih"), bias);
    fill(twin.window.hidden, 0);
    fill(twin.window.cells, 0);
    twin.setParameters();
    twin.fillWindow();
    twin.forward(kernel);
    return twin.network.saturation(0);
  }

  private static void fill(double[][] rows, double value) {
    for (double[] row : rows) {
      Arrays.fill(row, value);
    }
  }
}
