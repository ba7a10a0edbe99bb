package dev.eddy.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Kernels;
import dev.eddy.model.Reach;
import dev.eddy.model.Reach.Advice;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.SquaredSpec;
import dev.eddy.training.Parameters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At rest a tanh unit is linear: what reaches k steps back is w^k. */
class GradientReachTest {
  private static final int WINDOW = 48;

  private final Kernel kernel = Kernels.active();
  private final Network network =
      new Network(
          new NetworkShape(1, List.of(LayerSpec.of(CellKind.ELMAN, 1)), 1, 1, true),
          new SquaredSpec(),
          WINDOW);

  private Parameters unit(double weight) {
    Parameters parameters = Parameters.zeros(network.layout());
    NamedArrays.setLayer(
        network,
        parameters,
        0,
        Map.of(
            "weight_ih", new double[][] {{1}},
            "bias_ih", new double[1][1],
            "weight_hh", new double[][] {{weight}},
            "bias_hh", new double[1][1]));
    return parameters;
  }

  private GradientReach watch(Parameters parameters, int updates, int leastWindow) {
    GradientReach reach = new GradientReach(WINDOW, leastWindow);
    for (int i = 0; i < updates; i++) {
      network.forward(parameters, WINDOW, kernel);
      reach.follow(network, parameters, WINDOW, kernel);
    }
    return reach;
  }

  @ParameterizedTest
  @CsvSource({"0.8", "-0.5", "0.99", "1.05"})
  void theDecayIsThatOfTheRecurrence(double weight) {
    Reach reach = watch(unit(weight), 1, 2).reach();
    assertThat(reach.decayRate()).isCloseTo(Math.abs(weight), within(1e-5));
    assertThat(reach.carried()).isCloseTo(Math.pow(Math.abs(weight), WINDOW - 1), within(1e-4));
    assertThat(reach.contraction()).isCloseTo(Math.abs(weight), within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "0.3, 2, LONGER_THAN_REACHED",
    "0.3, 48, NONE",
    "0.8, 2, NONE",
    "0.99, 2, SHORTER_THAN_CARRIED",
    "1.05, 2, SHORTER_THAN_CARRIED"
  })
  void adviceComesAfterSomeLooks(double weight, int leastWindow, Advice advice) {
    Parameters parameters = unit(weight);
    assertThat(watch(parameters, 64 * 6, leastWindow).reach().advice()).isEqualTo(Advice.NONE);
    assertThat(watch(parameters, 64 * 8, leastWindow).reach().advice()).isEqualTo(advice);
  }

  private static Reach bounded(double contraction) {
    return new Reach(1, 1, contraction, WINDOW, 1, Advice.NONE);
  }

  /** 0.6^9 is the last power above a hundredth. */
  @Test
  void whatIsSaidNamesTheWindowAndHowFarTheGradientReaches() {
    Reach longer = watch(unit(0.6), 64 * 8, 2).reach();
    assertThat(longer.window()).isEqualTo(WINDOW);
    assertThat(longer.reachedLags()).isCloseTo(9, within(1e-9));
    assertThat(longer.explanation())
        .isEqualTo(
            "of 48 steps is longer than the gradient reaches (9 steps leave 1 %); a shorter one"
                + " would teach the same");
    assertThat(new Reach(0.99, 0.624, 1, 48, 47, Advice.SHORTER_THAN_CARRIED).explanation())
        .isEqualTo(
            "of 48 steps is shorter than what the gradient carries (its oldest step leaves 62 %);"
                + " a longer one may teach more");
  }

  /** The formula's own k: one step fewer would leave more than ε of a change of 1 / (1 − λ). */
  @ParameterizedTest
  @CsvSource({"0.3", "0.5", "0.9", "0.99"})
  void theSufficientWindowLeavesLessThanEpsilon(double contraction) {
    double steps = bounded(contraction).sufficientWindow();
    assertThat(Math.pow(contraction, steps) / (1 - contraction)).isLessThan(Reach.EPSILON);
    assertThat(Math.pow(contraction, steps - 1) / (1 - contraction)).isGreaterThan(Reach.EPSILON);
  }

  @Test
  void whatDoesNotContractHasNoSufficientWindow() {
    assertThat(bounded(1).sufficientWindow()).isNaN();
    assertThat(bounded(Double.NaN).sufficientWindow()).isNaN();
    assertThat(bounded(0).sufficientWindow()).isEqualTo(1);
  }

  @Test
  void aWindowThatIsNotFullTellsNothing() {
    GradientReach reach = new GradientReach(WINDOW, 2);
    reach.follow(network, unit(0.5), WINDOW - 1, kernel);
    assertThat(reach.reach()).isEqualTo(Reach.UNKNOWN);
  }

  /** Subnormal numbers would make the way back many times slower. */
  @Test
  void whatHasFadedIsDropped() {
    Parameters parameters = unit(0.01);
    network.forward(parameters, WINDOW, kernel);
    network.carryBack(parameters, WINDOW, kernel);
    float[] gradients = network.layers().get(0).trace().hiddenGradients;
    int fading = 0;
    for (float gradient : gradients) {
      assertThat(gradient == 0 || Math.abs(gradient) >= Float.MIN_NORMAL).isTrue();
      fading += gradient != 0 && Math.abs(gradient) < 1e-12 ? 1 : 0;
    }
    assertThat(fading).as("small ones that stay").isPositive();
    assertThat(gradients[0]).as("0.01^48 is less than a float can hold").isZero();
  }

  @Test
  void restoredItGoesOn() {
    GradientReach reach = watch(unit(0.9), 100, 2);
    GradientReach restored = new GradientReach(WINDOW, 2);
    ArchiveReader.load(ArchiveWriter.bytesOf(reach), restored);
    assertThat(restored.reach()).isEqualTo(reach.reach());
    assertThat(ArchiveWriter.bytesOf(restored)).isEqualTo(ArchiveWriter.bytesOf(reach));
  }
}
