package dev.eddy.model;

import dev.eddy.archive.Archive;
import dev.eddy.model.LearningReport.Outcome;
import dev.eddy.series.Frame;
import dev.eddy.training.LeastSquares;
import java.util.Arrays;
import java.util.Optional;

/**
 * Weights from one vector of features to every horizon of every target, solved anew now and then
 * from a bounded history of steps whose values have all had their time to arrive; frozen ones have
 * no place in it. Outputs that lack the same steps are solved together.
 *
 * <p>Not safe for use by several threads. With k features and o outputs: 4·(history + H)·(k + o +
 * 1) + 8·k·(o + 1) bytes; time k·o a step, and that of its {@link LeastSquares} and 2·history·k·o
 * for a solution, once for each group of outputs.
 */
public final class BatchReadout implements LinearReadout {
  private final LeastSquares method;
  private final int every;
  private final int history;
  private final int features; // k
  private final int horizon;
  private final int outputs; // targets·H
  private final int slots; // history + H, of which the last H are open
  private final float[] past; // [slots][k], step n at n mod slots
  private final float[] wanted; // [slots][outputs]; NaN where unknown
  private final float[] usable; // [slots] 1 where the features may teach, else 0
  private final double[][] weights; // [outputs][k]
  private final double[] now; // [k] features taken in last
  private long steps;
  private int taught; // records since the last solution
  private long updates;
  private double loss;
  private double gradientNorm;
  private boolean updated; // by the last step

  /**
   * Weights of zero.
   *
   * @param every records that teach from one solution to the next
   * @param history steps that are solved for
   */
  public BatchReadout(LeastSquares method, int every, int history, int features, Frame frame) {
    this.method = method;
    this.every = every;
    this.history = history;
    this.features = features;
    this.horizon = frame.horizon();
    this.outputs = frame.targets() * horizon;
    this.slots = history + horizon;
    this.past = new float[slots * features];
    this.wanted = new float[slots * outputs];
    this.usable = new float[slots];
    this.weights = new double[outputs][features];
    this.now = new double[features];
  }

  @Override
  public void learn(Frame frame, double[] input) {
    updated = false;
    see(input);
    if (frame.frozen()) {
      return;
    }
    steps++;
    take(slot(0), input, frame.teaches());
    boolean any = false;
    for (int t = 0; t < frame.targets(); t++) {
      for (int h = 1; h <= horizon; h++) {
        float residual = (float) frame.residual(t, h);
        if (Float.isFinite(residual) && usable[slot(h)] > 0) {
          wanted[slot(h) * outputs + t * horizon + h - 1] = residual;
          any = true;
        }
      }
    }
    taught += any ? 1 : 0;
    if (any && taught >= every) {
      taught = 0;
      solve();
    }
  }

  private void see(double[] input) {
    boolean finite = isFinite(input);
    for (int i = 0; i < features; i++) {
      now[i] = finite ? input[i] : 0;
    }
  }

  private boolean isFinite(double[] input) {
    boolean finite = true;
    for (int i = 0; i < features; i++) {
      finite &= Float.isFinite((float) input[i]);
    }
    return finite;
  }

  private void take(int slot, double[] input, boolean observed) {
    for (int i = 0; i < features; i++) {
      past[slot * features + i] = (float) input[i];
    }
    usable[slot] = observed && isFinite(input) ? 1 : 0;
    Arrays.fill(wanted, slot * outputs, (slot + 1) * outputs, Float.NaN);
  }

  /** Where the step of so many steps ago lies. */
  private int slot(int ago) {
    return (int) Math.floorMod(steps - ago, (long) slots);
  }

  private void solve() {
    double squared = 0;
    double gradient = 0;
    int pairs = 0;
    for (int first = 0; first < outputs; ) {
      int end = first + 1;
      while (end < outputs && alike(first, end)) {
        end++;
      }
      int[] samples = samples(first);
      if (samples.length >= Math.min(method.leastSamples(features), (history + 1) / 2)) {
        double[] inputs = inputs(samples);
        double[] targets = targets(samples, first, end);
        double[] errors = errors(inputs, targets, first, end);
        squared += sumOfSquares(errors);
        gradient += sumOfSquares(products(inputs, errors, end - first));
        pairs += errors.length;
        updated |= adopt(method.solve(inputs, targets, samples.length), first, end);
      }
      first = end;
    }
    if (updated) {
      updates++;
      loss = squared / pairs;
      gradientNorm = 2 * Math.sqrt(gradient) / pairs;
    }
  }

