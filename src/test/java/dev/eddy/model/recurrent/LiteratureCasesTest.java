package dev.eddy.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Kernels;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.SquaredSpec;
import dev.eddy.training.Parameters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small cases that textbooks work out by hand: one unit, whose every number is known. */
class LiteratureCasesTest {
  private final Kernel kernel = Kernels.active();

  /** One unit that reads one input and is read by one output. */
  private static final class OneUnit {
    final Network network;
    final Parameters parameters;
    final LayerTrace trace;

    OneUnit(CellKind kind, int steps) {
      List<LayerSpec> layers = List.of(LayerSpec.of(kind, 1));
      network = new Network(new NetworkShape(1, layers, 1, 1, false), new SquaredSpec(), steps);
      parameters = Parameters.zeros(network.layout());
      trace = network.layers().get(0).trace();
    }

    OneUnit weights(double input, double recurrent, double bias) {
      Map<String, double[][]> arrays =
          Map.of(
              "weight_ih", one(input),
              "weight_hh", one(recurrent),
              "bias_ih", one(bias),
              "bias_hh", one(0));
      NamedArrays.setLayer(network, parameters, 0, arrays);
      return this;
    }

    OneUnit readout(double weight, double bias) {
      Map<String, double[][]> arrays = Map.of("weight", one(weight), "bias", one(bias));
      NamedArrays.setReadout(network, parameters, arrays);
      return this;
    }

    private static double[][] one(double value) {
      return new double[][] {{value}};
    }

    double hidden(int step) {
      return trace.hidden[trace.hiddenAfter().at(step)];
    }

    double output(int step) {
      return network.readout().outputs.values()[network.readout().outputs.at(step)];
    }
  }

  @ParameterizedTest
  @CsvSource({"ELMAN_RELU, 0.34, 0.628, 0.413", "ELMAN, 0.327477, 0.567806, 0.277564"})
  void aUnitOverTwoSteps(CellKind kind, double first, double second, double read) {
    OneUnit unit = new OneUnit(kind, 2).weights(0.1, -1.3, 0.3).readout(2.25, -1);
    unit.network.inputs().values()[0] = 0.4f;
    unit.network.inputs().values()[1] = 7.7f;
    unit.network.forward(unit.parameters, 2, kernel);
    assertThat(unit.hidden(0)).isCloseTo(first, within(1e-6));
    assertThat(unit.hidden(1)).isCloseTo(second, within(1e-6));
    assertThat(unit.output(0)).as("a rectifier would give 0").isNegative();
    if (kind == CellKind.ELMAN_RELU) {
      assertThat(unit.output(0)).isCloseTo(-0.235, within(1e-6));
    }
    assertThat(unit.output(1)).isCloseTo(read, within(2e-6));
  }

  /** h = w·h: the rectifier is linear where nothing is negative. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9, 1, 1.25})
  void aLinearSystemVanishesOrExplodes(double weight) {
    OneUnit unit = new OneUnit(CellKind.ELMAN_RELU, 40).weights(0, weight, 0);
    unit.trace.hidden[0] = 0.5f;
    unit.network.forward(unit.parameters, 40, kernel);
    for (int t = 0; t < 40; t++) {
      double expected = 0.5 * Math.pow(weight, t + 1);
      assertThat(unit.hidden(t)).isCloseTo(expected, within(1e-5 * expected));
    }
  }

  /** h = tanh(w·h): up to w = 1 it comes to rest at 0 alone, beyond at ±h* too. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 0.8, 0",
    "0.5, -0.8, 0",
    "1.5, 0.1, 0.858560",
    "1.5, -0.1, -0.858560",
    "2, 0.1, 0.957504",
    "2, 0.99, 0.957504"
  })
  void aBoundedSystemComesToRest(double weight, float start, double rest) {
    OneUnit unit = new OneUnit(CellKind.ELMAN, 200).weights(0, weight, 0);
    unit.trace.hidden[0] = start;
    unit.network.forward(unit.parameters, 200, kernel);
    assertThat(unit.hidden(199)).isCloseTo(rest, within(2e-6));
    assertThat(StrictMath.tanh(weight * rest)).as("h* = tanh(w·h*)").isCloseTo(rest, within(1e-6));
  }

  /** dh_T/dh_0 = w^T ∏ tanh′, which vanishes; without the squashing it explodes beyond 1. */
  @ParameterizedTest
  @CsvSource({"ELMAN, 0.5", "ELMAN, 0.9", "ELMAN, 1.5", "ELMAN_RELU, 0.9", "ELMAN_RELU, 1.25"})
  void theGradientByTheStartIsTheProductOfSlopes(CellKind kind, double weight) {
    int steps = 30;
    OneUnit unit = new OneUnit(kind, steps).weights(0, weight, 0).readout(1, 0);
    unit.trace.hidden[0] = 0.3f;
    unit.network.forward(unit.parameters, steps, kernel);
    double h = 0.3f;
    double product = 1;
    for (int t = 0; t < steps; t++) {
      h = kind == CellKind.ELMAN ? StrictMath.tanh(weight * h) : weight * h;
      product *= weight * (kind == CellKind.ELMAN ? 1 - h * h : 1);
    }
    float last = (float) unit.output(steps - 1);
    unit.network.targets().values()[unit.network.targets().at(steps - 1)] = last - 0.5f;
    unit.network.loss(steps, 1, kernel); // (½)², whose slope by the output is 1
    unit.network.backward(unit.parameters, steps, kernel);
    double found = unit.trace.hiddenGradients[0];
    assertThat(found).isCloseTo(product, within(1e-4 * product));
  }
}
