package dev.eddy.model.recurrent.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cells against what can be worked out by hand. */
class ReferenceFormulaTest {
  private static final double CLOSE = 1e-14;

  /**
   * A published walk through one rectified unit, x = 0.4 then 7.7; and its first step with tanh.
   */
  @Test
  void oneElmanUnitByHand() {
    double[][] x = {{0.4}, {7.7}};
    ReferenceLayer layer = oneUnit(ReferenceCells.elmanRelu(1), 0.1, -1.3, 0.3);
    ReferenceReadout readout =
        ReferenceReadout.of(
            Map.of("weight", new double[][] {{2.25}}, "bias", new double[][] {{-1}}));
    ReferenceNetwork network =
        ReferenceNetwork.of(List.of(layer), readout, ReferenceLoss.squared());
    ReferenceAnswer answer =
        network.run(ReferenceWindow.fromRest(x, new double[2][1], List.of(layer)));
    assertThat(answer.hidden(0)[0][0]).isCloseTo(0.34, within(CLOSE));
    assertThat(answer.hidden(0)[1][0]).isCloseTo(0.628, within(CLOSE));
    assertThat(answer.outputs()[0][0]).isCloseTo(-0.235, within(CLOSE));
    assertThat(answer.outputs()[1][0]).isCloseTo(0.413, within(CLOSE));
    ReferenceAnswer squashed =
        run(oneUnit(ReferenceCells.elman(1), 0.1, -1.3, 0.3), x, new double[1], new double[0]);
    assertThat(squashed.hidden(0)[0][0]).isCloseTo(0.3274, within(1e-4));
  }

  /** dh_T / dh_0 = w^T ∏ tanh′, seen through a readout of 1 and the last step's error. */
  @Test
  void theGradientThroughTimeIsAProductOfSlopes() {
    int steps = 12;
    double w = 1.3;
    ReferenceLayer layer = oneUnit(ReferenceCells.elman(1), 0, w, 0);
    double[][] targets = new double[steps][1];
    for (double[] target : targets) {
      target[0] = Double.NaN;
    }
    targets[steps - 1][0] = -1;
    ReferenceWindow window =
        new ReferenceWindow(
            new double[steps][1], targets, new double[][] {{0.1}}, new double[1][0]);
    ReferenceAnswer answer = network(layer).run(window);
    double expected = 2 * (answer.lastHidden(0)[0] + 1);
    for (double[] h : answer.hidden(0)) {
      expected *= w * (1 - h[0] * h[0]);
    }
    assertThat(answer.startHiddenGradient(0)[0]).isCloseTo(expected, within(CLOSE));
  }

  /** Input and forget gates see c', the output gate c. */
  @Test
  void peepholesByHand() {
    ReferenceLayer layer = ReferenceLayer.zeros(ReferenceCells.peepholeLstm(1), 0);
    double[][] p = layer.parameters().get("peephole");
    p[0][0] = 0.5;
    p[1][0] = -0.3;
    p[2][0] = 0.8;
    layer.parameters().get("bias_ih")[2][0] = 0.9; // of the candidate
    ReferenceAnswer answer = run(layer, new double[1][0], new double[] {0.2}, new double[] {1.5});
    double c = sigmoid(-0.45) * 1.5 + sigmoid(0.75) * Math.tanh(0.9);
    assertThat(answer.lastCells(0)[0]).isCloseTo(c, within(CLOSE));
    assertThat(answer.lastHidden(0)[0]).isCloseTo(sigmoid(0.8 * c) * Math.tanh(c), within(CLOSE));
  }

  /** Reset before the product, and b_hn outside the gate's reach. */
  @Test
  void choByHand() {
    ReferenceLayer layer = ReferenceLayer.zeros(ReferenceCells.choGru(2), 0);
    double[][] recurrent = layer.parameters().get("weight_hh");
    recurrent[4] = new double[] {0.3, -0.7}; // of the first candidate
    layer.parameters().get("bias_hh")[0][0] = 0.4; // of the first reset gate
    layer.parameters().get("bias_hh")[1][0] = -0.6;
    layer.parameters().get("bias_hh")[2][0] = 0.2; // of the first update gate
    layer.parameters().get("bias_hh")[4][0] = 0.25;
    ReferenceAnswer answer = run(layer, new double[1][0], new double[] {0.5, -0.9}, new double[0]);
    double n = Math.tanh(0.3 * sigmoid(0.4) * 0.5 + 0.7 * sigmoid(-0.6) * 0.9 + 0.25);
    double z = sigmoid(0.2);
    assertThat(answer.lastHidden(0)[0]).isCloseTo(z * 0.5 + (1 - z) * n, within(CLOSE));
    assertThat(answer.lastHidden(0)[1]).isCloseTo(0.5 * -0.9, within(CLOSE));
  }

