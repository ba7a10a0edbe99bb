package dev.eddy.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SurpriseTest {
  private final Standings one = new Standings(2);
  private final Standings other = new Standings(2);
  private final List<Standings> both = List.of(one, other);
  private final Surprise surprise = new Surprise(2);
  private long n;

  /** Both said 0 and 0.5 at every step before; value comes, and is counted. */
  private void step(double value) {
    n++;
    surprise.settle(n, value, both, both);
    one.note(n, new double[] {0, 0});
    other.note(n, new double[] {0.5, 0.5});
  }

  private void steps(int count, double value) {
    for (int i = 0; i < count; i++) {
      step(value);
    }
  }

  @Test
  void whatSomebodyForesawCountsInFull() {
    steps(30, 1);
    step(0.5); // of which the first is off as far as ever
    assertThat(surprise.share(1)).isEqualTo(1);
    assertThat(surprise.shareOfRecent(1)).isEqualTo(1);
    assertThat(surprise.shareOfRecent(2)).isEqualTo(1);
  }

  /** The least error is 99.5, the least discounted one 0.5. */
  @Test
  void whatNobodyForesawCountsAsSixOfTheLeastErrors() {
    steps(30, 1);
    step(100);
    for (int h = 1; h <= 2; h++) {
      assertThat(surprise.share(h)).isCloseTo(6 * 0.5 / 99.5, within(1e-9));
      assertThat(surprise.shareOfRecent(h)).isCloseTo(0.5 / 99.5, within(1e-9));
    }
    assertThat(one.loss(1)).isBetween(1.0, 1.5);
    assertThat(other.loss(1) / one.loss(1)).isBetween(0.5, 0.6);
    step(1);
    assertThat(surprise.share(1)).isEqualTo(1);
  }

  /** Or the errors of all would stay as small as they were in it for thousands of steps. */
  @Test
  void afterALongStandStillSurprisesHaveAnEnd() {
    steps(30, 1);
    steps(5_000, 0.5); // as the second says
    steps(200, 30);
    assertThat(other.loss(1)).isGreaterThan(29.5 / 6); // no such step surprises any more
  }

  @Test
  void whereNothingIsKnownOrNobodyWasEverWrongNothingSurprises() {
    steps(3, 0);
    assertThat(surprise.share(1)).isEqualTo(1);
    step(100); // the first was never wrong so far
    assertThat(surprise.share(1)).isEqualTo(1);
    assertThat(one.loss(1)).isGreaterThan(10);
    new Surprise(2).settle(n, 1, List.of(), List.of());
    step(Double.NaN);
    assertThat(surprise.share(2)).isEqualTo(1);
    step(Double.MAX_VALUE);
    assertThat(surprise.share(1) * Double.MAX_VALUE).isFinite().isNotNaN();
  }
}
