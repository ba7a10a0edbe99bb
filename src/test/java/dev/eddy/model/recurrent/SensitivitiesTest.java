package dev.eddy.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Kernels;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.model.recurrent.reference.ReferenceAnswer;
import dev.eddy.model.recurrent.reference.ReferenceCell;
import dev.eddy.model.recurrent.reference.ReferenceCells;
import dev.eddy.model.recurrent.reference.ReferenceLayer;
import dev.eddy.model.recurrent.reference.ReferenceLoss;
import dev.eddy.model.recurrent.reference.ReferenceNetwork;
import dev.eddy.model.recurrent.reference.ReferenceReadout;
import dev.eddy.model.recurrent.reference.ReferenceWindow;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.SquaredSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import dev.eddy.training.Parameters;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Sensitivities are central differences of the state. */
class SensitivitiesTest {
  private static final double STEP = 1e-5;

  private final Kernel kernel = Kernels.active();
  private Network network;
  private Parameters parameters;
  private Sensitivities sensitivities;

  /** Passes all steps, one at a time, so that all of them are past. */
  private void pass(LayerSpec spec, ReferenceLayer layer, double[][] inputs) {
    network =
        new Network(
            new NetworkShape(layer.inputs(), List.of(spec), 1, 1, false), new SquaredSpec(), 1);
    parameters = Parameters.zeros(network.layout());
    NamedArrays.setLayer(network, parameters, 0, layer.parameters());
    SlidingWindow window = new SlidingWindow(network, 1);
    sensitivities = Sensitivities.of(spec, network);
    for (double[] input : inputs) {
      float[] x = new float[input.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) input[i];
      }
      window.append(x);
      network.pass(parameters, 0, kernel);
      sensitivities.advance(parameters, kernel);
      window.slide();
    }
  }

  /** Of one state by each array, which reach the gradient as they are. */
  private Map<String, double[][]> sensitivitiesOf(int unit, float[] states) {
    LayerTrace trace = network.layers().get(0).trace();
    Arrays.fill(trace.hiddenGradients, 0);
    Arrays.fill(trace.cellGradient, 0);
    states[unit] = 1;
    Parameters gradient = Parameters.zeros(network.layout());
    sensitivities.collect(gradient);
    return NamedArrays.layer(network, gradient, 0);
  }

  private static Map<String, double[][]> differences(
      ReferenceLayer layer, double[][] inputs, Function<ReferenceAnswer, Double> state) {
    Draws draws = new Chance(1, "readout", 0).draws("unused");
    ReferenceReadout readout = ReferenceReadout.random(1, layer.cell().outputs(), 0, draws, 1);
    ReferenceNetwork reference =
        ReferenceNetwork.of(List.of(layer), readout, ReferenceLoss.squared());
    ReferenceWindow window =
        ReferenceWindow.fromRest(inputs, new double[inputs.length][1], List.of(layer));
    Map<String, double[][]> differences = new LinkedHashMap<>();
    layer
        .parameters()
        .forEach(
            (name, rows) -> {
              double[][] slopes = new double[rows.length][rows[0].length];
              for (int r = 0; r < rows.length; r++) {
                for (int c = 0; c < rows[r].length; c++) {
                  double kept = rows[r][c];
                  rows[r][c] = kept + STEP;
                  double above = state.apply(reference.run(window));
                  rows[r][c] = kept - STEP;
                  double below = state.apply(reference.run(window));
                  rows[r][c] = kept;
                  slopes[r][c] = (above - below) / (2 * STEP);
                }
              }
              differences.put(name, slopes);
            });
    return differences;
  }

  private static double[][] inputs(int steps, int size, Draws draws) {
    double[][] inputs = new double[steps][size];
    for (double[] row : inputs) {
      for (int i = 0; i < size; i++) {
        row[i] = (float) draws.gaussian();
      }
    }
    return inputs;
  }

  @ParameterizedTest
  @CsvSource({"2, 3, 1", "2, 3, 7", "1, 1, 5", "3, 4, 30"})
  void ofElmanUnits(int inputSize, int units, int steps) {
    Draws draws = new Chance(units, "elman", steps).draws("sensitivities");
    ReferenceLayer layer =
        ReferenceLayer.random(ReferenceCells.elman(units), inputSize, draws, 0.5);
    double[][] inputs = inputs(steps, inputSize, draws);
    pass(LayerSpec.of(CellKind.ELMAN, units), layer, inputs);
    for (int u = 0; u < units; u++) {
      int unit = u;
      NamedArrays.assertClose(
          sensitivitiesOf(unit, network.layers().get(0).trace().hiddenGradients),
          differences(layer, inputs, answer -> answer.lastHidden(0)[unit]),
          2e-5);
    }
  }

  /**
   * With h' held constant: it is read as inputs of the same weights by a twin without recurrent
   * ones, whose differences are then the truncated ones.
   */
  @ParameterizedTest
  @CsvSource({"2, 3, 1", "2, 3, 7", "1, 1, 5", "3, 4, 30"})
  void ofCellsWithHiddenStatesHeldConstant(int inputSize, int units, int steps) {
    Draws draws = new Chance(units, "lstm-1997", steps).draws("sensitivities");
    ReferenceCell cell = ReferenceCells.lstm1997(units);
    ReferenceLayer layer = ReferenceLayer.random(cell, inputSize, draws, 0.5);
    double[][] inputs = inputs(steps, inputSize, draws);
    pass(LayerSpec.of(CellKind.LSTM_1997, units), layer, inputs);
    double[][] hidden = hidden(layer, inputs);
    ReferenceLayer twin = ReferenceLayer.zeros(cell, inputSize + units);
    double[][] read = new double[steps][];
    for (int t = 0; t < steps; t++) {
      read[t] = Arrays.copyOf(inputs[t], inputSize + units);
      System.arraycopy(t == 0 ? new double[units] : hidden[t - 1], 0, read[t], inputSize, units);
    }
    for (int r = 0; r < 3 * units; r++) {
      double[] weights = twin.parameters().get("weight_ih")[r];
      System.arraycopy(layer.parameters().get("weight_ih")[r], 0, weights, 0, inputSize);
      System.arraycopy(layer.parameters().get("weight_hh")[r], 0, weights, inputSize, units);
      twin.parameters().get("bias_ih")[r][0] =
          layer.parameters().get("bias_ih")[r][0] + layer.parameters().get("bias_hh")[r][0];
    }
    for (int u = 0; u < units; u++) {
      int unit = u;
      Map<String, double[][]> expected =
          differences(twin, read, answer -> answer.lastCells(0)[unit]);
      double[][] both = expected.get("weight_ih");
      double[][] recurrent = new double[3 * units][];
      for (int r = 0; r < 3 * units; r++) {
        recurrent[r] = Arrays.copyOfRange(both[r], inputSize, inputSize + units);
        both[r] = Arrays.copyOf(both[r], inputSize);
      }
      expected.put("weight_hh", recurrent);
      NamedArrays.assertClose(
          sensitivitiesOf(unit, network.layers().get(0).trace().cellGradient), expected, 2e-5);
    }
  }

  private static double[][] hidden(ReferenceLayer layer, double[][] inputs) {
    Draws draws = new Chance(1, "readout", 0).draws("unused");
    ReferenceNetwork reference =
        ReferenceNetwork.of(
            List.of(layer),
            ReferenceReadout.random(1, layer.cell().outputs(), 0, draws, 1),
            ReferenceLoss.squared());
    return reference
        .run(ReferenceWindow.fromRest(inputs, new double[inputs.length][1], List.of(layer)))
        .hidden(0);
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void areThereForTheKindsThatLearnInRealTimeAlone(CellKind kind) {
    LayerSpec spec = LayerSpec.of(kind, 4);
    Network one =
        new Network(new NetworkShape(1, List.of(spec), 1, 1, false), new SquaredSpec(), 1);
    if (kind.realTime()) {
      assertThat(Sensitivities.of(spec, one)).isNotNull();
    } else {
      assertThatThrownBy(() -> Sensitivities.of(spec, one))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("type=" + kind.label());
    }
  }
}
