package dev.eddy.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eddy.Golden;
import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Kernels;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.model.LearningReport;
import dev.eddy.model.TrainedParameters;
import dev.eddy.spec.AdamSpec;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.ClipSpec;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.OptimizerSpec;
import dev.eddy.spec.RecurrentSpec;
import dev.eddy.spec.RmsPropSpec;
import dev.eddy.spec.SgdSpec;
import dev.eddy.spec.SquaredSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Parameters;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole runs of training, against an independent implementation in double. */
class TrainingGoldenTest {
  private static final Percentage HUNDREDTH_OF_A_PERCENT = Percentage.withPercentage(0.01);

  static Stream<Kernel> kernels() {
    return Stream.concat(Stream.of(Kernels.plain()), Kernels.vector().stream());
  }

  static Stream<Arguments> runs() {
    OptimizerSpec adam = new AdamSpec(0.01, null, null, null, null);
    OptimizerSpec rmsProp = new RmsPropSpec(0.01, 0.99, 1e-8, null);
    OptimizerSpec momentum = new SgdSpec(0.05, 0.9, false, null);
    return kernels()
        .flatMap(
            kernel ->
                Stream.of(
                    Arguments.of("truncated-bptt-lstm-adam.json", CellKind.LSTM, adam, kernel),
                    Arguments.of(
                        "truncated-bptt-lstm-rmsprop.json", CellKind.LSTM, rmsProp, kernel),
                    Arguments.of(
                        "truncated-bptt-gru-sgd-momentum.json", CellKind.GRU, momentum, kernel)));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void windowAfterWindow(String file, CellKind kind, OptimizerSpec optimizer, Kernel kernel) {
    JsonNode golden = Golden.load(file);
    List<LayerSpec> layers = List.of(LayerSpec.of(kind, 6));
    Network network = new Network(new NetworkShape(2, layers, 1, 1, false), new SquaredSpec(), 8);
    Parameters parameters = Parameters.zeros(network.layout());
    NetworkGoldenTest.set(network, parameters, golden.get("parameters"), golden.get("readout"));
    TrainedParameters training =
        new TrainedParameters(
            network.layout(),
            parameters.values(),
            optimizer,
            ClipSpec.parse(golden.get("clip_norm").asText()),
            kernel);
    double[] losses = Golden.vector(golden.get("losses"));
    double[] norms = Golden.vector(golden.get("gradient_norms"));
    LayerTrace trace = network.layers().get(0).trace();
    for (int w = 0; w < losses.length; w++) {
      for (int t = 0; t < 8; t++) {
        JsonNode x = golden.get("x").get(8 * w + t);
        network.inputs().values()[2 * t] = x.get(0).floatValue();
        network.inputs().values()[2 * t + 1] = x.get(1).floatValue();
        float y = golden.get("y").get(8 * w + t).get(0).floatValue();
        network.targets().values()[network.targets().at(t)] = y;
      }
      network.forward(parameters, 8, kernel);
      assertThat(network.loss(8, 8, kernel)).isCloseTo(losses[w], HUNDREDTH_OF_A_PERCENT);
      network.backward(parameters, 8, kernel);
      assertThat(NetworkGoldenTest.norm(network.gradient()))
          .isCloseTo(norms[w], HUNDREDTH_OF_A_PERCENT);
      training.update(network.gradient().values());
      System.arraycopy(trace.hidden, 8 * trace.outputs, trace.hidden, 0, trace.outputs);
      System.arraycopy(trace.cells, 8 * trace.memory, trace.cells, 0, trace.memory);
    }
    assertParameters(network, parameters, golden);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void overlappingWindowsWithDelayedAndMissingTargets(Kernel kernel) {
    JsonNode golden = Golden.load("truncated-bptt-overlapping-delayed.json");
    RecurrentSpecs specs = new RecurrentSpecs().truncation(4, 8);
    specs.units = 5;
    specs.clip = ClipSpec.parse("0.5");
    RecurrentSpec spec = specs.spec();
    NetworkShape shape = new NetworkShape(2, spec.layers(), 3, 1, false);
    Network network = new Network(shape, spec.loss(), 8);
    Parameters parameters = Parameters.zeros(network.layout());
    NetworkGoldenTest.set(network, parameters, golden.get("parameters"), golden.get("readout"));
    TruncatedBackpropagation learner =
        new TruncatedBackpropagation(
            spec, network, 3, parameters, new Chance(1, "golden", 0), kernel);
    int updates = 0;
    for (int n = 1; n <= 60; n++) {
      float[] x = floats(golden.get("x").get(n - 1));
      if (learner.step(n, x, completed(golden, n))) {
        LearningReport report = learner.report().orElseThrow();
        JsonNode expected = golden.get("updates").get(updates++);
        assertThat(n).isEqualTo(expected.get("step").intValue());
        assertThat(report.loss())
            .isCloseTo(expected.get("loss").doubleValue(), HUNDREDTH_OF_A_PERCENT);
        assertThat(report.gradient().norm())
            .isCloseTo(expected.get("gradient_norm").doubleValue(), HUNDREDTH_OF_A_PERCENT);
        assertThat(report.gradient().byLag())
            .hasSize(n - expected.get("window_first").intValue() + 1);
        assertThat(report.updates()).isEqualTo(updates);
      }
      float[] forecast = new float[3];
      learner.forecastInto(forecast);
      for (int h = 0; h < 3; h++) {
        double expected = golden.get("forecasts").get(n - 1).get(h).doubleValue();
        assertThat((double) forecast[h]).isCloseTo(expected, within(1e-4));
      }
    }
    assertThat(updates).isEqualTo(15);
    assertParameters(network, parameters, golden);
  }

  private static void assertParameters(Network network, Parameters found, JsonNode golden) {
    NamedArrays.assertClose(
        NamedArrays.layer(network, found, 0),
        NetworkGoldenTest.arrays(golden.get("final_parameters"), 0),
        1e-5);
    NamedArrays.assertClose(
        NamedArrays.readout(network, found),
        NetworkGoldenTest.arrays(golden.get("final_readout")),
        1e-5);
  }

  /** y(n) belongs to the pairs (n − h, h), as far back as the first step. */
  private static float[] completed(JsonNode golden, int n) {
    float[] completed = {Float.NaN, Float.NaN, Float.NaN};
    for (JsonNode missing : golden.get("missing_targets")) {
      if (missing.intValue() == n) {
        return completed;
      }
    }
    for (int h = 1; h <= 3 && h < n; h++) {
      completed[h - 1] = golden.get("y").get(n).floatValue();
    }
    return completed;
  }

  private static float[] floats(JsonNode node) {
    float[] values = new float[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).floatValue();
    }
    return values;
  }
}
