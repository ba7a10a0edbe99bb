package dev.eddy.backtest.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import org.junit.jupiter.api.Test;

class PriceTallyTest {
  private static final long DAY = 86_400_000;
  private static final double[] NOTHING = {};

  /** Prices 100, 110, 99, 108.9: forecasts that know all are acted upon one bar late. */
  @Test
  void whatIsForecastFromABarIsTradedAtTheNextOne() {
    PriceTally tally = new PriceTally(0.01, true);
    tally.add(0, 0, 100, new double[] {110, 99}); // falls from the next bar: −1 from 110 on
    tally.add(1, DAY, 110, new double[] {99, 108.9}); // rises from the next bar: 1 from 99 on
    tally.add(2, 2 * DAY, 99, NOTHING); // nothing held from 108.9 on
    tally.add(3, 3 * DAY, 108.9, NOTHING);
    PriceScores scores = tally.scores(1, true);
    // 100 → 110 without a position, at 110 one unit is sold: −0.01; 110 → 99 earns 0.1, at 99 two
    // are bought: −0.02; 99 → 108.9 earns 0.1, at 108.9 one is sold: −0.01.
    assertThat(scores.strategy().total()).isCloseTo(0.99 * 1.08 * 1.09 - 1, within(1e-12));
    assertThat(scores.holding().total()).isCloseTo(0.089, within(1e-12));
    assertThat(scores.turnover()).isCloseTo(4 / 3.0, within(1e-12));
    assertThat(scores.exposure()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(scores.moved()).isEqualTo(2);
    assertThat(scores.right()).isEqualTo(2);
    assertThat(scores.holding().drawdown()).isCloseTo(0.1, within(1e-12));
    assertThat(scores.strategy().drawdown()).isCloseTo(0.01, within(1e-12));
  }

  @Test
  void aDirectionOfNoChangeIsNone() {
    PriceTally tally = new PriceTally(0, true);
    tally.add(0, 0, 5, new double[] {6});
    tally.add(1, DAY, 5, new double[] {5});
    tally.add(2, 2 * DAY, 6, new double[] {7});
    tally.add(3, 3 * DAY, Double.NaN, new double[] {1});
    tally.add(4, 4 * DAY, 7, new double[] {8}); // what was said before the gap is dropped
    tally.add(5, 5 * DAY, 9, NOTHING);
    PriceScores scores = tally.scores(1, true);
    assertThat(scores.unmoved()).isEqualTo(2);
    assertThat(scores.moved()).isEqualTo(1);
    assertThat(scores.directionalAccuracy()).isEqualTo(1);
  }

  /** Wilson's interval of 10 of 10 has 1/(1 + z²/10) below. */
  @Test
  void tenOfTenAreNoProof() {
    PriceTally tally = new PriceTally(0, true);
    for (int i = 0; i < 11; i++) {
      tally.add(i, i * DAY, 10 + i, new double[] {11 + i});
    }
    double[] interval = tally.scores(1, true).directionalInterval();
    assertThat(interval[0]).isCloseTo(1 / (1 + 1.959964 * 1.959964 / 10), within(1e-6));
    assertThat(interval[1]).isCloseTo(1, within(1e-12));
  }

  /** A forecaster without knowledge of a walk without direction. */
  @Test
  void aRandomWalkShowsNothing() {
    int proven = 0;
    int directed = 0;
    for (int seed = 0; seed < 200; seed++) {
      Draws draws = new Chance(seed, "walk", 0).draws("changes");
      PriceTally tally = new PriceTally(0.001, true);
      double price = 100;
      for (int i = 0; i < 1_000; i++) {
        double one = price * (1 + 0.01 * draws.gaussian());
        tally.add(i, i * DAY, price, new double[] {one, one * (1 + 0.01 * draws.gaussian())});
        price *= 1 + 0.01 * draws.gaussian();
      }
      PriceScores scores = tally.scores(5, true);
      double[] interval = scores.directionalInterval();
      directed += interval[0] > 0.5 || interval[1] < 0.5 ? 1 : 0;
      proven += scores.deflatedSharpe() > 0.95 ? 1 : 0;
      assertThat(scores.informationCoefficient()).isBetween(-0.15, 0.15);
    }
    assertThat(directed).isLessThan(20); // one in twenty by chance
    assertThat(proven).isLessThan(5);
  }

  /** Four values by hand: moments of 1, 2, 3, 10. */
  @Test
  void momentsAreThoseOfTheWholeSample() {
    Moments moments = new Moments();
    for (double value : new double[] {1, 2, 3, 10}) {
      moments.add(value);
    }
    assertThat(moments.mean()).isEqualTo(4);
    assertThat(moments.deviation()).isCloseTo(Math.sqrt(50 / 3.0), within(1e-12));
    assertThat(moments.skewness()).isCloseTo(180 / 4.0 / Math.pow(12.5, 1.5), within(1e-12));
    assertThat(moments.kurtosis()).isCloseTo(1_394 / 4.0 / (12.5 * 12.5), within(1e-12));
  }
}
