package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BoundTest {
  @Test
  void aSmallValueIsItselfAndALargeOneTheLimit() {
    assertThat(Bound.within(4, 0)).isEqualTo(0);
    assertThat(Bound.within(4, 1e-9)).isEqualTo(1e-9);
    assertThat(Bound.within(4, 1e12)).isEqualTo(4);
    assertThat(Bound.within(4, -1e12)).isEqualTo(-4);
    assertThat(Bound.within(4, Double.MAX_VALUE)).isEqualTo(4);
    assertThat(Bound.within(4, Double.NEGATIVE_INFINITY)).isEqualTo(-4);
    assertThat(Bound.within(4, Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
  }

  @Test
  void whatIsNotANumberStaysSo() {
    assertThat(Bound.within(4, Double.NaN)).isNaN();
  }

  /** c·u/√(1 + u²) is c·sin(atan u). */
  @Test
  void itIsTheSineOfTheAngleWhoseTangentIsTheShareOfTheLimit() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      double limit = Math.exp(random.nextDouble(-3, 3));
      double value = limit * Math.tan(random.nextDouble(-1.57, 1.57));
      double expected = limit * Math.sin(Math.atan(value / limit));
      assertThat(Bound.within(limit, value)).isCloseTo(expected, within(1e-14 * limit));
    }
  }

  @Test
  void itRisesWithTheValueAndIsOdd() {
    double before = -4;
    for (double value = -400; value < 400; value += 0.01) {
      double bounded = Bound.within(4, value);
      assertThat(bounded).isGreaterThan(before).isBetween(-4.0, 4.0);
      assertThat(Bound.within(4, -value)).isEqualTo(-bounded);
      before = bounded;
    }
  }
}
