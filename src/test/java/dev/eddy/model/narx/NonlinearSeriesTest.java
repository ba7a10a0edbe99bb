package dev.eddy.model.narx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.model.Forecaster;
import dev.eddy.model.SeriesFixture;
import dev.eddy.model.SeriesFixture.Shape;
import dev.eddy.series.Frame;
import dev.eddy.spec.Entries;
import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.LayerOptimizerSpec;
import dev.eddy.spec.LevenbergMarquardtSpec;
import dev.eddy.spec.NarxSpec;
import dev.eddy.spec.ViewSpec;
import dev.eddy.training.Chance;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Series in which a line sees little and a hidden layer much. */
class NonlinearSeriesTest {
  private static final LagsSpec LAGS = new LagsSpec(2, 0, null);

  private static double meanError(
      DoubleUnaryOperator next, double noise, long seed, Function<Frame, Forecaster> make) {
    SeriesFixture series = new SeriesFixture(new Shape(1, 1, 0), new ViewSpec(null, null));
    Forecaster forecaster = make.apply(series.frame());
    SplittableRandom random = new SplittableRandom(seed);
    double[][] forecast = new double[1][1];
    double y = 0.3;
    double sum = 0;
    for (int n = 0; n < 6_000; n++) {
      series.advance(new double[] {y}, new double[0]);
      forecaster.learn(series.frame());
      forecaster.forecastInto(series.frame(), forecast);
      y = next.applyAsDouble(y) + noise * random.nextDouble(-1, 1);
      sum += n >= 4_000 ? Math.abs(forecast[0][0] - y) : 0;
    }
    return sum / 2_000;
  }

  private static double share(DoubleUnaryOperator next, double noise, long seed) {
    return share(next, noise, seed, null);
  }

  private static double share(
      DoubleUnaryOperator next, double noise, long seed, LayerOptimizerSpec optimizer) {
    double linear =
        meanError(
            next, noise, seed, frame -> new ArxForecaster(Entries.entry().lags(LAGS).arx(), frame));
    NarxSpec spec = Entries.entry().lags(LAGS).optimizer(optimizer).narx();
    double both =
        meanError(
            next,
            noise,
            seed,
            frame -> new NarxForecaster(spec, frame, new Chance(seed, "narx", 0)));
    return both / linear;
  }

  @Test
  void ofALogisticMapTheHiddenLayerTakesMostOfTheLinearError() {
    for (long seed = 1; seed <= 3; seed++) {
      assertThat(share(y -> 3.8 * y * (1 - y), 0, seed)).isLessThan(0.5);
    }
  }

  /** A threshold autoregression: rising below zero, falling above; the noise alone costs 0.1. */
  @Test
  void ofAThresholdAutoregressionItComesNearTheNoise() {
    for (long seed = 1; seed <= 3; seed++) {
      assertThat(share(y -> y > 0 ? 0.8 - 1.3 * y : 0.8 + 1.3 * y, 0.2, seed)).isLessThan(0.9);
    }
  }

  @Test
  void fittedByLevenbergMarquardtItTakesMoreOfBoth() {
    LevenbergMarquardtSpec fitting = new LevenbergMarquardtSpec(64, 5, 256, null, 0.01);
    for (long seed = 1; seed <= 3; seed++) {
      assertThat(share(y -> 3.8 * y * (1 - y), 0, seed, fitting)).isLessThan(0.1);
      assertThat(share(y -> y > 0 ? 0.8 - 1.3 * y : 0.8 + 1.3 * y, 0.2, seed, fitting))
          .isLessThan(0.8);
    }
  }
}
