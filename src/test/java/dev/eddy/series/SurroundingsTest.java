package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.spec.TopologySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
  private static final int LAGS = 3;
  private static final TopologySpec SPEC =
      Topologies.topology()
          .firstRecord(Duration.ofHours(1))
          .inputs("wind", "rain")
          .known("price")
          .horizon(2)
          .spec();
  private static final CalendarFeatures CALENDAR = new CalendarFeatures(new StepCalendar(SPEC));
  private static final int CALENDAR_AT = 2 * (LAGS + 1) + 3;

  private final Surroundings surroundings = new Surroundings(SPEC, CALENDAR, LAGS);
  private int next;

  private double[] advance(double wind, double rain, double... price) {
    surroundings.advance(step(next++, wind, rain, price));
    return read(surroundings);
  }

  private static Step step(int index, double wind, double rain, double... price) {
    return new Step(index, 0, new double[] {0}, new double[] {wind, rain}, new double[][] {price});
  }

  private static double[] read(Surroundings surroundings) {
    double[] features = new double[surroundings.size(LAGS)];
    surroundings.into(LAGS, features, 0);
    return features;
  }

  @Test
  void itsSizeIsWhatItWrites() {
    for (int inputLags = 0; inputLags <= LAGS; inputLags++) {
      int expected = (inputLags > 0 ? 2 * (inputLags + 1) : 0) + 3 + CALENDAR.size();
      assertThat(surroundings.size(inputLags)).isEqualTo(expected);
      double[] features = new double[expected + 2];
      Arrays.fill(features, -77);
      surroundings.into(inputLags, features, 1);
      assertThat(features[0]).isEqualTo(-77);
      assertThat(features[expected + 1]).isEqualTo(-77);
      assertThat(Arrays.copyOfRange(features, 1, expected + 1)).doesNotContain(-77);
    }
  }

  @Test
  void beforeAnyStepOnlyTheMarksOfMissingInputsStand() {
    double[] expected = new double[surroundings.size(LAGS)];
    expected[LAGS] = 1;
    expected[2 * LAGS + 1] = 1;
    assertThat(read(surroundings)).isEqualTo(expected);
  }

  /** Mean and mean deviation of what was seen so far, bounded at four deviations. */
  @Test
  void anInputIsSeenInItsRunningScaleWithItsPastAndAMarkWhereItIsMissing() {
    SplittableRandom random = new SplittableRandom(1);
    double sum = 0;
    double deviations = 0;
    int count = 0;
    double[] scaled = new double[150];
    for (int n = 0; n < scaled.length; n++) {
      boolean missing = n == 0 || random.nextInt(4) == 0;
      double wind = missing ? Double.NaN : 100 + 5 * random.nextDouble();
      if (!missing) {
        sum += wind;
        count++;
        deviations += Math.abs(wind - sum / count);
        double ratio = (wind - sum / count) / (deviations / count);
        scaled[n] = deviations > 0 ? ratio / Math.sqrt(1 + ratio * ratio / 16) : 0;
      }
      double[] features = advance(wind, 1, 0, 0, 0);
      for (int lag = 0; lag < LAGS; lag++) {
        assertThat(features[lag])
            .as("step %d, lag %d", n, lag)
            .isCloseTo(n < lag ? 0 : scaled[n - lag], within(1e-6));
      }
      assertThat(features[LAGS]).isEqualTo(missing ? 1 : 0);
      assertThat(features[LAGS + 1]).isEqualTo(0); // rain never changes
      assertThat(features[2 * LAGS + 1]).isEqualTo(0);
    }
  }

  /** The scale follows the present values alone: what lies ahead is not learned before its time. */
  @Test
  void whatIsKnownAheadIsSeenInTheScaleOfThePast() {
    for (int n = 0; n < 100; n++) {
      advance(0, 0, n % 2 == 0 ? -1 : 1, 5, Double.NaN);
    }
    double[] features = advance(0, 0, 1, 0, 1e200);
    int at = 2 * (LAGS + 1);
    assertThat(features[at]).isCloseTo(1 / Math.sqrt(1 + 1 / 16.0), within(0.05));
    assertThat(features[at + 1]).isCloseTo(0, within(0.05));
    assertThat(features[at + 2]).isEqualTo(4);
    double[] missing = advance(0, 0, Double.NaN, Double.NaN, -1);
    assertThat(missing[at]).isEqualTo(0);
    assertThat(missing[at + 1]).isEqualTo(0);
    assertThat(missing[at + 2]).isCloseTo(-1 / Math.sqrt(1 + 1 / 16.0), within(0.05));
  }

  @Test
  void theCalendarIsThatOfTheStep() {
    float[] expected = new float[CALENDAR.size()];
    for (int n = 0; n < 200; n++) {
      double[] features = advance(n, n, n, n, n);
      CALENDAR.into(n, expected, 0);
      for (int i = 0; i < expected.length; i++) {
        assertThat(features[CALENDAR_AT + i]).isEqualTo(expected[i]);
      }
    }
  }

  @Test
  void oneAbsurdInputIsForgottenSoon() {
    SplittableRandom random = new SplittableRandom(2);
    for (int n = 0; n < 300; n++) {
      advance(random.nextDouble(-1, 1), 0, random.nextDouble(-1, 1), 0, 0);
    }
    advance(1e300, 0, -1e300, 0, 0);
    double least = 9;
    double most = -9;
    double leastKnown = 9;
    double mostKnown = -9;
    for (int n = 0; n < 100; n++) {
      double[] features = advance(random.nextDouble(-1, 1), 0, random.nextDouble(-1, 1), 0, 0);
      least = Math.min(least, features[0]);
      most = Math.max(most, features[0]);
      leastKnown = Math.min(leastKnown, features[2 * (LAGS + 1)]);
      mostKnown = Math.max(mostKnown, features[2 * (LAGS + 1)]);
    }
    assertThat(least).isBetween(-2.2, -1.3);
    assertThat(most).isBetween(1.3, 2.2);
    assertThat(leastKnown).isBetween(-2.2, -1.3);
    assertThat(mostKnown).isBetween(1.3, 2.2);
  }

  /** Their difference is no number. */
  @Test
  void theLargestNumbersAtTheBeginningAreForgotten() {
    for (int n = 0; n < 4; n++) {
      double strange = n % 2 == 0 ? Double.MAX_VALUE : -Double.MAX_VALUE;
      advance(strange, 0, strange, 0, 0);
    }
    double[] features = {};
    for (int n = 0; n < 100; n++) {
      features = advance(n % 2, 0, n % 2, 0, 0);
    }
    assertThat(features[0]).as("1 where the mean is a half").isBetween(0.8, 1.2);
    assertThat(features[2 * (LAGS + 1)]).isBetween(0.8, 1.2);
  }

  @Test
  void anInputThatHasMovedForGoodIsFollowed() {
    SplittableRandom random = new SplittableRandom(3);
    double[] features = {};
    for (int n = 0; n < 4_000; n++) {
      features = advance((n < 1_000 ? 0 : 100) + random.nextDouble(-1, 1), 0, 0, 0, 0);
    }
    assertThat(features[0]).isBetween(-2.5, 2.5);
  }

  @Test
  void everyFeatureIsFiniteAndBounded() {
    SplittableRandom random = new SplittableRandom(4);
    for (int n = 0; n < 5_000; n++) {
      double[] values = new double[5];
      for (int i = 0; i < values.length; i++) {
        double draw = random.nextDouble();
        values[i] = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-300, 308));
        values[i] = draw < 0.3 ? Double.NaN : draw < 0.9 ? draw : values[i];
      }
      for (double feature : advance(values[0], values[1], values[2], values[3], values[4])) {
        assertThat(feature).isBetween(-4.0, 4.0);
      }
    }
  }

  @Test
  void afterALongSilenceThePastIsForgottenAndTheScaleIsNot() {
    for (int n = 0; n < 50; n++) {
      advance(n % 2, 0, 0, 0, 0);
    }
    surroundings.resetCarry();
    double[] features = advance(1, 0, 0, 0, 0);
    assertThat(features[0]).isCloseTo(0.97, within(0.1)); // one deviation above the mean
    assertThat(features[1]).isEqualTo(0);
    assertThat(features[2]).isEqualTo(0);
  }

  @Test
  void loadedItGoesOnBitForBit() {
    SplittableRandom random = new SplittableRandom(5);
    for (int n = 0; n < 40; n++) {
      advance(random.nextDouble(), n % 3 == 0 ? Double.NaN : n, n, n + 1, n + 2);
    }
    Surroundings loaded = new Surroundings(SPEC, CALENDAR, LAGS);
    byte[] bytes = ArchiveWriter.bytesOf(surroundings);
    assertThat(ArchiveSize.of(surroundings)).isEqualTo(bytes.length);
    ArchiveReader.load(bytes, loaded);
    assertThat(read(loaded)).isEqualTo(read(surroundings));
    for (int n = 0; n < 40; n++) {
      Step step = step(next, random.nextDouble(), n, Double.NaN, n, n);
      loaded.advance(step);
      assertThat(read(loaded)).isEqualTo(advance(step.inputs()[0], n, Double.NaN, n, n));
    }
    assertThat(ArchiveWriter.bytesOf(loaded)).isEqualTo(ArchiveWriter.bytesOf(surroundings));
  }
}
