package dev.eddy.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eddy.Golden;
import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Kernels;
import dev.eddy.model.LearningReport;
import dev.eddy.spec.AdamSpec;
import dev.eddy.spec.ClipSpec;
import dev.eddy.spec.LstmSpec;
import dev.eddy.spec.TruncationSpec;
import dev.eddy.training.Adam;
import dev.eddy.training.GradientClip;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against an independent implementation in double. */
class LstmGoldenTest {
  private static final Percentage TENTH_OF_A_THOUSANDTH = Percentage.withPercentage(0.01);

  static Stream<Kernel> kernels() {
    return Stream.concat(Stream.of(Kernels.plain()), Kernels.vector().stream());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void forwardAndBackward(Kernel kernel) {
    JsonNode golden = Golden.load("lstm.json");
    LstmShape shape = new LstmShape(3, 5, 2, false);
    LstmParameters parameters =
        GoldenParameters.load(shape, golden.get("parameters"), golden.get("readout"));
    LstmWindow window = new LstmWindow(shape, 7);
    flatten(Golden.matrix(golden.get("x")), window.inputs);
    flatten(Golden.matrix(golden.get("y")), window.targets);
    flatten(Golden.matrix(golden.get("h0")), window.trace.hidden);
    flatten(Golden.matrix(golden.get("c0")), window.trace.cells);

    window.forward(parameters, 7, kernel);
    assertRows(window.trace.hidden, 16, 16, golden.get("hidden_outputs"));
    assertRows(window.trace.cells, 7 * 16, 16, golden.get("c_last"));
    assertRows(window.outputs, 0, 16, golden.get("predictions"));

    double loss = window.loss(7, window.pairs(7));
    assertThat(loss).isCloseTo(golden.get("loss").doubleValue(), within(1e-6));
    window.backward(parameters, 7, kernel);
    GoldenParameters.assertClose(
        window.gradient, golden.get("gradients"), golden.get("readout_gradients"), 2e-5);
    assertThat(GoldenParameters.norm(window.gradient))
        .isCloseTo(golden.get("gradient_norm").doubleValue(), TENTH_OF_A_THOUSANDTH);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void windowAfterWindowWithAdam(Kernel kernel) {
    JsonNode golden = Golden.load("truncated-bptt-lstm-adam.json");
    LstmShape shape = new LstmShape(2, 6, 1, false);
    LstmParameters parameters =
        GoldenParameters.load(shape, golden.get("parameters"), golden.get("readout"));
    LstmWindow window = new LstmWindow(shape, 8);
    Adam adam = new Adam(new AdamSpec(0.01, null, null, null), parameters.layout(), kernel);
    GradientClip clip = new GradientClip(ClipSpec.parse(golden.get("clip_norm").asText()));
    double[] losses = Golden.vector(golden.get("losses"));
    double[] norms = Golden.vector(golden.get("gradient_norms"));
    for (int w = 0; w < losses.length; w++) {
      for (int t = 0; t < 8; t++) {
        JsonNode x = golden.get("x").get(8 * w + t);
        window.inputs[2 * t] = x.get(0).floatValue();
        window.inputs[2 * t + 1] = x.get(1).floatValue();
        window.targets[t] = golden.get("y").get(8 * w + t).get(0).floatValue();
      }
      window.forward(parameters, 8, kernel);
      assertThat(window.loss(8, 8)).isCloseTo(losses[w], TENTH_OF_A_THOUSANDTH);
      window.backward(parameters, 8, kernel);
      double norm = GoldenParameters.norm(window.gradient);
      assertThat(norm).isCloseTo(norms[w], TENTH_OF_A_THOUSANDTH);
      adam.step(parameters.values(), window.gradient.values(), clip.scale(norm));
      System.arraycopy(window.trace.hidden, 8 * 16, window.trace.hidden, 0, 16);
      System.arraycopy(window.trace.cells, 8 * 16, window.trace.cells, 0, 16);
    }
    GoldenParameters.assertClose(
        parameters, golden.get("final_parameters"), golden.get("final_readout"), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void overlappingWindowsWithDelayedAndMissingTargets(Kernel kernel) {
    JsonNode golden = Golden.load("truncated-bptt-overlapping-delayed.json");
    LstmShape shape = new LstmShape(2, 5, 3, false);
    LstmParameters parameters =
        GoldenParameters.load(shape, golden.get("parameters"), golden.get("readout"));
    LstmSpec spec =
        new LstmSpec(
            null,
            null,
            null,
            5,
            new TruncationSpec(4, Optional.of(8)),
            new AdamSpec(0.01, null, null, null),
            ClipSpec.parse("0.5"),
            null);
    TruncatedBackpropagation network =
        new TruncatedBackpropagation(spec, shape, 3, parameters, kernel);
    int updates = 0;
    for (int n = 1; n <= 60; n++) {
      Optional<LearningReport> report =
          network.step(n, floats(golden.get("x").get(n - 1)), completed(golden, n));
      if (report.isPresent()) {
        JsonNode expected = golden.get("updates").get(updates++);
        assertThat(n).isEqualTo(expected.get("step").intValue());
        assertThat(report.get().loss())
            .isCloseTo(expected.get("loss").doubleValue(), TENTH_OF_A_THOUSANDTH);
        assertThat(report.get().gradientNorm())
            .isCloseTo(expected.get("gradient_norm").doubleValue(), TENTH_OF_A_THOUSANDTH);
        assertThat(report.get().gradientNormByLag())
            .hasSize(n - expected.get("window_first").intValue() + 1);
        assertThat(report.get().updates()).isEqualTo(updates);
      }
      float[] forecast = new float[3];
      network.outputsInto(forecast);
      for (int h = 0; h < 3; h++) {
        double expected = golden.get("forecasts").get(n - 1).get(h).doubleValue();
        assertThat((double) forecast[h]).isCloseTo(expected, within(1e-4));
      }
    }
    assertThat(updates).isEqualTo(15);
    GoldenParameters.assertClose(
        parameters, golden.get("final_parameters"), golden.get("final_readout"), 1e-5);
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

  private static void flatten(double[][] rows, float[] to) {
    int at = 0;
    for (double[] row : rows) {
      for (double value : row) {
        to[at++] = (float) value;
      }
    }
  }

  private static void assertRows(float[] found, int from, int stride, JsonNode expected) {
    double[][] rows = Golden.matrix(expected);
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < rows[r].length; c++) {
        assertThat((double) found[from + r * stride + c]).isCloseTo(rows[r][c], within(1e-6));
      }
    }
  }
}
