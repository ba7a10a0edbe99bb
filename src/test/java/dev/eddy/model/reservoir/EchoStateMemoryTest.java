package dev.eddy.model.reservoir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.model.Forecaster;
import dev.eddy.model.SeriesFixture;
import dev.eddy.model.SeriesFixture.Shape;
import dev.eddy.model.narx.ArxForecaster;
import dev.eddy.series.Frame;
import dev.eddy.spec.EchoStateSpec;
import dev.eddy.spec.Entries;
import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.ViewSpec;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the reservoir adds to the lags that its readout sees beside it. */
class EchoStateMemoryTest {
  private static final LagsSpec LAGS = new LagsSpec(1, 1, null);

  private static Forecaster echo(Frame frame, long seed, int member) {
    EchoStateSpec spec = Entries.entry().units(60).leakRate(List.of(0.8)).lags(LAGS).echoState();
    return new EchoStateForecaster(spec, frame, new Reservoirs(), seed, member);
  }

  /** Of y(n + 1) = x(n − 2), which nothing at step n shows but the memory of the reservoir. */
  private static double meanError(long seed, Function<Frame, Forecaster> make) {
    SeriesFixture series = new SeriesFixture(new Shape(1, 1, 1), new ViewSpec(null, null));
    Forecaster forecaster = make.apply(series.frame());
    SplittableRandom random = new SplittableRandom(seed);
    double[][] forecast = new double[1][1];
    double y = 0;
    double[] past = new double[2];
    double sum = 0;
    for (int n = 0; n < 4_000; n++) {
      double x = random.nextDouble(-1, 1);
      series.advance(new double[] {y}, new double[] {x});
      forecaster.learn(series.frame());
      forecaster.forecastInto(series.frame(), forecast);
      y = past[n % 2];
      past[n % 2] = x;
      sum += n >= 2_000 ? Math.abs(forecast[0][0] - y) / 2_000 : 0;
    }
    return sum;
  }

  @Test
  void itSeesWhatLiesFurtherBackThanItsLags() {
    for (long seed = 1; seed <= 3; seed++) {
      long drawn = seed;
      double linear =
          meanError(seed, frame -> new ArxForecaster(Entries.entry().lags(LAGS).arx(), frame));
      double echo = meanError(seed, frame -> echo(frame, drawn, 0));
      assertThat(echo / linear).isLessThan(0.7);
    }
  }

  @Test
  void seedsAndMembersForecastDifferently() {
    double one = meanError(1, frame -> echo(frame, 1, 0));
    assertThat(meanError(1, frame -> echo(frame, 1, 0))).isEqualTo(one);
    assertThat(meanError(1, frame -> echo(frame, 2, 0))).isNotEqualTo(one);
    assertThat(meanError(1, frame -> echo(frame, 1, 1))).isNotEqualTo(one);
  }
}
