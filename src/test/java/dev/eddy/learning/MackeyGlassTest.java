package dev.eddy.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MackeyGlassTest {
  /** 0.2·1/(1 + 1) = 0.1·1. */
  @Test
  void staysWhereItRests() {
    assertThat(MackeyGlass.solve(1, 1, 100, 10)).containsOnly(new double[] {1}, within(1e-15));
  }

  /** Nothing comes back from before the start: x(t) = 1.2·e^(−t/10) up to τ. */
  @Test
  void decaysUntilTheDelayIsOver() {
    double[] x = MackeyGlass.solve(0, 1.2, 17, 10);
    for (int t = 0; t <= 17; t++) {
      assertThat(x[t]).isCloseTo(1.2 * StrictMath.exp(-t / 10.0), within(1e-9));
    }
  }

  /** Of the fourth order: half the step, a sixteenth of the error. */
  @Test
  void halfTheStepIsAFarSmallerError() {
    double exact = MackeyGlass.solve(1.2, 1.2, 60, 256)[60];
    double error = MackeyGlass.solve(1.2, 1.2, 60, 4)[60] - exact;
    double half = MackeyGlass.solve(1.2, 1.2, 60, 8)[60] - exact;
    assertThat(error / half).isBetween(10.0, 25.0);
    assertThat(Math.abs(half)).isLessThan(1e-6);
  }

  /** The attractor's usual range and deviation. */
  @Test
  void isAsOtherSeriesOfThatName() {
    double[] x = MackeyGlass.solve(1.2, 1.2, 10_000, 10);
    double mean = 0;
    double square = 0;
    for (int t = 1_000; t < 10_000; t++) {
      assertThat(x[t]).isBetween(0.2, 1.4);
      mean += x[t] / 9_000;
      square += x[t] * x[t] / 9_000;
    }
    assertThat(mean).isBetween(0.9, 0.95);
    assertThat(Math.sqrt(square - mean * mean)).isBetween(0.21, 0.25);
  }
}
