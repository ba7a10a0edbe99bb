package dev.eddy.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.model.Forecaster;
import dev.eddy.model.ForecasterContract;
import dev.eddy.model.SeriesFixture;
import dev.eddy.model.SeriesFixture.Shape;
import dev.eddy.series.Frame;
import dev.eddy.spec.ViewSpec;
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
}
