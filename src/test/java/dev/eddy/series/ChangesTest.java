package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private static float[] all(Changes changes) {
    float[] all = new float[changes.count()];
    for (int i = 0; i < all.length; i++) {
      all[i] = changes.change(i);
    }
    return all;
  }

  /** In mean magnitudes, which is 2 here, less their mean, which is 1/3. */
  @Test
  void areInMeanMagnitudesAndHaveMeanZero() {
    float[] expected = {1 - 1 / 3f, -1 - 1 / 3f, 1 - 1 / 3f};
    float[] changes = all(Changes.of(new double[] {Double.NaN, 5, 7, 5, 7}));
    assertThat(changes).containsExactly(expected, within(1e-6f));
  }

  @Test
  void aJumpOverMissingValuesIsSpreadOverThem() {
    float[] changes = all(Changes.of(new double[] {0, Double.NaN, Double.NaN, 3, 0, Double.NaN}));
    assertThat(changes).containsExactly(new float[] {1 / 3f, 1 / 3f, 1 / 3f, -1, 0}, within(1e-6f));
  }

  @Test
  void noOutlierRules() {
    double[] values = MadeSeries.of(1, 1_000).plusNoise(1).values();
    float[] without = all(Changes.of(values));
    values[500] = 1e90;
    float[] with = all(Changes.of(values));
    for (int i = 0; i < with.length; i++) {
      boolean beside = i == 499 || i == 500;
      assertThat(Math.abs(with[i])).isLessThan(6.1f);
      assertThat(with[i]).isCloseTo(beside ? with[i] : without[i], within(0.1f));
    }
  }

  @Test
  void countsOfWhichMostAreZeroAreNotAllOutliers() {
    double[] values = new double[400];
    for (int i = 0; i < values.length; i += 20) {
      values[i] = 1;
    }
    assertThat(all(Changes.of(values))[19]).isCloseTo(1, within(0.01f));
  }

  @Test
  void withoutASeasonNothingIsLeftOfIt() {
    double[] profile = new Random(2).doubles(30).toArray();
    double[] values = MadeSeries.of(2, 900).plus(i -> profile[i % 30]).values();
    for (float left : all(Changes.of(values).without(30))) {
      assertThat(left).isCloseTo(0, within(0.01f));
    }
  }

  /** The long one rises by about the same in all slots of the short one. */
  @Test
  void withoutAShortSeasonALongOneIsLeft() {
    double[] values = MadeSeries.of(3, 2_000).plusSine(3, 10).plusSine(1, 500).values();
    double[] alone = MadeSeries.of(3, 2_000).plusSine(1, 500).values();
    Changes left = Changes.of(values).without(10);
    assertThat(left.trial(500).gain()).isGreaterThan(0.95);
    assertThat(Changes.of(alone).trial(500).gain()).isGreaterThan(0.95);
    assertThat(Changes.of(values).trial(10).evidence()).isGreaterThan(20);
    assertThat(left.trial(10).evidence()).isLessThan(3);
  }

  @Test
  void knowWhereAndHowOftenASeriesWasObserved() {
    double[] values = new double[100];
    Arrays.fill(values, 20, 60, Double.NaN);
    Changes changes = Changes.of(values);
    assertThat(changes.observed(0, 99)).isEqualTo(59); // all but the first value
    assertThat(changes.observed(0, 19)).isEqualTo(19);
    assertThat(changes.observed(19, 40)).isZero();
    assertThat(changes.known(40, 16)).isFalse();
    assertThat(changes.known(20, 16)).isTrue();
    assertThat(changes.known(40, 400)).isTrue();
  }

  @Test
  void nothingObservedHasNone() {
    assertThat(Changes.of(new double[0]).count()).isZero();
    assertThat(Changes.of(new double[] {Double.NaN, Double.NaN}).count()).isZero();
    assertThat(Changes.of(new double[] {Double.NaN, 4}).count()).isZero();
  }
}
