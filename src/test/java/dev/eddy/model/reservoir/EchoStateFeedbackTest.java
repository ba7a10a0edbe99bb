package dev.eddy.model.reservoir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.model.LinearReadout;
import dev.eddy.model.Readouts;
import dev.eddy.model.SeriesFixture;
import dev.eddy.model.SeriesFixture.Shape;
import dev.eddy.spec.EchoStateSpec;
import dev.eddy.spec.Entries;
import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.RlsSpec;
import dev.eddy.spec.ViewSpec;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoStateFeedbackTest {
  private static final LagsSpec LAGS = new LagsSpec(2, 0, 3, 1);
  private static final RlsSpec READOUT = new RlsSpec(null, null);
  private static final Shape SHAPE = new Shape(2, 3, 0);

  private static EchoStateSpec spec(int units, double feedback, Double... leakRate) {
    return Entries.entry()
        .units(units)
        .leakRate(List.of(leakRate))
        .density(0.5)
        .feedback(feedback)
        .lags(LAGS)
        .readout(READOUT)
        .echoState();
  }

  /**
   * The same network put together by hand, each step of it written out; once there is a silence.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.7})
  void statesOfAllReservoirsAreReadOutAndWhatWasSaidComesBack(double feedback) {
    EchoStateSpec spec = spec(11, feedback, 0.05, 0.9);
    SeriesFixture series = new SeriesFixture(SHAPE, new ViewSpec(null, null));
    Reservoirs shared = new Reservoirs();
    EchoStateForecaster network = new EchoStateForecaster(spec, series.frame(), shared, 3, 0);
    int inputs = 1 + series.frame().sequenceSize();
    int fedBack = feedback > 0 ? 2 : 0;
    List<Reservoir> reservoirs = shared.of(spec, inputs, fedBack, 3, 0);
    assertThat(reservoirs).extracting(Reservoir::units).containsExactly(6, 5);
    int linear = series.frame().lagsSize(LAGS);
    LinearReadout readout = Readouts.of(READOUT, linear + 11, series.frame());
    float[][] states = {new float[6], new float[5]};
    double[][] forecast = new double[2][3];
    double[][] byHand = new double[2][3];
    SplittableRandom random = new SplittableRandom(1);
    for (int n = 0; n < 60; n++) {
      boolean silent = n == 40;
      if (silent) {
        series.resetCarry();
        network.resetCarry();
        readout.resetCarry();
        states = new float[][] {new float[6], new float[5]};
      }
      series.advance(random.doubles(2, -2, 2).toArray(), new double[0]);
      network.learn(series.frame());
      float[] input = new float[inputs + fedBack];
      input[0] = 1;
      System.arraycopy(series.frame().sequence(), 0, input, 1, inputs - 1);
      for (int t = 0; t < fedBack; t++) {
        double said = silent ? 0 : readout.predict(t, 1); // nothing, at the step before
        input[inputs + t] = (float) Math.max(-4, Math.min(4, said));
      }
      double[] features = new double[linear + 11];
      series.frame().lagsInto(LAGS, features);
      for (int r = 0; r < 2; r++) {
        reservoirs.get(r).step(input, states[r], new float[states[r].length]);
        for (int unit = 0; unit < states[r].length; unit++) {
          features[linear + 6 * r + unit] = states[r][unit];
        }
      }
      readout.learn(series.frame(), features);
      network.forecastInto(series.frame(), forecast);
      readout.forecastInto(series.frame(), byHand);
      assertThat(forecast).isDeepEqualTo(byHand);
    }
  }

  @Test
  void feedbackAndNeighboursLeaveTheFirstReservoirAsItIs() {
    Reservoir alone = new Reservoirs().of(spec(6, 0, 0.3), 3, 0, 1, 0).get(0);
    List<Reservoir> both = new Reservoirs().of(spec(12, 0, 0.3, 0.3), 3, 0, 1, 0);
    Reservoir fed = new Reservoirs().of(spec(6, 0.5, 0.3), 3, 1, 1, 0).get(0);
    float[] state = new float[6];
    float[] first = new float[6];
    float[] second = new float[6];
    float[] silent = new float[6];
    float[] told = new float[6];
    float[] input = {1, -1, 0.5f};
    alone.step(input, state, new float[6]);
    both.get(0).step(input, first, new float[6]);
    both.get(1).step(input, second, new float[6]);
    fed.step(new float[] {1, -1, 0.5f, 0}, silent, new float[6]);
    fed.step(new float[] {1, -1, 0.5f, 1}, told, new float[6]);
    assertThat(first).isEqualTo(state);
    assertThat(second).isNotEqualTo(state);
    assertThat(silent).isEqualTo(state);
    assertThat(told).isNotEqualTo(state);
  }
}
