package dev.eddy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.backtest.source.CsvRows;
import dev.eddy.backtest.source.TableRow;
import dev.eddy.config.TopologyFile;
import dev.eddy.forecast.Blueprint;
import dev.eddy.forecast.EmpiricalQuantiles;
import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.forecast.StepForecast;
import dev.eddy.series.Observation;
import dev.eddy.series.ObservationDecoder;
import dev.eddy.series.RejectedRecord;
import dev.eddy.series.RowDecoder;
import dev.eddy.series.UnsuitableHeader;
import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Intervals of 90 % of the linear model, combined with the baselines, on the bundled data: in
 * disjoint windows of 2,000 steps after the first 1,000 they cover 86 to 94 %, in each series by
 * itself, and their Winkler score is below that of intervals from the empirical quantiles of the
 * same forecasts' errors.
 */
class BundledIntervalsTest {
  private static final List<Double> LEVELS = List.of(0.05, 0.95);
  private static final int FIRST = 1_000;
  private static final int WINDOW = 2_000;

  /** Intervals of one series at one horizon. */
  private static final class Judged {
    final int h;
    final EmpiricalQuantiles yardstick = new EmpiricalQuantiles(LEVELS);
    final Map<Long, double[]> open = new LinkedHashMap<>(); // step to low, high, low, high, mean
    final List<int[]> windows = new ArrayList<>(); // values, and those inside
    double winkler;
    double winklerOfYardstick;

    Judged(int h) {
      this.h = h;
    }

    void take(StepForecast step) {
      double value = step.step().targets()[0];
      double[] said = open.remove(step.steps());
      if (said != null && !Double.isNaN(value)) {
        judge((int) step.steps() - FIRST, value, said);
        yardstick.learn(value - said[4]);
      }
      ModelForecast combined = step.forecasts().get(0);
      double mean = combined.mean()[0][h - 1];
      double[] empirical = yardstick.about(mean);
      double[][] levels = combined.quantiles()[0];
      open.put(
          step.steps() + h,
          new double[] {
            levels[0][h - 1], levels[1][h - 1], Math.max(0, empirical[0]), empirical[1], mean
          });
    }

    private void judge(int n, double value, double[] said) {
      if (n < 0) {
        return;
      }
      while (windows.size() <= n / WINDOW) {
        windows.add(new int[2]);
      }
      int[] window = windows.get(n / WINDOW);
      window[0]++;
      window[1] += said[0] <= value && value <= said[1] ? 1 : 0;
      winkler += winkler(said[0], said[1], value);
      winklerOfYardstick += winkler(said[2], said[3], value);
    }

    private static double winkler(double low, double high, double value) {
      return high - low + 20 * (Math.max(0, low - value) + Math.max(0, value - high));
    }
  }

  private static Map<String, List<Judged>> judged(BundledData data, String yaml, int horizon) {
    TopologySpec spec =
        TopologyFile.parse(
                "test.yaml", yaml + "models: [{name: arx, type: arx}]\n", name -> Optional.empty())
            .spec();
    Blueprint blueprint = new Blueprint(spec);
    Map<String, SeriesForecaster> forecasters = new LinkedHashMap<>();
    Map<String, List<Judged>> all = new LinkedHashMap<>();
    try (CsvRows rows = data.open()) {
      RowDecoder decoder = new ObservationDecoder(spec).rowDecoder(rows.header());
      long number = 0;
      for (Optional<TableRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        Observation observation = decoder.decode(row.get().cells(), number++);
        List<Judged> series =
            all.computeIfAbsent(
                observation.series(), name -> List.of(new Judged(1), new Judged(horizon)));
        forecasters
            .computeIfAbsent(observation.series(), name -> new SeriesForecaster(blueprint))
            .accept(observation)
            .steps()
            .forEach(step -> series.forEach(one -> one.take(step)));
      }
    } catch (UnsuitableHeader | RejectedRecord e) {
      throw new AssertionError(e);
    }
    return all;
  }

  private static void assertHolds(Map<String, List<Judged>> all) {
    assertThat(all)
        .allSatisfy(
            (series, horizons) -> {
              for (Judged one : horizons) {
                assertThat(one.windows).isNotEmpty();
                assertThat(one.windows.stream().filter(window -> window[0] >= WINDOW / 2))
                    .isNotEmpty()
                    .allSatisfy(
                        window ->
                            assertThat((double) window[1] / window[0])
                                .as("h=%d", one.h)
                                .isBetween(0.86, 0.94));
                assertThat(one.winkler)
                    .as("Winkler, h=%d", one.h)
                    .isLessThan(one.winklerOfYardstick);
              }
            });
  }

  @Test
  void airports() {
    assertHolds(
        judged(
            BundledData.AIRPORTS,
            """
            name: airports
            source: {topic: t, series: [airport], time: time, targets: [departures]}
            step: {every: 1h}
            forecast: {horizon: 24, quantiles: [0.05, 0.95], bounds: {departures: {min: 0}}}
            """,
            24));
  }

  @Test
  void sensors() {
    assertHolds(
        judged(
            BundledData.SENSORS,
            """
            name: sensors
            source: {topic: t, series: [mote], time: time, targets: [temperature]}
            step: {every: 5s}
            forecast: {horizon: 12, quantiles: [0.05, 0.95]}
            """,
            12));
  }

  @Test
  void prices() {
    assertHolds(
        judged(
            BundledData.PRICES,
            """
            name: prices
            source: {topic: t, series: [currency], time: time, targets: [rate]}
            forecast: {horizon: 5, quantiles: [0.05, 0.95]}
            """,
            5));
  }
}
