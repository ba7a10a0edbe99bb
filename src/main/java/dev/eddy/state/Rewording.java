package dev.eddy.state;

import dev.eddy.forecast.IntervalLevels;
import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.Outcome;
import dev.eddy.forecast.StepForecast;
import dev.eddy.forecast.StepForecast.Settled;
import dev.eddy.spec.BoundsSpec;
import dev.eddy.spec.ForecastSpec;
import java.util.Arrays;
import java.util.List;

/**
 * Says what a champion forecast in the words of the topology that came after its own: that one's
 * quantiles, of which those that the champion does not know are missing, within that one's bounds.
 */
final class Rewording {
  private final int[] from; // [levels] index of the champion's level; -1 where it has none
  private final boolean sameInterval;
  private final List<BoundsSpec> bounds; // [targets]

  private Rewording(Generation champion, Generation now) {
    List<Double> known = champion.spec().forecast().quantiles();
    List<Double> wanted = now.spec().forecast().quantiles();
    this.from = wanted.stream().mapToInt(known::indexOf).toArray();
    this.sameInterval = ends(known).equals(ends(wanted));
    this.bounds = now.spec().source().targets().stream().map(now.spec()::boundsOf).toList();
  }

  /** The outcome itself where both speak alike. */
  static Outcome of(Outcome outcome, Generation champion, Generation now) {
    if (champion == now) {
      return outcome; // nearly always
    }
    ForecastSpec known = champion.spec().forecast();
    ForecastSpec wanted = now.spec().forecast();
    boolean alike =
        known.quantiles().equals(wanted.quantiles()) && known.bounds().equals(wanted.bounds());
    return alike ? outcome : new Rewording(champion, now).reworded(outcome);
  }

  private static List<Double> ends(List<Double> levels) {
    IntervalLevels interval = IntervalLevels.of(levels);
    return levels.isEmpty()
        ? List.of()
        : List.of(levels.get(interval.low()), levels.get(interval.high()));
  }

  private Outcome reworded(Outcome outcome) {
    return new Outcome(
        outcome.verdict(),
        outcome.rejection(),
        outcome.steps().stream().map(this::reworded).toList(),
        outcome.changed());
  }

  private StepForecast reworded(StepForecast step) {
    return new StepForecast(
        step.step(),
        step.steps(),
        step.warmup(),
        step.forecasts().stream().map(this::reworded).toList(),
        step.settled().stream().map(this::reworded).toList(),
        step.learning(),
        step.anomalies(),
        step.champions(),
        step.events());
  }

  private ModelForecast reworded(ModelForecast forecast) {
    double[][] mean = new double[forecast.mean().length][];
    double[][][] quantiles = new double[mean.length][][];
    for (int t = 0; t < mean.length; t++) {
      BoundsSpec within = bounds.get(t);
      mean[t] = Arrays.stream(forecast.mean()[t]).map(within::clamp).toArray();
      quantiles[t] = chosen(forecast.quantiles()[t], mean[t].length);
      for (double[] level : quantiles[t]) {
        Arrays.setAll(level, h -> within.clamp(level[h]));
      }
    }
    return new ModelForecast(forecast.model(), mean, quantiles);
  }

  private Settled reworded(Settled settled) {
    int horizon = settled.absoluteError().length;
    double[] winkler = settled.winkler();
    if (!sameInterval && winkler.length > 0) {
      winkler = missing(horizon);
    }
    return new Settled(
        settled.model(),
        settled.target(),
        settled.absoluteError(),
        chosen(settled.belowQuantile(), horizon),
        winkler);
  }

  /** Of rows by level, those wanted; none of none. */
  private double[][] chosen(double[][] levels, int horizon) {
    double[][] chosen = new double[levels.length == 0 ? 0 : from.length][];
    Arrays.setAll(chosen, q -> from[q] < 0 ? missing(horizon) : levels[from[q]].clone());
    return chosen;
  }

  private static double[] missing(int length) {
    double[] values = new double[length];
    Arrays.fill(values, Double.NaN);
    return values;
  }
}
