package dev.eddy.backtest.study;

import java.util.List;

/**
 * What 1 became by a strategy and by holding, at no more than {@value #MOST} moments. For one
 * thread.
 */
public final class EquityCurve {
  private static final int MOST = 1_024;

  private final Thinned<Point> points = new Thinned<>(MOST);
  private final boolean drawn;
  private double strategy = 1;
  private double holding = 1;
  private double strategyPeak = 1;
  private double holdingPeak = 1;
  private double strategyDrawdown;
  private double holdingDrawdown;

  /**
   * At 1.
   *
   * @param drawn whether moments are kept
   */
  EquityCurve(boolean drawn) {
    this.drawn = drawn;
  }

  /** What 1 had become. */
  public record Point(long epochMillis, double strategy, double holding) {}

  /** A bar at which so much was earned. */
  void add(long epochMillis, double strategyReturn, double holdingReturn) {
    strategy *= Math.max(0, 1 + strategyReturn);
    holding *= 1 + holdingReturn;
    strategyPeak = Math.max(strategyPeak, strategy);
    holdingPeak = Math.max(holdingPeak, holding);
    strategyDrawdown = Math.max(strategyDrawdown, 1 - strategy / strategyPeak);
    holdingDrawdown = Math.max(holdingDrawdown, 1 - holding / holdingPeak);
    if (drawn) {
      points.add(new Point(epochMillis, strategy, holding));
    }
  }

  List<Point> points() {
    return points.kept();
  }

  double strategyReturn() {
    return strategy - 1;
  }

  double holdingReturn() {
    return holding - 1;
  }

  /** The deepest fall from a peak, as a share of it. */
  double strategyDrawdown() {
    return strategyDrawdown;
  }

  double holdingDrawdown() {
    return holdingDrawdown;
  }
}
