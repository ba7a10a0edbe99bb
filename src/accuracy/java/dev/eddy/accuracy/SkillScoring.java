package dev.eddy.accuracy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The absolute error over that of the best of the last value and what was seen a season ago, for
 * each horizon; their mean. From step 1,000 on.
 */
final class SkillScoring implements Scoring {
  private static final int FROM = 1_000;

  private final double[] values;
  private final int horizon;
  private final int[] seasons;
  private final Map<String, double[][]> sums = new LinkedHashMap<>(); // [H][model, yardsticks]

  SkillScoring(double[][] targets, int horizon, int... seasons) {
    this.values = targets[0];
    this.horizon = horizon;
    this.seasons = seasons;
  }

  @Override
  public void add(String model, int target, int origin, double[] said) {
    double[][] sum = sums.computeIfAbsent(model, name -> new double[horizon][2 + seasons.length]);
    for (int h = 1; h <= horizon && origin >= FROM && origin + h < values.length; h++) {
      double actual = values[origin + h];
      double[] errors = new double[2 + seasons.length];
      errors[0] = Math.abs(said[h - 1] - actual);
      errors[1] = Math.abs(values[origin] - actual);
      double all = errors[1];
      for (int s = 0; s < seasons.length; s++) {
        int back = seasons[s] * ((h + seasons[s] - 1) / seasons[s]);
        errors[2 + s] = Math.abs(values[origin + h - back] - actual);
        all += errors[2 + s];
      }
      for (int i = 0; i < errors.length && !Double.isNaN(all); i++) {
        sum[h - 1][i] += errors[i];
      }
    }
  }

  @Override
  public Set<String> models() {
    return sums.keySet();
  }

  @Override
  public List<Double> figures(String model) {
    double mean = 0;
    for (double[] sum : sums.get(model)) {
      double best = sum[1];
      for (int i = 2; i < sum.length; i++) {
        best = Math.min(best, sum[i]);
      }
      mean += sum[0] / best / horizon;
    }
    return new ArrayList<>(List.of(mean));
  }

  @Override
  public List<String> names() {
    return List.of("skill");
  }
}
