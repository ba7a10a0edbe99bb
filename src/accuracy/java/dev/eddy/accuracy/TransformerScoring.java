package dev.eddy.accuracy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Mean square errors over horizons 1 to H, of columns in units of their standard deviation over the
 * first 2,880 hours, for values from hour 3,600 up to hour 14,400: the protocol of DSOF (Lau et
 * al., ICLR 2025, table 3). Then the same without the column that jumps for no reason that the
 * others tell.
 */
final class TransformerScoring implements Scoring {
  private static final int[] HORIZONS = {1, 24, 48};
  private static final int STANDARDISED_BY = 2_880;
  private static final int FROM = 3_600;
  private static final int TO = 14_400;

  private final double[][] values; // [targets][steps]
  private final double[] variances; // [targets]
  private final int jumping; // the column that jumps
  private final Map<String, double[][]> sums = new LinkedHashMap<>(); // [all, without][H, count]

  TransformerScoring(double[][] targets, int jumping) {
    this.values = targets;
    this.jumping = jumping;
    this.variances = new double[targets.length];
    for (int t = 0; t < targets.length; t++) {
      double mean = 0;
      for (int n = 0; n < STANDARDISED_BY; n++) {
        mean += targets[t][n] / STANDARDISED_BY;
      }
      for (int n = 0; n < STANDARDISED_BY; n++) {
        variances[t] += (targets[t][n] - mean) * (targets[t][n] - mean) / STANDARDISED_BY;
      }
    }
  }

  @Override
  public void add(String model, int target, int origin, double[] said) {
    double[][] sum = sums.computeIfAbsent(model, name -> new double[2][2 * HORIZONS.length]);
    for (int i = 0; i < HORIZONS.length; i++) {
      if (origin < FROM - 1 || origin >= TO - HORIZONS[i]) {
        continue;
      }
      for (int h = 1; h <= HORIZONS[i]; h++) {
        double error = said[h - 1] - values[target][origin + h];
        double square = error * error / variances[target];
        for (int without = 0; without < (target == jumping ? 1 : 2); without++) {
          sum[without][2 * i] += square;
          sum[without][2 * i + 1]++;
        }
      }
    }
  }

  @Override
  public Set<String> models() {
    return sums.keySet();
  }

  @Override
  public List<Double> figures(String model) {
    List<Double> figures = new ArrayList<>();
    for (double[] sum : sums.get(model)) {
      for (int i = 0; i < HORIZONS.length; i++) {
        figures.add(sum[2 * i] / sum[2 * i + 1]);
      }
    }
    return figures;
  }

  @Override
  public List<String> names() {
    return List.of("H 1", "H 24", "H 48", "H 1, six", "H 24, six", "H 48, six");
  }
}
