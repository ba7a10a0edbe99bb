package dev.eddy.backtest.replay;

/**
 * What the steps of one row say in the tables that results are. For one thread at a time.
 *
 * @param means rows of forecasts.csv
 * @param quantiles rows of quantiles.csv
 * @param anomalies rows of anomalies.csv
 */
public record StepText(StringBuilder means, StringBuilder quantiles, StringBuilder anomalies) {
  /** Nothing said yet. */
  public StepText() {
    this(new StringBuilder(0), new StringBuilder(0), new StringBuilder(0));
  }
}
