package dev.eddy.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eddy.Golden;
import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Kernels;
import dev.eddy.spec.ClipSpec;
import dev.eddy.spec.OptimizerSpec;
import dev.eddy.spec.RmsPropSpec;
import dev.eddy.training.GradientClip;
import dev.eddy.training.Optimizer;
import dev.eddy.training.Optimizers;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole training runs with other optimizers, against an independent implementation in double. */
class OptimizerGoldenTest {
  private static final Percentage TENTH_OF_A_THOUSANDTH = Percentage.withPercentage(0.01);
  private static final int WINDOW = 8;

  static Stream<Kernel> kernels() {
    return Stream.concat(Stream.of(Kernels.plain()), Kernels.vector().stream());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void windowAfterWindowWithRmsProp(Kernel kernel) {
    run("truncated-bptt-lstm-rmsprop.json", new RmsPropSpec(0.01, 0.99, 1e-8, null), kernel);
  }

  private static void run(String file, OptimizerSpec spec, Kernel kernel) {
    JsonNode golden = Golden.load(file);
    LstmShape shape = new LstmShape(2, 6, 1, false);
    LstmParameters parameters =
        GoldenParameters.load(shape, golden.get("parameters"), golden.get("readout"));
    LstmWindow window = new LstmWindow(shape, WINDOW);
    Optimizer optimizer = Optimizers.of(spec, parameters.layout(), kernel);
    GradientClip clip = new GradientClip(ClipSpec.parse(golden.get("clip_norm").asText()));
    double[] losses = Golden.vector(golden.get("losses"));
    double[] norms = Golden.vector(golden.get("gradient_norms"));
    for (int w = 0; w < losses.length; w++) {
      for (int t = 0; t < WINDOW; t++) {
        JsonNode x = golden.get("x").get(WINDOW * w + t);
        window.inputs[2 * t] = x.get(0).floatValue();
        window.inputs[2 * t + 1] = x.get(1).floatValue();
        window.targets[t] = golden.get("y").get(WINDOW * w + t).get(0).floatValue();
      }
      window.forward(parameters, WINDOW, kernel);
      assertThat(window.loss(WINDOW, WINDOW)).isCloseTo(losses[w], TENTH_OF_A_THOUSANDTH);
      window.backward(parameters, WINDOW, kernel);
      double norm = GoldenParameters.norm(window.gradient);
      assertThat(norm).isCloseTo(norms[w], TENTH_OF_A_THOUSANDTH);
      optimizer.step(parameters.values(), window.gradient.values(), clip.scale(norm));
      System.arraycopy(window.trace.hidden, WINDOW * 16, window.trace.hidden, 0, 16);
      System.arraycopy(window.trace.cells, WINDOW * 16, window.trace.cells, 0, 16);
    }
    GoldenParameters.assertClose(
        parameters, golden.get("final_parameters"), golden.get("final_readout"), 1e-5);
  }
}
