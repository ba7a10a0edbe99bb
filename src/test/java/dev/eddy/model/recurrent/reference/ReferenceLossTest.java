package dev.eddy.model.recurrent.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Losses of one pair, worked out by hand. */
class ReferenceLossTest {
  @ParameterizedTest
  @CsvSource({"3, 1, 4, 4", "1, 3, 4, -4", "2, 2, 0, 0"})
  void squared(double output, double target, double loss, double slope) {
    assertLoss(ReferenceLoss.squared(), output, target, loss, slope);
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, 1, 0.125, 0.5",
    "3, 1, 2, 2",
    "4, 1, 4, 2",
    "-4, 1, 8, -2",
    "0, 1, 0.5, -1",
    "1, 1, 0, 0"
  })
  void huberIsSquareWithinTwoAndLineBeyond(
      double output, double target, double loss, double slope) {
    assertLoss(ReferenceLoss.huber(2), output, target, loss, slope);
  }

  @ParameterizedTest
  @CsvSource({"0, 2, 1.8, -0.9", "2, 0, 0.2, 0.1", "1, 1, 0, 0"})
  void pinballOfOneLevel(double output, double target, double loss, double slope) {
    assertLoss(ReferenceLoss.pinball(0.9), output, target, loss, slope);
  }

  @Test
  void pinballOfSeveralLevelsIsTheirMean() {
    Tape tape = new Tape();
    Scalar[] outputs = tape.variables(new double[] {-1, 0, 2});
    Scalar loss = ReferenceLoss.pinball(0.1, 0.5, 0.9).of(outputs, 1);
    tape.differentiate(loss);
    assertThat(loss.value()).isCloseTo((0.1 * 2 + 0.5 * 1 + 0.1 * 1) / 3, within(1e-15));
    double[] slopes = {-0.1 / 3, -0.5 / 3, 0.1 / 3};
    assertThat(Scalar.slopes(outputs)).containsExactly(slopes, within(1e-15));
  }

  /** With σ² = 4: ½(log 4 + e²/4). Beyond the bound s counts as the bound and has no slope. */
  @Test
  void gaussian() {
    Tape tape = new Tape();
    Scalar[] outputs = tape.variables(new double[] {3, StrictMath.log(4)});
    Scalar loss = ReferenceLoss.gaussian().of(outputs, 1);
    tape.differentiate(loss);
    assertThat(loss.value()).isCloseTo(0.5 * (StrictMath.log(4) + 1), within(1e-15));
    assertThat(Scalar.slopes(outputs)).containsExactly(new double[] {0.5, 0}, within(1e-15));

    outputs = tape.variables(new double[] {1, -25});
    loss = ReferenceLoss.gaussian().of(outputs, 1);
    tape.differentiate(loss);
    assertThat(loss.value()).isEqualTo(-10);
    assertThat(Scalar.slopes(outputs)).containsExactly(0, 0);
  }

  private static void assertLoss(
      ReferenceLoss loss, double output, double target, double expected, double slope) {
    Tape tape = new Tape();
    Scalar[] outputs = {tape.variable(output)};
    Scalar found = loss.of(outputs, target);
    tape.differentiate(found);
    assertThat(found.value()).isCloseTo(expected, within(1e-15));
    assertThat(outputs[0].slope()).isCloseTo(slope, within(1e-15));
  }
}
