package dev.eddy.backtest.score;

import dev.eddy.backtest.score.ModelScores.QuantileScores;
import dev.eddy.backtest.score.ModelScores.RelativeScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** One model's scores over some series: means of what each series, target and horizon gives. */
final class ScoreMeans {
  private final List<PairTally[]> tallies; // [series][targets]
  private final List<Double> levels;

  ScoreMeans(List<PairTally[]> tallies, List<Double> levels) {
    this.tallies = tallies;
    this.levels = levels;
  }

  ModelScores scores() {
    long pairs = tallies.stream().flatMap(Arrays::stream).mapToLong(PairTally::pairs).sum();
    return new ModelScores(
        pairs,
        mean(PairTally::mae),
        mean(PairTally::rmse),
        mean(PairTally::bias),
        mean(PairTally::skill),
        byHorizon(PairTally::skill),
        byHorizon(PairTally::mae),
        new RelativeScores(
            mean(PairTally::nrmse),
            mean(PairTally::mape),
            mean(PairTally::smape),
            mean(PairTally::mase)),
        quantiles());
  }

  private Optional<QuantileScores> quantiles() {
    double interval = mean(PairTally::intervalCoverage);
    if (Double.isNaN(interval)) {
      return Optional.empty();
    }
    return Optional.of(
        new QuantileScores(
            levels,
            IntStream.range(0, levels.size())
                .mapToObj(q -> mean(tally -> tally.pinball(q)))
                .toList(),
            IntStream.range(0, levels.size())
                .mapToObj(q -> mean(tally -> tally.coverage(q)))
                .toList(),
            interval,
            byHorizon(PairTally::intervalCoverage),
            mean(PairTally::winkler),
            byHorizon(PairTally::winkler)));
  }

  /** Over horizons, then targets, then series. */
  private double mean(Function<PairTally, double[]> score) {
    List<Double> ofSeries = new ArrayList<>();
    for (PairTally[] targets : tallies) {
      double[] ofTargets =
          Arrays.stream(targets).mapToDouble(tally -> mean(score.apply(tally))).toArray();
      ofSeries.add(mean(ofTargets));
    }
    return mean(ofSeries.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Over targets, then series. */
  private List<Double> byHorizon(Function<PairTally, double[]> score) {
    List<double[]> ofSeries = new ArrayList<>();
    for (PairTally[] targets : tallies) {
      ofSeries.add(columnMeans(Arrays.stream(targets).map(score).toList()));
    }
    return Arrays.stream(columnMeans(ofSeries)).boxed().toList();
  }

  private static double[] columnMeans(List<double[]> rows) {
    double[] means = new double[rows.get(0).length];
    Arrays.setAll(means, h -> mean(rows.stream().mapToDouble(row -> row[h]).toArray()));
    return means;
  }

  private static double mean(double[] values) {
    double sum = 0;
    int count = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }
}
