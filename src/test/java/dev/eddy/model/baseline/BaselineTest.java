package dev.eddy.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.model.Forecaster;
import dev.eddy.model.ForecasterContract;
import dev.eddy.model.SeriesFixture;
import dev.eddy.model.SeriesFixture.Shape;
import dev.eddy.series.Frame;
import dev.eddy.spec.ViewSpec;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BaselineTest {
  @Nested
  class LastValueTest extends ForecasterContract {
    @Override
    protected Forecaster make(Frame frame, long seed) {
      return new LastValue(frame);
    }
  }

  @Nested
  class SeasonalLastValueTest extends ForecasterContract {
    @Override
    protected Forecaster make(Frame frame, long seed) {
      return new SeasonalLastValue(frame, 24);
    }
  }

  @Nested
  class DriftTest extends ForecasterContract {
    @Override
    protected Forecaster make(Frame frame, long seed) {
      return new Drift(frame);
    }
  }

  @Nested
  class HoltTest extends ForecasterContract {
    @Override
    protected Forecaster make(Frame frame, long seed) {
      return new HoltWinters(frame, 1);
    }
  }

  @Nested
  class HoltWintersTest extends ForecasterContract {
    @Override
    protected Forecaster make(Frame frame, long seed) {
      return new HoltWinters(frame, 24);
    }
  }

  private static double[] forecast(Function<Frame, Forecaster> make, double... values) {
    SeriesFixture series = new SeriesFixture(new Shape(1, 4, 0), new ViewSpec(null, null));
    Forecaster forecaster = make.apply(series.frame());
    for (double value : values) {
      series.advance(new double[] {value}, new double[0]);
      forecaster.learn(series.frame());
    }
    double[][] forecast = new double[1][4];
    forecaster.forecastInto(series.frame(), forecast);
    return forecast[0];
  }

  @Test
  void theLastValueGoesOnEvenWhenThePresentOneIsMissing() {
    assertThat(forecast(LastValue::new, 1, 5, Double.NaN)).containsExactly(5, 5, 5, 5);
  }

  @Test
  void aSeasonComesBackAndItsMissingValuesAreTheLastOne() {
    assertThat(forecast(frame -> new SeasonalLastValue(frame, 3), 1, 2, 3, 4, Double.NaN, 6))
        .containsExactly(4, 6, 6, 4);
  }

  @Test
  void beforeTheFirstSeasonIsFullTheLastValueStandsIn() {
    assertThat(forecast(frame -> new SeasonalLastValue(frame, 5), 1, 2))
        .containsExactly(2, 2, 2, 1);
  }

  @Test
  void driftFollowsTheLineThroughTheFirstValueAndTheLast() {
    assertThat(forecast(Drift::new, 3, 100, 7)).containsExactly(9, 11, 13, 15);
    assertThat(forecast(Drift::new, 3, Double.NaN, 7, Double.NaN)).containsExactly(11, 13, 15, 17);
    assertThat(forecast(Drift::new, 3)).containsExactly(3, 3, 3, 3);
  }

  @Test
  void smoothingFollowsALineFromItsSecondValueOn() {
    assertThat(forecast(frame -> new HoltWinters(frame, 1), 3)).containsExactly(3, 3, 3, 3);
    assertThat(forecast(frame -> new HoltWinters(frame, 1), 3, 5, 7, 9, Double.NaN))
        .containsExactly(13, 15, 17, 19);
  }

  /** Exact as soon as it has been seen twice. */
  @Test
  void smoothingFollowsASeasonFromItsSecondRoundOn() {
    double[] wave = {0, 4, -2, 7, 1};
    double[] values = new double[10];
    Arrays.setAll(values, n -> 100 + wave[n % 5]);
    double[] said = forecast(frame -> new HoltWinters(frame, 5), values);
    for (int h = 0; h < 4; h++) {
      assertThat(said[h]).isCloseTo(100 + wave[h], within(1e-9));
    }
  }

  @Test
  void smoothingAConstantIsExactFromTheStartOfASeasonOn() {
    for (int period : new int[] {7, 24, 168}) {
      double[] values = new double[2 * period];
      Arrays.fill(values, 0.1);
      values[3] = Double.NaN;
      assertThat(forecast(frame -> new HoltWinters(frame, period), values))
          .containsExactly(0.1, 0.1, 0.1, 0.1);
    }
  }

  /** What a season's level is after a long silence, the next value tells. */
  @Test
  void aSeasonOutlivesALongSilence() {
    SeriesFixture series = new SeriesFixture(new Shape(1, 4, 0), new ViewSpec(null, null));
    Forecaster smoothing = new HoltWinters(series.frame(), 4);
    double[] wave = {0, 10, 20, 10};
    for (int n = 0; n < 401; n++) {
      series.advance(new double[] {wave[n % 4]}, new double[0]);
      smoothing.learn(series.frame());
      if (n == 399) {
        smoothing.resetCarry();
      }
    }
    double[][] said = new double[1][4];
    smoothing.forecastInto(series.frame(), said);
    for (int h = 0; h < 4; h++) {
      assertThat(said[0][h]).isCloseTo(wave[(h + 1) % 4], within(0.5));
    }
  }
}
