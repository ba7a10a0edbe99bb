package dev.eddy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Kernels;
import dev.eddy.kernel.Steps;
import dev.eddy.spec.GaussianSpec;
import dev.eddy.spec.HuberSpec;
import dev.eddy.spec.LossSpec;
import dev.eddy.spec.PinballSpec;
import dev.eddy.spec.SquaredSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LossTest {
  private static final float[] NUMBERS = {0, 1, 2, 3, 14};

  private final Kernel kernel = Kernels.active();

  /** Closed forms over those numbers: mean 4, median 2; variance 26; Huber's from its equation. */
  static Stream<Arguments> minima() {
    return Stream.of(
        Arguments.of(new SquaredSpec(), new double[] {4}),
        Arguments.of(new HuberSpec(2.0), new double[] {2}),
        Arguments.of(new PinballSpec(List.of(0.3, 0.5, 0.7)), new double[] {1, 2, 3}),
        Arguments.of(new GaussianSpec(), new double[] {4, Math.log(26)}));
  }

  /** Down the gradient, by equal steps and then by ever smaller ones. */
  @ParameterizedTest
  @MethodSource("minima")
  void theGradientLeadsToTheMinimum(LossSpec spec, double[] minimum) {
    Loss loss = Losses.of(spec);
    assertThat(loss.width()).isEqualTo(minimum.length);
    double[] outputs = new double[loss.width()];
    for (int i = 1; i <= 40_000; i++) {
      double[] gradient = gradient(loss, outputs);
      for (int o = 0; o < outputs.length; o++) {
        outputs[o] -= 0.3 * Math.min(1, (40_000 - i) / 20_000.0) * gradient[o];
      }
    }
    for (int o = 0; o < outputs.length; o++) {
      assertThat(outputs[o]).isCloseTo(minimum[o], within(0.02));
    }
  }

  /** Mean gradient of one forecast for all numbers. */
  private double[] gradient(Loss loss, double[] outputs) {
    Steps said = said(outputs);
    loss.backward(said, targets(), NUMBERS.length, 1, 1f / NUMBERS.length, kernel);
    double[] gradient = new double[outputs.length];
    for (int t = 0; t < NUMBERS.length; t++) {
      for (int o = 0; o < gradient.length; o++) {
        gradient[o] += said.values()[said.at(t) + o];
      }
    }
    return gradient;
  }

  private static Steps said(double[] outputs) {
    Steps said = new Steps(new float[NUMBERS.length * Kernel.PANEL], 0, Kernel.PANEL);
    for (int t = 0; t < NUMBERS.length; t++) {
      for (int o = 0; o < outputs.length; o++) {
        said.values()[said.at(t) + o] = (float) outputs[o];
      }
    }
    return said;
  }

  private static Steps targets() {
    Steps targets = new Steps(new float[NUMBERS.length * Kernel.PANEL], 0, Kernel.PANEL);
    Arrays.fill(targets.values(), Float.NaN);
    for (int t = 0; t < NUMBERS.length; t++) {
      targets.values()[targets.at(t)] = NUMBERS[t];
    }
    return targets;
  }

  @ParameterizedTest
  @MethodSource("minima")
  void withoutTargetsThereIsNeitherLossNorGradient(LossSpec spec, double[] minimum) {
    Loss loss = Losses.of(spec);
    Steps said = said(minimum);
    Steps missing = targets();
    Arrays.fill(missing.values(), Float.NaN);
    assertThat(loss.backward(said, missing, NUMBERS.length, 1, 1, kernel)).isZero();
    for (int t = 0; t < NUMBERS.length; t++) {
      for (int o = 0; o < loss.width(); o++) {
        assertThat(said.values()[said.at(t) + o]).isZero();
      }
    }
  }

  /** The forecast is the first number, but for quantiles, where it is the median. */
  @ParameterizedTest
  @MethodSource("minima")
  void theForecastIsAmongTheOutputs(LossSpec spec, double[] minimum) {
    Loss loss = Losses.of(spec);
    float[] outputs = {7, 8, 9, 10};
    assertThat(loss.forecast(outputs, 1)).isEqualTo(spec instanceof PinballSpec ? 9f : 8f);
    assertThat(minimum).isNotEmpty();
  }
}
