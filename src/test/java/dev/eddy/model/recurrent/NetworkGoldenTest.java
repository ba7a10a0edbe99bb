package dev.eddy.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eddy.Golden;
import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Kernels;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Steps;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.SquaredSpec;
import dev.eddy.training.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One window forward and backward, against an independent implementation in double. */
class NetworkGoldenTest {
  private static final double SHARE = 2e-5;
  private static final Percentage HUNDREDTH_OF_A_PERCENT = Percentage.withPercentage(0.01);

  static Stream<Arguments> files() {
    return Stream.concat(Stream.of(Kernels.plain()), Kernels.vector().stream())
        .flatMap(
            kernel ->
                Stream.of(
                    Arguments.of("rnn-tanh.json", CellKind.ELMAN, kernel),
                    Arguments.of("lstm.json", CellKind.LSTM, kernel),
                    Arguments.of("lstm-2-layers.json", CellKind.LSTM, kernel),
                    Arguments.of("gru.json", CellKind.GRU, kernel),
                    Arguments.of("gru-2-layers.json", CellKind.GRU, kernel),
                    Arguments.of("rnn-relu.json", CellKind.ELMAN_RELU, kernel),
                    Arguments.of("lstm-projection.json", CellKind.LSTM_PROJECTION, kernel)));
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyNumber(String file, CellKind kind, Kernel kernel) {
    JsonNode golden = Golden.load(file);
    Network network = network(golden, kind);
    int steps = golden.get("steps").intValue();
    Parameters parameters = Parameters.zeros(network.layout());
    set(network, parameters, golden.get("parameters"), golden.get("readout"));
    fill(network, golden);

    network.forward(parameters, steps, kernel);
    LayerTrace top = network.layers().get(network.layers().size() - 1).trace();
    assertRows("hidden", top.hiddenAfter(), golden.get("hidden_outputs"), 1e-6);
    assertRows("predictions", network.readout().outputs, golden.get("predictions"), 1e-6);
    assertCarries(network, steps, golden.get("h_last"), golden.get("c_last"));
    double loss = network.loss(steps, network.pairs(steps, kernel), kernel);
    assertThat(loss).isCloseTo(golden.get("loss").doubleValue(), within(1e-6 * (1 + loss)));

    network.backward(parameters, steps, kernel);
    Parameters gradient = network.gradient();
    for (int l = 0; l < network.layers().size(); l++) {
      NamedArrays.assertClose(
          NamedArrays.layer(network, gradient, l), arrays(golden.get("gradients"), l), SHARE);
    }
    NamedArrays.assertClose(
        NamedArrays.readout(network, gradient), arrays(golden.get("readout_gradients")), SHARE);
    double norm = golden.get("gradient_norm").doubleValue();
    assertThat(norm(gradient)).isCloseTo(norm, HUNDREDTH_OF_A_PERCENT);
    Steps inputs = network.inputGradients(parameters, steps, kernel);
    assertRows("gradient_x", inputs, golden.get("gradient_x"), SHARE);
    for (int l = 0; l < network.layers().size(); l++) {
      LayerTrace trace = network.layers().get(l).trace();
      JsonNode h0 = golden.get("gradient_h0").get(l);
      assertVector("gradient_h0", trace.hiddenGradients, h0);
      if (golden.get("gradient_c0").isArray()) {
        assertVector("gradient_c0", trace.cellGradient, golden.get("gradient_c0").get(l));
      }
    }
  }

  static Network network(JsonNode golden, CellKind kind) {
    int units = golden.get("hidden").intValue();
    Optional<Integer> projection =
        kind == CellKind.LSTM_PROJECTION
            ? Optional.of(golden.get("projection").intValue())
            : Optional.empty();
    List<LayerSpec> layers = new ArrayList<>();
    for (int l = 0; l < golden.get("layers").intValue(); l++) {
      layers.add(new LayerSpec(kind, units, projection, null, null));
    }
    int inputs = golden.get("inputs").intValue();
    NetworkShape shape =
        new NetworkShape(inputs, layers, golden.get("outputs").intValue(), 1, false);
    return new Network(shape, new SquaredSpec(), golden.get("steps").intValue());
  }

  static void set(Network network, Parameters parameters, JsonNode weights, JsonNode readout) {
    for (int l = 0; l < network.layers().size(); l++) {
      NamedArrays.setLayer(network, parameters, l, arrays(weights, l));
    }
    NamedArrays.setReadout(network, parameters, arrays(readout));
  }

  private static void fill(Network network, JsonNode golden) {
    flatten(Golden.matrix(golden.get("x")), network.inputs());
    flatten(Golden.matrix(golden.get("y")), network.targets());
    for (int l = 0; l < network.layers().size(); l++) {
      LayerTrace trace = network.layers().get(l).trace();
      copy(golden.get("h0").get(l), trace.hidden);
      if (golden.get("c0").isArray()) {
        copy(golden.get("c0").get(l), trace.cells);
      }
    }
  }

  private static void assertCarries(Network network, int steps, JsonNode hidden, JsonNode cells) {
    for (int l = 0; l < network.layers().size(); l++) {
      LayerTrace trace = network.layers().get(l).trace();
      assertNear(trace.hidden, steps * trace.outputs, hidden.get(l));
      if (cells.isArray()) {
        assertNear(trace.cells, steps * trace.memory, cells.get(l));
      }
    }
  }

  private static void assertNear(float[] found, int from, JsonNode expected) {
    for (int i = 0; i < expected.size(); i++) {
      assertThat((double) found[from + i]).isCloseTo(expected.get(i).doubleValue(), within(1e-6));
    }
  }

  /** The arrays of one layer, by name without its number; vectors as one column. */
  static Map<String, double[][]> arrays(JsonNode parameters, int layer) {
    Map<String, double[][]> arrays = new LinkedHashMap<>();
    String suffix = "_l" + layer;
    parameters
        .properties()
        .forEach(
            entry -> {
              if (entry.getKey().endsWith(suffix)) {
                String name =
                    entry.getKey().substring(0, entry.getKey().length() - suffix.length());
                arrays.put(name, matrix(entry.getValue()));
              }
            });
    return arrays;
  }

  /** The arrays of a readout. */
  static Map<String, double[][]> arrays(JsonNode parameters) {
    Map<String, double[][]> arrays = new LinkedHashMap<>();
    parameters.properties().forEach(entry -> arrays.put(entry.getKey(), matrix(entry.getValue())));
    return arrays;
  }

  private static double[][] matrix(JsonNode node) {
    if (node.get(0).isArray()) {
      return Golden.matrix(node);
    }
    double[][] column = new double[node.size()][1];
    for (int i = 0; i < column.length; i++) {
      column[i][0] = node.get(i).doubleValue();
    }
    return column;
  }

  /** Euclidean norm of all parameters, in double. */
  static double norm(Parameters gradient) {
    double sum = 0;
    for (float value : gradient.values()) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  private static void flatten(double[][] rows, Steps to) {
    for (int t = 0; t < rows.length; t++) {
      for (int i = 0; i < rows[t].length; i++) {
        to.values()[to.at(t) + i] = (float) rows[t][i];
      }
    }
  }

  private static void copy(JsonNode from, float[] to) {
    for (int i = 0; i < from.size(); i++) {
      to[i] = from.get(i).floatValue();
    }
  }

  private static void assertVector(String name, float[] found, JsonNode expected) {
    assertRows(name, new Steps(found, 0, found.length), List.of(Golden.vector(expected)), SHARE);
  }

  private static void assertRows(String name, Steps found, JsonNode expected, double share) {
    assertRows(name, found, List.of(Golden.matrix(expected)), share);
  }

  private static void assertRows(String name, Steps found, List<double[]> expected, double share) {
    double[][] rows = new double[expected.size()][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = new double[expected.get(t).length];
      for (int i = 0; i < rows[t].length; i++) {
        rows[t][i] = found.values()[found.at(t) + i];
      }
    }
    NamedArrays.assertClose(name, rows, expected.toArray(double[][]::new), share);
  }
}
