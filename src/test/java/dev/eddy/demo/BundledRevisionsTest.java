package dev.eddy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.forecast.StepForecast;
import dev.eddy.series.Assembled.Verdict;
import dev.eddy.series.Observation;
import dev.eddy.spec.TopologySpec;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Departures of an airport, of which one in thirty or so is first told five times too high, and
 * corrected up to two records later. What is forecast from the record after the correction is
 * compared with what would have been forecast without any mistake: by how much more it errs.
 */
class BundledRevisionsTest {
  private static final int HORIZON = 6;
  private static final int FIRST = 600;
  private static final int RECORDS = 2_400;
  private static final TopologySpec IGNORING = BundledSeries.airports("{every: 1h}");
  private static final TopologySpec MASKING =
      BundledSeries.airports("{every: 1h, revisions: mask}");

  private final List<Observation> right =
      BundledSeries.of(BundledData.AIRPORTS, "ATL", IGNORING, RECORDS);

  /** Sums of squared errors of the forecasts made right after each correction. */
  private double clean;

  private double missing; // as if the wrong values had never been told
  private double masked;
  private double ignored;

  /** While nothing is learned, all that a mistake does is through what is remembered of it. */
  @Test
  void whereNothingIsLearnedACorrectedValueIsAsGoodAsOneThatWasMissing() {
    run(3, false);
    run(6, false);
    assertThat(masked - clean).isLessThan(0.3 * (ignored - clean));
    assertThat(masked).isBetween(0.98 * missing, 1.02 * missing);
  }

  /** What was learned of it stays learned, which is more than half of the harm. */
  @Test
  void whileLearningACorrectionTakesPartOfTheHarmAway() {
    run(3, true);
    run(6, true);
    assertThat(masked - clean).isLessThan(0.8 * (ignored - clean));
  }

  private void run(long seed, boolean learning) {
    SplittableRandom random = new SplittableRandom(seed);
    SeriesForecaster[] all = {
      new SeriesForecaster(IGNORING),
      new SeriesForecaster(IGNORING),
      new SeriesForecaster(MASKING),
      new SeriesForecaster(IGNORING)
    };
    int wrongAt = -HORIZON;
    int later = 0;
    for (int i = 0; i + HORIZON < RECORDS; i++) {
      if (i > FIRST && i > wrongAt + later + HORIZON && random.nextInt(30) == 0) {
        wrongAt = i;
        later = random.nextInt(3);
      }
      boolean wrong = i == wrongAt;
      boolean counts = i == wrongAt + later + 1;
      Observation told =
          wrong ? with(right.get(i), 5 * right.get(i).targets()[0] + 3) : right.get(i);
      Observation none = wrong ? with(right.get(i), Double.NaN) : right.get(i);
      clean += squared(all[0], right.get(i), i, counts);
      missing += squared(all[1], none, i, counts);
      masked += squared(all[2], told, i, counts);
      ignored += squared(all[3], told, i, counts);
      if (i == wrongAt + later) {
        assertThat(all[2].accept(right.get(wrongAt)).verdict()).isEqualTo(Verdict.REVISION);
        assertThat(all[3].accept(right.get(wrongAt)).changed()).isFalse();
      }
      for (SeriesForecaster one : all) {
        one.freeze(!learning && i >= FIRST);
      }
    }
  }

  /** Another value; without one, inputs are missing too. */
  private static Observation with(Observation right, double value) {
    double[] inputs = Double.isNaN(value) ? new double[] {Double.NaN} : right.inputs();
    return new Observation(
        right.series(), right.epochMillis(), new double[] {value}, inputs, right.known());
  }

  private double squared(SeriesForecaster forecaster, Observation told, int i, boolean counts) {
    StepForecast step = forecaster.accept(told).steps().get(0);
    double sum = 0;
    for (int h = 1; h <= HORIZON && counts; h++) {
      double error = step.forecasts().get(0).mean()[0][h - 1] - right.get(i + h).targets()[0];
      sum += error * error;
    }
    return sum;
  }
}
