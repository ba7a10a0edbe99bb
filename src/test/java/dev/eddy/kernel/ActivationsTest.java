package dev.eddy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActivationsTest {
  private static final float[] SPECIAL = {
    0f, Float.MIN_VALUE, Float.MIN_NORMAL, 1e-20f, 88f, 89f, 126f, 1e10f, Float.MAX_VALUE
  };

  @Test
  void errorsStayBelowTheirBound() {
    for (int i = -4_000_000; i <= 4_000_000; i++) {
      float x = i * 5e-6f;
      assertClose(x);
    }
    for (float x : SPECIAL) {
      assertClose(x);
      assertClose(-x);
    }
  }

  private static void assertClose(float x) {
    double tanh = Math.abs(Activations.tanh(x) - Math.tanh(x));
    double sigmoid = Math.abs(Activations.sigmoid(x) - 1 / (1 + Math.exp(-(double) x)));
    if (!(tanh < 1.1e-7) || !(sigmoid < 1.1e-7)) {
      throw new AssertionError("at " + x + ": tanh off by " + tanh + ", sigmoid by " + sigmoid);
    }
  }

  @Test
  void smallValuesKeepTheirRelativePrecision() {
    for (float x = 1f; x > 1e-30f; x *= 0.97f) {
      double relative = Math.abs(Activations.tanh(x) / Math.tanh(x) - 1);
      assertThat(relative).as("at %s", x).isLessThan(2.2e-7);
    }
  }

  /** Over neighbours among all floats, not only over a grid: a step of seven floats at a time. */
  @Test
  void bothRiseMonotonously() {
    float tanh = 0;
    float falling = 0.5f;
    float rising = 0.5f;
    int end = Float.floatToRawIntBits(200f);
    for (int bits = Float.floatToRawIntBits(1e-6f); bits < end; bits += 7) {
      float x = Float.intBitsToFloat(bits);
      float nextTanh = Activations.tanh(x);
      float nextFalling = Activations.sigmoid(-x);
      float nextRising = Activations.sigmoid(x);
      if (!(nextTanh >= tanh && nextFalling <= falling && nextRising >= rising)) {
        throw new AssertionError("falls at " + x);
      }
      tanh = nextTanh;
      falling = nextFalling;
      rising = nextRising;
    }
  }

  @Test
  void tanhIsOdd() {
    for (float x = 1e-30f; x < 1e30f; x *= 1.001f) {
      assertThat(Activations.tanh(-x)).isEqualTo(-Activations.tanh(x));
    }
  }

  @Test
  void limitsAreExact() {
    assertThat(Activations.tanh(Float.POSITIVE_INFINITY)).isEqualTo(1f);
    assertThat(Activations.tanh(Float.NEGATIVE_INFINITY)).isEqualTo(-1f);
    assertThat(Activations.tanh(20f)).isEqualTo(1f);
    assertThat(Activations.tanh(0f)).isEqualTo(0f);
    assertThat(Activations.sigmoid(Float.POSITIVE_INFINITY)).isEqualTo(1f);
    assertThat(Activations.sigmoid(Float.NEGATIVE_INFINITY)).isEqualTo(0f);
    assertThat(Activations.sigmoid(-200f)).isEqualTo(0f);
    assertThat(Activations.sigmoid(0f)).isEqualTo(0.5f);
    assertThat(Activations.tanh(Float.NaN)).isNaN();
    assertThat(Activations.sigmoid(Float.NaN)).isNaN();
  }
}
