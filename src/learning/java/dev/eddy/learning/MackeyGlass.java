package dev.eddy.learning;

import java.util.Arrays;

/**
 * The delay equation of Mackey and Glass (1977, doi 10.1126/science.267326), chaotic at τ = 17:
 *
 * <pre>
 *   dx/dt = 0.2·x(t − τ) / (1 + x(t − τ)^10) − 0.1·x(t)
 * </pre>
 *
 * <p>By the classical Runge–Kutta method; x(t − τ) between grid points by the cubic through values
 * and slopes. Whole powers are products, so that all Java gives the same bits.
 */
final class MackeyGlass {
  private static final int DELAY = 17;

  private final int stepsPerUnit;
  private final double step;
  private final double[] values; // x at each grid point
  private final double[] slopes; // dx/dt there
  private final double before; // x for t < 0

  private MackeyGlass(double before, double start, int units, int stepsPerUnit) {
    this.stepsPerUnit = stepsPerUnit;
    this.before = before;
    step = 1.0 / stepsPerUnit;
    values = new double[units * stepsPerUnit + 1];
    slopes = new double[values.length];
    values[0] = start;
    solve();
  }

  /**
   * x(0), x(1), … x(units).
   *
   * @param before x for t below 0
   * @param start x(0)
   */
  static double[] solve(double before, double start, int units, int stepsPerUnit) {
    MackeyGlass equation = new MackeyGlass(before, start, units, stepsPerUnit);
    double[] samples = new double[units + 1];
    Arrays.setAll(samples, t -> equation.values[t * stepsPerUnit]);
    return samples;
  }

  private void solve() {
    slopes[0] = slope(values[0], before);
    for (int n = 0; n + 1 < values.length; n++) {
      double x = values[n];
      double middle = delayedMiddle(n);
      double k2 = slope(x + step / 2 * slopes[n], middle);
      double k3 = slope(x + step / 2 * k2, middle);
      double k4 = slope(x + step * k3, delayed(n + 1, /* fromLeft= */ true));
      values[n + 1] = x + step / 6 * (slopes[n] + 2 * k2 + 2 * k3 + k4);
      slopes[n + 1] = slope(values[n + 1], delayed(n + 1, /* fromLeft= */ false));
    }
  }

  /** At t = τ the delayed value may jump: the step that ends there sees what was before. */
  private double delayed(int point, boolean fromLeft) {
    int at = point - DELAY * stepsPerUnit;
    return at < 0 || (at == 0 && fromLeft) ? before : values[at];
  }

  private double delayedMiddle(int point) {
    int at = point - DELAY * stepsPerUnit;
    if (at < 0) {
      return before;
    }
    return (values[at] + values[at + 1]) / 2 + step / 8 * (slopes[at] - slopes[at + 1]);
  }

  private static double slope(double x, double delayed) {
    double square = delayed * delayed;
    double fourth = square * square;
    return 0.2 * delayed / (1 + fourth * fourth * square) - 0.1 * x;
  }
}
