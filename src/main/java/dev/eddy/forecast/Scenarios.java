package dev.eddy.forecast;

import dev.eddy.series.Step;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Ways in which a series may go on, all equally likely. Bytes: 8 a target, path and step.
 *
 * @param origin the last step that is known
 * @param paths [targets][paths][H], in the targets' units; path i of one target goes with path i of
 *     another. Not to be modified.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Scenarios(Step origin, double[][][] paths) {
  /**
   * The distribution of something that all steps of a target make together, such as {@link
   * OverHorizon#SUM}.
   *
   * @param target its index
   * @param whole is given each path, [H], and must not modify it
   * @param levels between 0 and 1
   * @return [levels] the quantiles, linear between the paths' values, of which the i-th least of n
   *     stands for the level (i − ½)/n (Hazen 1914); beyond those the outermost
   */
  public double[] quantiles(int target, ToDoubleFunction<double[]> whole, List<Double> levels) {
    double[] sorted = Arrays.stream(paths[target]).mapToDouble(whole).sorted().toArray();
    return levels.stream().mapToDouble(level -> quantile(sorted, level)).toArray();
  }

  private static double quantile(double[] sorted, double level) {
    double place = Math.max(0, Math.min(sorted.length - 1, level * sorted.length - 0.5));
    int low = (int) place;
    int high = Math.min(low + 1, sorted.length - 1);
    return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
  }
}