  /** Whether two outputs lack the same steps. */
  private boolean alike(int one, int other) {
    for (int ago = horizon; ago < slots; ago++) {
      int from = slot(ago) * outputs;
      if (Float.isNaN(wanted[from + one]) != Float.isNaN(wanted[from + other])) {
        return false;
      }
    }
    return true;
  }

  /** The slots that teach an output, oldest first. */
  private int[] samples(int output) {
    int[] found = new int[history];
    int count = 0;
    for (int ago = slots - 1; ago >= horizon; ago--) {
      int slot = slot(ago);
      if (usable[slot] > 0 && !Float.isNaN(wanted[slot * outputs + output])) {
        found[count++] = slot;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private double[] inputs(int[] samples) {
    double[] inputs = new double[samples.length * features];
    int next = 0;
    for (int slot : samples) {
      for (int i = 0; i < features; i++) {
        inputs[next++] = past[slot * features + i];
      }
    }
    return inputs;
  }

  private double[] targets(int[] samples, int first, int end) {
    double[] targets = new double[samples.length * (end - first)];
    int next = 0;
    for (int slot : samples) {
      for (int o = first; o < end; o++) {
        targets[next++] = wanted[slot * outputs + o];
      }
    }
    return targets;
  }

  /** By how much the present weights are off, [samples][outputs of the group]. */
  private double[] errors(double[] inputs, double[] targets, int first, int end) {
    double[] errors = new double[targets.length];
    for (int at = 0; at < errors.length; at++) {
      double[] w = weights[first + at % (end - first)];
      int row = at / (end - first) * features;
      double sum = 0;
      for (int i = 0; i < features; i++) {
        sum += w[i] * inputs[row + i];
      }
      errors[at] = sum - targets[at];
    }
    return errors;
  }

  /** F'·E, [k][outputs of the group]. */
  private double[] products(double[] inputs, double[] errors, int width) {
    double[] products = new double[features * width];
    for (int at = 0; at < errors.length; at++) {
      int row = at / width * features;
      for (int i = 0; i < features; i++) {
        products[i * width + at % width] += inputs[row + i] * errors[at];
      }
    }
    return products;
  }

  private static double sumOfSquares(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }

  /** True if there is a solution, which are the weights from now on. */
  private boolean adopt(Optional<double[]> solution, int first, int end) {
    solution.ifPresent(
        found -> {
          for (int o = first; o < end; o++) {
            for (int i = 0; i < features; i++) {
              weights[o][i] = found[i * (end - first) + o - first];
            }
          }
        });
    return solution.isPresent();
  }

  @Override
  public double predict(int target, int h) {
    double[] w = weights[target * horizon + h - 1];
    double sum = 0;
    for (int i = 0; i < features; i++) {
      sum += w[i] * now[i];
    }
    return sum;
  }

  @Override
  public void resetCarry() {
    Arrays.fill(now, 0);
    for (int ago = 0; ago < horizon; ago++) {
      usable[slot(ago)] = 0;
    }
  }

  @Override
  public Optional<LearningReport> report() {
    return updated
        ? Optional.of(
            LearningReport.stateless(
                updates, Outcome.APPLIED, loss, GradientReport.plain(gradientNorm)))
        : Optional.empty();
  }

  @Override
  public void archive(Archive archive) {
    archive.array(past);
    archive.array(wanted);
    archive.array(usable);
    for (double[] w : weights) {
      archive.array(w);
    }
    archive.array(now);
    steps = archive.number(steps);
    taught = archive.number(taught);
    updates = archive.number(updates);
    loss = archive.number(loss);
    gradientNorm = archive.number(gradientNorm);
    updated = archive.flag(updated);
  }
}
