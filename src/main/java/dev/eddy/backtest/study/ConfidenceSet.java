package dev.eddy.backtest.study;

import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The forecasts among which the best is to be found with a given confidence: the model confidence
 * set of Hansen, Lunde and Nason (2011, doi 10.3982/ECTA5771), by its statistic of the greatest
 * deviation from the mean loss. One after the other the worst is left out, as long as it can be
 * told that it is worse.
 */
final class ConfidenceSet {
  private static final int RESAMPLES = 1_000;

  private final String[] names;
  private final double[] means; // [names] loss
  private final double[][] resampled; // [resamples][names] mean loss

  /**
   * Of losses over stretches of time, each long enough that neighbours know little of each other;
   * whole stretches are drawn again and again.
   *
   * @param losses [stretches][names], all finite. Not modified.
   * @param seed what is drawn follows from it
   */
  ConfidenceSet(List<String> names, double[][] losses, long seed) {
    this.names = names.toArray(String[]::new);
    this.means = new double[this.names.length];
    for (double[] stretch : losses) {
      addTo(means, stretch, losses.length);
    }
    this.resampled = new double[RESAMPLES][this.names.length];
    Draws draws = new Chance(seed, "model confidence set", 0).draws("stretches");
    for (double[] mean : resampled) {
      for (int i = 0; i < losses.length; i++) {
        addTo(mean, losses[draws.below(losses.length)], losses.length);
      }
    }
  }

  private static void addTo(double[] means, double[] losses, int count) {
    for (int i = 0; i < means.length; i++) {
      means[i] += losses[i] / count;
    }
  }

  /**
   * For each the greatest confidence level, less from 1, at which it is still in the set: it is in
   * the set of 90 % if that is above 0.1. In the order in which they would be left out, worst
   * first.
   */
  Map<String, Double> pValues() {
    Map<String, Double> pValues = new LinkedHashMap<>();
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      left.add(i);
    }
    double greatest = 0;
    while (left.size() > 1) {
      Elimination next = elimination(left);
      greatest = Math.max(greatest, next.pValue());
      pValues.put(names[next.worst()], greatest);
      left.remove(Integer.valueOf(next.worst()));
    }
    left.forEach(best -> pValues.put(names[best], 1.0));
    return pValues;
  }

  /**
   * For each the mean loss over that of another, and where it lies in 95 of 100 resamples:
   * [names][3] ratio, low, high.
   */
  double[][] ratios(int beside) {
    double[][] ratios = new double[names.length][];
    for (int i = 0; i < names.length; i++) {
      int name = i;
      double[] drawn = new double[RESAMPLES];
      Arrays.setAll(drawn, b -> resampled[b][name] / resampled[b][beside]);
      Arrays.sort(drawn);
      ratios[i] =
          new double[] {
            means[i] / means[beside], drawn[RESAMPLES / 40], drawn[RESAMPLES - 1 - RESAMPLES / 40]
          };
    }
    return ratios;
  }

  private record Elimination(int worst, double pValue) {}

  private Elimination elimination(List<Integer> left) {
    double[] deviations = deviations(means, left);
    double[][] drawn = new double[RESAMPLES][];
    Arrays.setAll(drawn, b -> deviations(resampled[b], left));
    double[] spread = new double[left.size()];
    for (double[] one : drawn) {
      for (int i = 0; i < spread.length; i++) {
        spread[i] += (one[i] - deviations[i]) * (one[i] - deviations[i]) / RESAMPLES;
      }
    }
    int worst = 0;
    double[] scores = new double[spread.length];
    for (int i = 0; i < spread.length; i++) {
      scores[i] = score(deviations[i], spread[i]);
      worst = scores[i] > scores[worst] ? i : worst;
    }
    int above = 0;
    for (double[] one : drawn) {
      double most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < spread.length; i++) {
        most = Math.max(most, score(one[i] - deviations[i], spread[i]));
      }
      above += most >= scores[worst] ? 1 : 0;
    }
    return new Elimination(left.get(worst), (double) above / RESAMPLES);
  }

  /** Infinite where it is always as far off, zero where it is not off at all. */
  private static double score(double deviation, double spread) {
    return deviation == 0 ? 0 : deviation / Math.sqrt(spread);
  }

  private static double[] deviations(double[] losses, List<Integer> left) {
    double mean = left.stream().mapToDouble(i -> losses[i]).sum() / left.size();
    return left.stream().mapToDouble(i -> losses[i] - mean).toArray();
  }
}