  /**
   * Two units with sums ±x, ±2x, ±½x, ±3x for the gates i, f, g, o: their mean is 0 and their
   * variance, over all gates, 57/16 x². The two cells lie d on either side of their mean.
   */
  @Test
  void layerNormalisationByHand() {
    double[] sums = {1, 2, 0.5, 3};
    double[] gains = {1.5, 0.5};
    double[] shifts = {-0.1, 0.3};
    ReferenceLayer layer = ReferenceLayer.zeros(ReferenceCells.layerNormalisedLstm(2), 1);
    for (int row = 0; row < 8; row++) {
      layer.parameters().get("weight_ih")[row][0] = sums[row / 2] * (row % 2 == 0 ? 1 : -1);
      layer.parameters().get("gain_ih")[row][0] = 1;
    }
    for (int u = 0; u < 2; u++) {
      layer.parameters().get("gain_c")[u][0] = gains[u];
      layer.parameters().get("shift_c")[u][0] = shifts[u];
    }
    double x = 0.01;
    double v = x / Math.sqrt(57.0 / 16 * x * x + 1e-5);
    double g = Math.tanh(0.5 * v);
    double[] before = {0.4, -0.7};
    double[] cells = {
      sigmoid(2 * v) * before[0] + sigmoid(v) * g, sigmoid(-2 * v) * before[1] - sigmoid(-v) * g
    };
    double d = 0.5 * (cells[0] - cells[1]);
    double w = d / Math.sqrt(d * d + 1e-5);
    double[] hidden = {
      sigmoid(3 * v) * Math.tanh(gains[0] * w + shifts[0]),
      sigmoid(-3 * v) * Math.tanh(-gains[1] * w + shifts[1])
    };
    ReferenceAnswer answer = run(layer, new double[][] {{x}}, new double[2], before);
    assertThat(answer.lastCells(0)).containsExactly(cells, within(CLOSE));
    assertThat(answer.lastHidden(0)).containsExactly(hidden, within(CLOSE));
  }

  /** Where ε does not matter, scaling or shifting all sums alike changes nothing. */
  @Test
  void layerNormalisationTakesScaleAndShiftAway() {
    Draws draws = new Chance(1, "formula", 0).draws("scale");
    ReferenceLayer layer =
        ReferenceLayer.random(ReferenceCells.layerNormalisedLstm(5), 3, draws, 0.6);
    ReferenceLayer other = ReferenceLayer.of(layer.cell(), 3, Map.copyOf(layer.parameters()));
    double[] shift = {0.7, -1.1, 0.2, 1.6, -0.4};
    for (double[] row : other.parameters().get("weight_hh")) {
      for (int u = 0; u < 5; u++) {
        row[u] = 1e3 * (row[u] + shift[u]);
      }
    }
    ReferenceWindow window = ReferenceWindow.random(List.of(layer), 1, 1, 0, draws);
    double[] found = network(other).run(window).lastHidden(0);
    double[] expected = network(layer).run(window).lastHidden(0);
    assertThat(found).containsExactly(expected, within(1e-4)); // ε over the variance of the sums
  }

  private static ReferenceLayer oneUnit(ReferenceCell cell, double input, double own, double bias) {
    ReferenceLayer layer = ReferenceLayer.zeros(cell, 1);
    layer.parameters().get("weight_ih")[0][0] = input;
    layer.parameters().get("weight_hh")[0][0] = own;
    layer.parameters().get("bias_ih")[0][0] = bias;
    return layer;
  }

  /** A layer whose first unit is the output. */
  private static ReferenceNetwork network(ReferenceLayer layer) {
    double[][] weight = new double[1][layer.cell().outputs()];
    weight[0][0] = 1;
    ReferenceReadout readout =
        ReferenceReadout.of(Map.of("weight", weight, "bias", new double[1][1]));
    return ReferenceNetwork.of(List.of(layer), readout, ReferenceLoss.squared());
  }

  private static ReferenceAnswer run(
      ReferenceLayer layer, double[][] x, double[] hidden, double[] cells) {
    return network(layer)
        .run(
            new ReferenceWindow(
                x, new double[x.length][1], new double[][] {hidden}, new double[][] {cells}));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
