package dev.eddy.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.spec.DriftSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftDetectorTest {
  private static final double TOLERANCE = 0.1;
  private static final double THRESHOLD = 5;
  private static final int HORIZON = 16;
  private static final int CHANGE = 300;

  /** Page's and Hinkley's sum over what an error of one and then of a larger one gives. */
  private static final class Expected {
    private double weight;
    private double mean;
    private double sum;
    private double rise;
    private int count;

    /** The part of the error of a step in itself and its mean; NaN while that is not known. */
    double part(double error) {
      weight = Standings.DISCOUNT * weight + 1;
      mean += (error - mean) / weight;
      return weight < 19.5 ? Double.NaN : error / (error + mean);
    }

    double riseBy(double part) {
      count++;
      sum += part;
      rise = Math.max(0, rise + part - sum / count - TOLERANCE);
      return rise;
    }
  }

  private static int noticed(double first, double others) {
    DriftDetector detector =
        new DriftDetector(
            new DriftSpec(DriftSpec.Detector.PAGE_HINKLEY, TOLERANCE, THRESHOLD), HORIZON);
    Standings standings = new Standings(HORIZON);
    for (int n = 1; n < CHANGE + 200; n++) {
      standings.settle(n, 0, new Surprise(HORIZON));
      if (detector.take(standings)) {
        return n;
      }
      double[] said = new double[HORIZON];
      for (int h = 1; h <= HORIZON; h++) {
        boolean after = n + h >= CHANGE;
        said[h - 1] = after ? (h == 1 ? first : others) : 1;
      }
      standings.note(n, said);
    }
    return Integer.MAX_VALUE;
  }

  /** One step ahead λ is enough. */
  @ParameterizedTest
  @ValueSource(doubles = {9, 40})
  void oneStepAheadARiseOfTheThresholdIsADrift(double larger) {
    Expected next = new Expected();
    int n = 2; // the first error is known then
    for (boolean risen = false; !risen && n < CHANGE + 200; n++) {
      double part = next.part(n >= CHANGE ? larger : 1);
      risen = !Double.isNaN(part) && next.riseBy(part) > THRESHOLD;
    }
    assertThat(noticed(larger, 1)).isEqualTo(n - 1).isGreaterThan(CHANGE);
  }

  /** Over all horizons it is 1.2·λ + H/4. */
  @ParameterizedTest
  @ValueSource(doubles = {9, 40})
  void overAllHorizonsItTakesAFifthAndAQuarterOfTheHorizonMore(double larger) {
    Expected[] each = new Expected[HORIZON];
    for (int at = 0; at < HORIZON; at++) {
      each[at] = new Expected();
    }
    Expected all = new Expected();
    int n = 2;
    for (boolean risen = false; !risen && n < CHANGE + 200; n++) {
      double sum = 0;
      int known = 0;
      for (int h = 1; h <= HORIZON && h < n; h++) {
        double part = each[h - 1].part(n >= CHANGE && h > 1 ? larger : 1);
        sum += Double.isNaN(part) ? 0 : part;
        known += Double.isNaN(part) ? 0 : 1;
      }
      risen = known > 0 && all.riseBy(sum / known) > 1.2 * THRESHOLD + HORIZON / 4.0;
    }
    assertThat(noticed(1, larger)).isEqualTo(n - 1).isGreaterThan(CHANGE);
  }
}
