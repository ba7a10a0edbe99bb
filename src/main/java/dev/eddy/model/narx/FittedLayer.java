package dev.eddy.model.narx;

import dev.eddy.archive.Archive;
import dev.eddy.model.GradientReport;
import dev.eddy.model.LearningReport;
import dev.eddy.model.LearningReport.Outcome;
import dev.eddy.series.Frame;
import dev.eddy.spec.LevenbergMarquardtSpec;
import dev.eddy.spec.NarxSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.InitialWeights;
import dev.eddy.training.LevenbergMarquardt;
import dev.eddy.training.LevenbergMarquardt.Fit;
import java.util.Arrays;
import java.util.Optional;

/**
 * A layer of tanh units as {@link HiddenLayer} has it, in double, that is fitted now and then to
 * the last steps of its past by {@link LevenbergMarquardt}. What it makes small is {@link
 * LayerFit}.
 *
 * <p>Not safe for use by several threads. With u units, k features, o outputs, a history of s steps
 * and n = u·(k + 1 + o) parameters: 4·((s + H)·(k + o) + k) + 8·n bytes; a fit costs s·u²·(k +
 * 1)·((k + 1)/2 + o) + n³/6 multiply-adds for each step tried, and 8·n² bytes while it lasts.
 */
final class FittedLayer implements Correction {
  /** What is larger is a fault of the data, and not to be fitted. */
  private static final double LARGEST = 1e6;

  private final LevenbergMarquardtSpec spec;
  private final LevenbergMarquardt optimizer;
  private final LayerFit fit;
  private final int features; // k
  private final int horizon;
  private final int outputs; // targets·H
  private final int slots; // steps that are kept: the history, and H that are still open
  private final double[] parameters; // [n], as LayerFit has them
  private final float[] past; // [slots][k] features, step n at n mod slots
  private final float[] wanted; // [slots][outputs]; NaN where unknown
  private final float[] seen; // [k] scratch
  private final double[] now; // [units] of the step taken in last
  private long taught; // records since the last fit
  private long updates;

  /** With output weights of zero. */
  FittedLayer(
      NarxSpec spec, LevenbergMarquardtSpec fitting, int features, Frame frame, Chance chance) {
    this.spec = fitting;
    this.optimizer = new LevenbergMarquardt(fitting);
    this.features = features;
    this.horizon = frame.horizon();
    this.outputs = frame.targets() * horizon;
    this.slots = fitting.history() + horizon;
    this.past = new float[slots * features];
    this.wanted = new float[slots * outputs];
    Arrays.fill(wanted, Float.NaN);
    this.fit =
        new LayerFit(
            new LayerFit.Shape(spec.units(), features, outputs),
            past,
            wanted,
            spec.loss().threshold(),
            fitting.ridge());
    this.parameters = new double[fit.shape().size()];
    double[][] weights =
        InitialWeights.glorot(chance.draws("hidden weights"), spec.units(), features, spec.units());
    for (int unit = 0; unit < weights.length; unit++) {
      System.arraycopy(weights[unit], 0, parameters, unit * (features + 1), features);
    }
    this.seen = new float[features];
    this.now = new double[spec.units()];
  }

  @Override
  public Optional<LearningReport> learn(long n, double[][] leftOver, int pairs) {
    for (int t = 0; t < leftOver.length; t++) {
      for (int h = 1; h <= horizon; h++) {
        double left = leftOver[t][h - 1];
        if (Math.abs(left) <= LARGEST) {
          wanted[slot(n - h) * outputs + t * horizon + h - 1] = (float) left;
        }
      }
    }
    taught++;
    if (taught < spec.every()) {
      return Optional.empty();
    }
    taught = 0;
    Fit done = optimizer.fit(parameters, fit);
    if (done.accepted() == 0) {
      return Optional.empty();
    }
    updates++;
    return Optional.of(
        LearningReport.stateless(
            updates,
            Outcome.APPLIED,
            done.loss() / Math.max(1, fit.pairs()),
            GradientReport.plain(done.gradientNorm())));
  }

  @Override
  public void advance(long n, double[] f) {
    int slot = slot(n);
    for (int i = 0; i < features; i++) {
      past[slot * features + i] = (float) f[i];
    }
    Arrays.fill(wanted, slot * outputs, (slot + 1) * outputs, Float.NaN);
    fit.unitsInto(parameters, slot, now);
  }

  /** Leaves the past that is fitted as it is. */
  @Override
  public void pass(long n, double[] f) {
    for (int i = 0; i < features; i++) {
      seen[i] = (float) f[i];
    }
    fit.unitsInto(parameters, seen, 0, now);
  }

  @Override
  public double output(int t, int h) {
    return fit.output(parameters, now, t * horizon + h - 1);
  }

  private int slot(long n) {
    return (int) Math.floorMod(n, (long) slots);
  }

  @Override
  public void archive(Archive archive) {
    optimizer.archive(archive);
    archive.array(parameters);
    archive.array(past);
    archive.array(wanted);
    archive.array(now);
    taught = archive.number(taught);
    updates = archive.number(updates);
  }
}
