package dev.eddy.backtest.study;

/**
 * What forecasts of a price are worth: whether they know its direction, and what a position by
 * their sign would have earned. For one thread.
 *
 * <p>A forecast from bar n knows that bar's price, so it is acted upon at the price of bar n + 1:
 * the position that is held from n + 1 to n + 2 is the sign of what the forecast says of that very
 * change, and of the change from n where it reaches one step only. Each unit of position that is
 * changed costs a stated share. Bars that miss a price are passed over, the position being kept and
 * what was planned dropped.
 */
final class PriceTally {
  private final double cost;
  private final Moments strategy = new Moments();
  private final Moments holding = new Moments();
  private final EquityCurve curve;
  private long right;
  private long moved;
  private long unmoved;
  private final Correlation information = new Correlation();
  private double price = Double.NaN; // of the last bar
  private double said = Double.NaN; // by the last bar, of the change to the next one
  private int planned; // position that the last bar's forecast asks for, from the next bar on
  private int position;
  private double traded;
  private long exposed;
  private long bars;
  private long last; // number of the last bar with a price
  private long firstMillis;
  private long lastMillis;

  /**
   * Nothing earned yet.
   *
   * @param cost of changing the position by 1, as a share of the price
   * @param drawn whether its curve is kept
   */
  PriceTally(double cost, boolean drawn) {
    this.cost = cost;
    this.curve = new EquityCurve(drawn);
  }

  /**
   * Takes a bar in.
   *
   * @param ordinal its number; where one is skipped or has no price, what was planned is dropped
   * @param value its price; NaN if missing
   * @param forecast [H] from this bar; empty if there is none
   */
  void add(long ordinal, long epochMillis, double value, double[] forecast) {
    if (!(value > 0)) {
      return;
    }
    if (ordinal != last + 1) {
      said = Double.NaN;
      planned = position;
    }
    last = ordinal;
    if (!Double.isNaN(price)) {
      judge(value / price - 1);
      earn(epochMillis, value / price - 1);
    } else {
      firstMillis = epochMillis;
    }
    lastMillis = epochMillis;
    price = value;
    said = forecast.length == 0 ? Double.NaN : forecast[0] / value - 1;
    planned = planned(value, forecast);
  }

  private int planned(double value, double[] forecast) {
    if (forecast.length == 0) {
      return 0;
    }
    double change = forecast.length == 1 ? forecast[0] - value : forecast[1] - forecast[0];
    return (int) Math.signum(change);
  }

  private void judge(double change) {
    if (Double.isNaN(said)) {
      return;
    }
    information.add(said, change);
    if (change == 0 || said == 0) {
      unmoved++;
    } else {
      moved++;
      right += Math.signum(said) == Math.signum(change) ? 1 : 0;
    }
  }

  /** The bar's change is earned by the position held so far; then the plan is carried out. */
  private void earn(long epochMillis, double change) {
    int turned = Math.abs(planned - position);
    double net = position * change - cost * turned;
    bars++;
    exposed += position != 0 ? 1 : 0;
    traded += turned;
    strategy.add(net);
    holding.add(change);
    curve.add(epochMillis, net, change);
    position = planned;
  }

  /**
   * What came of it.
   *
   * @param trials how many strategies were tried, of which this is one
   * @param timed whether bars have a time: without, nothing is told by year
   */
  PriceScores scores(int trials, boolean timed) {
    double years = (lastMillis - firstMillis) / (365.25 * 24 * 3_600_000);
    double perYear = timed && years > 0 ? bars / years : Double.NaN;
    return new PriceScores(
        moved,
        unmoved,
        right,
        information.value(),
        PriceScores.Earned.of(strategy, curve.strategyReturn(), curve.strategyDrawdown(), perYear),
        PriceScores.Earned.of(holding, curve.holdingReturn(), curve.holdingDrawdown(), perYear),
        PriceScores.deflatedSharpe(strategy, trials),
        traded / Math.max(1, bars),
        (double) exposed / Math.max(1, bars),
        bars,
        cost,
        trials,
        curve.points());
  }

  /** Pearson's correlation, as it goes along. */
  private static final class Correlation {
    private long count;
    private double meanX;
    private double meanY;
    private double xx;
    private double yy;
    private double xy;

    void add(double x, double y) {
      count++;
      double fromX = x - meanX;
      meanX += fromX / count;
      xx += fromX * (x - meanX);
      double fromY = y - meanY;
      meanY += fromY / count;
      yy += fromY * (y - meanY);
      xy += fromX * (y - meanY);
    }

    double value() {
      return xy / Math.sqrt(xx * yy);
    }
  }
}
