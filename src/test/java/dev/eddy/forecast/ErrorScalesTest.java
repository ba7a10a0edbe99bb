package dev.eddy.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ErrorScalesTest {
  private static final int[] NO_SLOTS = {0, 0};

  /** Learns the same error at both horizons, step after step, and says what is held then. */
  private static double[] after(ErrorScales scales, long from, long to, double error) {
    for (long n = from; n <= to; n++) {
      double[] errors = {scales.limited(1, error), scales.limited(2, error)};
      scales.learn(n, 0, errors);
      scales.hold(n, NO_SLOTS);
    }
    double[] held = new double[ErrorScales.count(0)];
    assertThat(scales.heldInto(to, 1, held)).isEqualTo(error != 0);
    return held;
  }

  @Test
  void thereAreThreeAndWithASeasonTwiceAsMany() {
    assertThat(ErrorScales.count(0)).isEqualTo(3);
    assertThat(ErrorScales.count(24)).isEqualTo(6);
  }

  @Test
  void ofErrorsOfOneSizeAllScalesAreThatSize() {
    assertThat(after(new ErrorScales(2, 0), 1, 50, -3))
        .containsExactly(new double[] {3, 3, 3}, within(1e-12));
  }

  @Test
  void zerosBeforeTheFirstErrorSayNothing() {
    ErrorScales scales = new ErrorScales(2, 0);
    after(scales, 1, 400, 0);
    assertThat(after(scales, 401, 401, 7)).containsExactly(7, 7, 7);
  }

  /** Of a sudden ten times as large: the fast scale is there within 20 steps, the mean is not. */
  @Test
  void fastScalesFollowAChangeAndTheMeanHardlyDoes() {
    ErrorScales scales = new ErrorScales(2, 0);
    after(scales, 1, 2_000, 1);
    double[] held = after(scales, 2_001, 2_020, 10);
    assertThat(held[0]).isBetween(1.05, 1.15);
    assertThat(held[1]).isBetween(9.0, 11.0);
    assertThat(held[2]).isBetween(5.0, held[1]);
  }

  @Test
  void anAbsurdErrorCountsForLittleAndOneThatIsNoNumberForNothing() {
    ErrorScales scales = new ErrorScales(2, 0);
    after(scales, 1, 100, 1);
    assertThat(scales.limited(1, 1e30)).isCloseTo(50, within(1e-9));
    assertThat(scales.limited(1, -1e30)).isCloseTo(-50, within(1e-9));
    assertThat(scales.limited(1, 3)).isEqualTo(3);
    assertThat(scales.limited(1, 1e200)).isNaN();
    assertThat(scales.limited(1, Double.NEGATIVE_INFINITY)).isNaN();
    assertThat(scales.limited(1, Double.NaN)).isNaN();
  }

  /** Errors of 1 at noon and 3 else: the slot's scales tell them apart, the others do not. */
  @Test
  void theTimeOfDayTellsHowLargeErrorsWillBe() {
    ErrorScales scales = new ErrorScales(1, 2);
    double[] held = new double[ErrorScales.count(2)];
    for (long n = 1; n <= 4_000; n++) {
      int slot = (int) (n % 2);
      scales.learn(n, slot, new double[] {slot == 0 ? 1 : 3});
      scales.hold(n, new int[] {1 - slot});
    }
    assertThat(scales.heldInto(4_000, 1, held)).isTrue(); // for a step of slot 1
    assertThat(held[0]).isCloseTo(2, within(0.05));
    assertThat(held[3]).isCloseTo(3, within(0.1));
  }

  @Test
  void afterForgettingNothingIsHeld() {
    ErrorScales scales = new ErrorScales(2, 0);
    after(scales, 1, 50, 1);
    scales.forgetOpen();
    assertThat(scales.heldInto(50, 1, new double[3])).isFalse();
  }
}
