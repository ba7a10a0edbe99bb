package dev.eddy.model.recurrent.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eddy.Golden;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference against another implementation in double: all that its files hold. */
class ReferenceGoldenTest {
  private static final double CLOSE = 1e-13;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rnn-tanh",
        "rnn-relu",
        "lstm",
        "lstm-2-layers",
        "lstm-projection",
        "gru",
        "gru-2-layers"
      })
  void forwardLossAndGradients(String file) {
    JsonNode golden = Golden.load(file + ".json");
    List<ReferenceLayer> layers = layers(golden);
    int top = layers.size() - 1;
    ReferenceReadout readout = ReferenceReadout.of(arrays(golden.get("readout"), ""));
    ReferenceNetwork network = ReferenceNetwork.of(layers, readout, ReferenceLoss.squared());
    assertThat(network.parameterCount()).isEqualTo(count(golden));
    ReferenceWindow window =
        new ReferenceWindow(
            Golden.matrix(golden.get("x")),
            Golden.matrix(golden.get("y")),
            Golden.matrix(golden.get("h0")),
            matrix(golden.get("c0"), layers.size()));

    ReferenceAnswer answer = network.run(window);
    assertClose("hidden", answer.hidden(top), Golden.matrix(golden.get("hidden_outputs")));
    assertClose("predictions", answer.outputs(), Golden.matrix(golden.get("predictions")));
    assertThat(answer.loss()).isCloseTo(golden.get("loss").doubleValue(), within(CLOSE));
    assertThat(answer.gradientNorm())
        .isCloseTo(golden.get("gradient_norm").doubleValue(), within(CLOSE));
    assertClose("x", answer.inputGradient(), Golden.matrix(golden.get("gradient_x")));
    double[][] lastHidden = Golden.matrix(golden.get("h_last"));
    double[][] lastCells = matrix(golden.get("c_last"), layers.size());
    double[][] byHidden = Golden.matrix(golden.get("gradient_h0"));
    double[][] byCells = matrix(golden.get("gradient_c0"), layers.size());
    for (int l = 0; l <= top; l++) {
      assertClose("gradients", answer.gradients(l), arrays(golden.get("gradients"), "_l" + l));
      assertThat(answer.lastHidden(l)).containsExactly(lastHidden[l], within(CLOSE));
      assertThat(answer.lastCells(l)).containsExactly(lastCells[l], within(CLOSE));
      assertThat(answer.startHiddenGradient(l)).containsExactly(byHidden[l], within(CLOSE));
      assertThat(answer.startCellGradient(l)).containsExactly(byCells[l], within(CLOSE));
    }
    assertClose("readout", answer.readoutGradients(), arrays(golden.get("readout_gradients"), ""));
  }

  private static List<ReferenceLayer> layers(JsonNode golden) {
    List<ReferenceLayer> layers = new ArrayList<>();
    int inputs = golden.get("inputs").intValue();
    for (int l = 0; l < golden.get("layers").intValue(); l++) {
      ReferenceCell cell = cell(golden);
      layers.add(ReferenceLayer.of(cell, inputs, arrays(golden.get("parameters"), "_l" + l)));
      inputs = cell.outputs();
    }
    return layers;
  }

  private static ReferenceCell cell(JsonNode golden) {
    int units = golden.get("hidden").intValue();
    int projection = golden.get("projection").intValue();
    switch (golden.get("kind").textValue()) {
      case "gru":
        return ReferenceCells.gru(units);
      case "lstm":
        return projection > 0
            ? ReferenceCells.projectedLstm(units, projection)
            : ReferenceCells.lstm(units);
      case "rnn":
        return golden.get("nonlinearity").textValue().equals("relu")
            ? ReferenceCells.elmanRelu(units)
            : ReferenceCells.elman(units);
      default:
        throw new IllegalArgumentException("kind " + golden.get("kind"));
    }
  }

  /** All arrays whose names end so, without that end; vectors become columns. */
  private static Map<String, double[][]> arrays(JsonNode node, String ending) {
    Map<String, double[][]> arrays = new LinkedHashMap<>();
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (name.endsWith(ending)) {
                JsonNode rows = node.get(name);
                arrays.put(
                    name.substring(0, name.length() - ending.length()),
                    rows.get(0).isArray() ? Golden.matrix(rows) : column(rows));
              }
            });
    return arrays;
  }

  private static double[][] column(JsonNode vector) {
    double[][] rows = new double[vector.size()][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = new double[] {vector.get(r).doubleValue()};
    }
    return rows;
  }

  /** A matrix, or empty rows where the file has null. */
  private static double[][] matrix(JsonNode node, int rows) {
    return node.isNull() ? new double[rows][0] : Golden.matrix(node);
  }

  private static long count(JsonNode golden) {
    return ReferenceParameters.count(arrays(golden.get("parameters"), ""))
        + ReferenceParameters.count(arrays(golden.get("readout"), ""));
  }

  private static void assertClose(
      String what, Map<String, double[][]> found, Map<String, double[][]> expected) {
    assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
    found.forEach((name, rows) -> assertClose(what + " " + name, rows, expected.get(name)));
  }

  private static void assertClose(String what, double[][] found, double[][] expected) {
    assertThat(found).as(what).hasDimensions(expected.length, expected[0].length);
    for (int r = 0; r < found.length; r++) {
      assertThat(found[r]).as(what + " " + r).containsExactly(expected[r], within(CLOSE));
    }
  }
}
