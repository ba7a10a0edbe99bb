package dev.eddy.model.recurrent.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Cells of which no golden numbers exist, against cells that have them: with the right weights one
 * is the other.
 */
class ReferenceEquivalenceTest {
  private static final int INPUTS = 3;
  private static final int UNITS = 5;
  private static final double CLOSE = 1e-14;
  private static final double WIDE_OPEN = 50; // a gate's sum at which the gate is 1 in double

  private final Draws draws = new Chance(1, "formula", 0).draws("all");

  @Test
  void peepholesOfNothingAreAnLstm() {
    ReferenceLayer layer = random(ReferenceCells.peepholeLstm(UNITS));
    clear(layer, "peephole");
    Map<String, double[][]> weights = new LinkedHashMap<>(layer.parameters());
    weights.remove("peephole");
    assertSame(layer, ReferenceLayer.of(ReferenceCells.lstm(UNITS), INPUTS, weights));
  }

  @Test
  void projectionByTheUnitMatrixIsAnLstm() {
    ReferenceLayer layer = random(ReferenceCells.projectedLstm(UNITS, UNITS));
    clear(layer, "weight_hr");
    for (int u = 0; u < UNITS; u++) {
      layer.parameters().get("weight_hr")[u][u] = 1;
    }
    Map<String, double[][]> weights = new LinkedHashMap<>(layer.parameters());
    weights.remove("weight_hr");
    assertSame(layer, ReferenceLayer.of(ReferenceCells.lstm(UNITS), INPUTS, weights));
  }

  /** Rows i, g, o, where the LSTM has i, f, g, o. */
  @Test
  void withoutForgettingItIsAnLstmWhoseForgetGateIsWideOpen() {
    ReferenceLayer layer = random(ReferenceCells.lstm1997(UNITS));
    ReferenceLayer lstm = rearranged(layer, UNITS, row -> row < UNITS ? row : row - UNITS);
    for (int u = UNITS; u < 2 * UNITS; u++) {
      clearRow(lstm, u);
      lstm.parameters().get("bias_ih")[u][0] = WIDE_OPEN;
    }
    assertSame(layer, lstm);
  }

  /** σ of the constant log(δ / (1 − δ)) is δ. */
  @Test
  void fixedDecayIsAnLstmWhoseForgetGateIsConstant() {
    double decay = 0.8;
    ReferenceLayer layer = random(ReferenceCells.decayLstm(UNITS, decay));
    ReferenceLayer lstm = rearranged(layer, UNITS, row -> row < UNITS ? row : row - UNITS);
    for (int u = UNITS; u < 2 * UNITS; u++) {
      clearRow(lstm, u);
      lstm.parameters().get("bias_ih")[u][0] = Math.log(decay / (1 - decay));
    }
    assertSame(layer, lstm);
  }

  /** σ(−a) = 1 − σ(a). */
  @Test
  void coupledGatesAreAnLstmWhoseForgetGateMirrorsItsInputGate() {
    ReferenceLayer layer = random(ReferenceCells.coupledLstm(UNITS));
    ReferenceLayer lstm = rearranged(layer, UNITS, row -> row < UNITS ? row : row - UNITS);
    for (double[][] rows : lstm.parameters().values()) {
      for (int u = 0; u < UNITS; u++) {
        rows[UNITS + u] = Arrays.stream(rows[u]).map(weight -> -weight).toArray();
      }
    }
    assertSame(layer, lstm);
  }

  @Test
  void blocksOfOneCellAreAnLstm() {
    ReferenceLayer layer = random(ReferenceCells.memoryBlocks(UNITS, 1));
    assertSame(layer, ReferenceLayer.of(ReferenceCells.lstm(UNITS), INPUTS, layer.parameters()));
  }

  /** Rows of two input gates, two forget gates, six candidates, two output gates. */
  @Test
  void blocksOfSeveralCellsAreAnLstmWithEqualGates() {
    int size = 3;
    int cells = 2 * size;
    ReferenceLayer layer = random(ReferenceCells.memoryBlocks(2, size));
    IntUnaryOperator source =
        row -> {
          int block = row % cells / size;
          int[] starts = {block, 2 + block, 4 + row % cells, 4 + cells + block};
          return starts[row / cells];
        };
    assertSame(layer, rearranged(layer, cells, source));
  }

  /** r·(U h) = U (r·h) where U is diagonal and no bias stands within reach of the gate. */
  @Test
  void bothGatedUnitsAgreeWhereTheOrderDoesNotMatter() {
    ReferenceLayer layer = random(ReferenceCells.choGru(UNITS));
    double[][] recurrent = layer.parameters().get("weight_hh");
    for (int u = 0; u < UNITS; u++) {
      layer.parameters().get("bias_hh")[2 * UNITS + u][0] = 0;
      for (int other = 0; other < UNITS; other++) {
        recurrent[2 * UNITS + u][other] *= other == u ? 1 : 0;
      }
    }
    assertSame(layer, ReferenceLayer.of(ReferenceCells.gru(UNITS), INPUTS, layer.parameters()));
  }

  private ReferenceLayer random(ReferenceCell cell) {
    return ReferenceLayer.random(cell, INPUTS, draws, 0.6);
  }

  private static void clear(ReferenceLayer layer, String array) {
    for (double[] row : layer.parameters().get(array)) {
      Arrays.fill(row, 0);
    }
  }

  private static void clearRow(ReferenceLayer layer, int row) {
    layer.parameters().values().forEach(rows -> Arrays.fill(rows[row], 0));
  }

  /** An LSTM whose every row is that row of a layer which {@code source} names. */
  private static ReferenceLayer rearranged(
      ReferenceLayer layer, int units, IntUnaryOperator source) {
    ReferenceLayer lstm = ReferenceLayer.zeros(ReferenceCells.lstm(units), INPUTS);
    lstm.parameters()
        .forEach(
            (name, rows) -> {
              for (int r = 0; r < rows.length; r++) {
                rows[r] = layer.parameters().get(name)[source.applyAsInt(r)].clone();
              }
            });
    return lstm;
  }

  /** Both give the same states, step by step, and pass the same gradients to what they read. */
  private void assertSame(ReferenceLayer layer, ReferenceLayer other) {
    ReferenceWindow window = ReferenceWindow.random(List.of(layer), 6, 1, 0, draws);
    ReferenceReadout readout = ReferenceReadout.random(1, layer.cell().outputs(), 0, draws, 1);
    ReferenceLoss loss = ReferenceLoss.squared();
    ReferenceAnswer answer = ReferenceNetwork.of(List.of(layer), readout, loss).run(window);
    ReferenceAnswer expected = ReferenceNetwork.of(List.of(other), readout, loss).run(window);
    for (int t = 0; t < 6; t++) {
      assertThat(answer.hidden(0)[t]).containsExactly(expected.hidden(0)[t], within(CLOSE));
      assertThat(answer.cells(0)[t]).containsExactly(expected.cells(0)[t], within(CLOSE));
      assertThat(answer.inputGradient()[t])
          .containsExactly(expected.inputGradient()[t], within(CLOSE));
    }
    assertThat(answer.startHiddenGradient(0))
        .containsExactly(expected.startHiddenGradient(0), within(CLOSE));
    assertThat(answer.startCellGradient(0))
        .containsExactly(expected.startCellGradient(0), within(CLOSE));
  }
}
