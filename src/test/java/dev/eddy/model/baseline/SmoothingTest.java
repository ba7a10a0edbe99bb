package dev.eddy.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.model.baseline.Smoothing.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SmoothingTest {
  /**
   * The component form of sections 8.3 and 8.4, with the trend's β* = β/α and, in the season's
   * equation, the level before the present value.
   */
  @Test
  void correctingErrorsIsWhatTheTextbooksComponentsDo() {
    double alpha = 0.4;
    double beta = 0.1;
    double phi = 0.9;
    double gamma = 0.3;
    double[] season = {1, -2, 0.5};
    Smoothing smoothing =
        new Smoothing(List.of(new Setting(alpha, alpha * beta, phi, gamma)), 3, 6);
    smoothing.start(1_000, 10, 0.7, season);
    SplittableRandom random = new SplittableRandom(1);
    double level = 10;
    double trend = 0.7;
    double[] said = new double[6];
    for (int n = 0; n < 60; n++) {
      double y = random.nextDouble(-5, 25);
      smoothing.advance(n % 3, y);

      double expected = level + phi * trend;
      double next = alpha * (y - season[n % 3]) + (1 - alpha) * expected;
      season[n % 3] = gamma * (y - expected) + (1 - gamma) * season[n % 3];
      trend = beta * (next - level) + (1 - beta) * phi * trend;
      level = next;

      smoothing.forecastInto(n % 3, said);
      double damped = 0;
      for (int h = 1; h <= 6; h++) {
        damped += Math.pow(phi, h);
        assertThat(said[h - 1])
            .isCloseTo(level + damped * trend + season[(n + h) % 3], within(1e-9));
      }
    }
  }

  @Test
  void theFirstValuesMakeTheirMeanOrTheirStraightLine() {
    SplittableRandom random = new SplittableRandom(2);
    double[] values = random.doubles(40, -1, 1).toArray();
    Arrays.setAll(values, n -> values[n] + 0.3 * n);
    Smoothing mean = new Smoothing(List.of(new Setting(1e-9, 0, 1, 0)), 1, 3);
    Smoothing line = new Smoothing(List.of(new Setting(1e-9, 1e-12, 1, 0)), 1, 3);
    for (double value : values) {
      mean.advance(0, value);
      line.advance(0, value);
    }
    double centre = (values.length - 1) / 2.0;
    double average = Arrays.stream(values).average().orElseThrow();
    double products = 0;
    double squares = 0;
    for (int n = 0; n < values.length; n++) {
      products += (n - centre) * (values[n] - average);
      squares += (n - centre) * (n - centre);
    }
    double[] ofMean = new double[3];
    double[] ofLine = new double[3];
    mean.forecastInto(0, ofMean);
    line.forecastInto(0, ofLine);
    for (int h = 1; h <= 3; h++) {
      double expected = average + products / squares * (values.length - 1 + h - centre);
      assertThat(ofMean[h - 1]).isCloseTo(average, within(1e-6));
      assertThat(ofLine[h - 1]).isCloseTo(expected, within(1e-6));
    }
  }

  /** Of noise the slow one, of a walk the fast one. */
  @Test
  void whoErrsLeastForecasts() {
    List<Setting> settings = List.of(new Setting(0.99, 0, 1, 0), new Setting(0.02, 0, 1, 0));
    Smoothing noise = new Smoothing(settings, 1, 4);
    Smoothing walk = new Smoothing(settings, 1, 4);
    SplittableRandom random = new SplittableRandom(3);
    double y = 0;
    double[] said = new double[4];
    for (int n = 0; n < 500; n++) {
      double change = random.nextDouble(-1, 1);
      y += change;
      noise.advance(0, 50 + change);
      walk.advance(0, y);
    }
    noise.forecastInto(0, said);
    assertThat(Arrays.stream(said).allMatch(value -> Math.abs(value - 50) < 0.2)).isTrue();
    noise.advance(0, 60);
    noise.forecastInto(0, said);
    assertThat(Arrays.stream(said).allMatch(value -> Math.abs(value - 50) < 0.4)).isTrue();
    walk.advance(0, y + 10);
    walk.forecastInto(0, said);
    assertThat(said[0]).isCloseTo(y + 10, within(0.2));
  }

  @Test
  void aGlitchMovesNothingAndAShiftIsBelievedAtItsSecondValue() {
    Setting setting = new Setting(0.5, 0, 1, 0.5);
    Smoothing smoothing = new Smoothing(List.of(setting), 1, 1);
    double[] said = new double[1];
    for (int n = 0; n < 41; n++) {
      smoothing.advance(0, n % 2 == 0 ? 11 : 9);
    }
    smoothing.forecastInto(0, said);
    double before = said[0];
    smoothing.advance(0, 65_535);
    smoothing.forecastInto(0, said);
    assertThat(said[0]).isEqualTo(before);
    smoothing.advance(0, 9);
    smoothing.advance(0, 11);
    smoothing.forecastInto(0, said);
    assertThat(said[0]).isBetween(9.0, 11.0);
    smoothing.advance(0, 1_000);
    smoothing.forecastInto(0, said);
    assertThat(said[0]).isBetween(9.0, 11.0);
    for (int n = 0; n < 6; n++) {
      smoothing.advance(0, 1_000);
    }
    smoothing.forecastInto(0, said);
    assertThat(said[0]).isGreaterThan(980);
  }

  @Test
  void frozenItLearnsNeitherSeasonNorWhoErrsLeast() {
    List<Setting> settings = List.of(new Setting(0.9, 0, 1, 0.1), new Setting(0.02, 0, 1, 0.4));
    Smoothing learned = new Smoothing(settings, 2, 2);
    Smoothing frozen = new Smoothing(settings, 2, 2);
    for (int n = 0; n < 200; n++) {
      learned.advance(n % 2, n % 2 == 0 ? 15 : 5);
      frozen.advance(n % 2, n % 2 == 0 ? 15 : 5);
    }
    frozen.freeze(true);
    double[] said = new double[2];
    for (int n = 0; n < 200; n++) {
      frozen.advance(n % 2, n % 2 == 0 ? 100 : 400);
    }
    frozen.forecastInto(1, said);
    assertThat(said[0]).as("the level goes on").isGreaterThan(100);
    frozen.freeze(false);
    learned.forgetLevel();
    frozen.forgetLevel();
    double[] expected = new double[2];
    for (int n = 0; n < 4; n++) {
      learned.advance(n % 2, n % 2 == 0 ? 15 : 5);
      frozen.advance(n % 2, n % 2 == 0 ? 15 : 5);
      learned.forecastInto(n % 2, expected);
      frozen.forecastInto(n % 2, said);
      assertThat(said).isEqualTo(expected);
    }
  }

  /** A season of which a slot was never seen takes it up at its first value. */
  @Test
  void anUnknownSlotIsLearnedAtOnce() {
    Smoothing smoothing = new Smoothing(List.of(new Setting(0.1, 0, 1, 0.1)), 2, 2);
    smoothing.start(100, 10, 0, new double[] {5, Double.NaN});
    double[] said = new double[2];
    smoothing.advance(0, 15);
    smoothing.forecastInto(0, said);
    assertThat(said).containsExactly(10, 15);
    smoothing.advance(1, 3);
    smoothing.forecastInto(1, said);
    assertThat(said).containsExactly(15, 3);
  }
}
