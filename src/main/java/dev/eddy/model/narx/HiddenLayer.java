package dev.eddy.model.narx;

import dev.eddy.archive.Archive;
import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Panels;
import dev.eddy.kernel.PartialSums;
import dev.eddy.kernel.Steps;
import dev.eddy.model.LearningReport;
import dev.eddy.model.LearningReport.Outcome;
import dev.eddy.model.TrainedParameters;
import dev.eddy.series.Frame;
import dev.eddy.spec.NarxSpec;
import dev.eddy.spec.OptimizerSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.InitialWeights;
import dev.eddy.training.Loss;
import dev.eddy.training.Losses;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.ParameterLayout.Part;
import dev.eddy.training.ParameterLayout.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A layer of tanh units over a vector of features, with one linear output for each target and
 * horizon:
 *
 * <pre>
 *   z = tanh(W·f + b)     o = V'·z
 * </pre>
 *
 * V starts at zero, so that at first it says nothing. It is taught with all pairs that one step
 * completes at once: the pair (n − h, h) with the features of step n − h.
 *
 * <p>Not safe for use by several threads. With u units, k features and o outputs: 24·u·(k + 1 + o)
 * bytes and 4·k·(H + 1) for features to come back to; about 6·H·u·k operations a step.
 */
final class HiddenLayer implements Correction {
  private static final double[] NO_LAGS = {};
  private static final int PANEL = Kernel.PANEL;

  private final Kernel kernel;
  private final Loss loss;
  private final int features; // k
  private final int horizon;
  private final int targets;
  private final int padded; // units, padded
  private final Part inward; // W [units][k]
  private final Part bias; // b [units][1]
  private final Part outward; // V [units][targets·H]
  private final float[] values; // of all parameters
  private final float[] gradient; // of the loss, by all parameters
  private final TrainedParameters parameters;
  private final float[] past; // [H + 1][k] features, step n at n mod (H + 1)
  private final float[] window; // [H][k] features of the steps n − 1 … n − H
  private final float[] units; // [H][padded] z of those steps
  private final float[] unitGradients; // [H][padded]
  private final float[] outputs; // [H][targets] of those steps, then the loss's gradient by them
  private final float[] wanted; // [H][targets]
  private final float[] partial = new float[PANEL];
  private final float[] now; // [padded] z of the present step

  /**
   * With weights V of zero.
   *
   * @param steps how gradients become steps
   */
  HiddenLayer(
      NarxSpec spec, OptimizerSpec steps, int features, Frame frame, Chance chance, Kernel kernel) {
    this.kernel = kernel;
    this.loss = Losses.of(spec.loss());
    this.features = features;
    this.targets = frame.targets();
    this.horizon = frame.horizon();
    this.padded = Kernel.padded(spec.units());
    ParameterLayout layout = new ParameterLayout();
    this.inward = layout.add(Role.INPUT, List.of("hidden"), spec.units(), features);
    this.bias = layout.add(Role.BIAS, List.of("hidden"), spec.units(), 1);
    this.outward = layout.add(Role.READOUT, List.of("readout"), spec.units(), targets * horizon);
    this.values = new float[layout.size()];
    this.gradient = new float[layout.size()];
    double[][] weights =
        InitialWeights.glorot(chance.draws("hidden weights"), spec.units(), features, spec.units());
    for (int unit = 0; unit < spec.units(); unit++) {
      for (int f = 0; f < features; f++) {
        values[inward.index(unit, f)] = (float) weights[unit][f];
      }
    }
    this.parameters = new TrainedParameters(layout, values, steps, spec.clip(), kernel);
    this.past = new float[(horizon + 1) * features];
    this.window = new float[horizon * features];
    this.units = new float[horizon * padded];
    this.unitGradients = new float[horizon * padded];
    this.outputs = new float[horizon * targets];
    this.wanted = new float[horizon * targets];
    this.now = new float[padded];
  }

  @Override
  public Optional<LearningReport> learn(long n, double[][] leftOver, int pairs) {
    gatherWindow(n);
    Arrays.fill(unitGradients, 0);
    Arrays.fill(gradient, 0);
    for (int h = 1; h <= horizon; h++) {
      for (int t = 0; t < targets; t++) {
        int at = (h - 1) * targets + t;
        wanted[at] = (float) leftOver[t][h - 1];
        outputs[at] = output(units, (h - 1) * padded, t, h);
      }
    }
    Steps said = new Steps(outputs, 0, targets);
    Steps right = new Steps(wanted, 0, targets);
    double sum = loss.backward(said, right, horizon, targets, 1f / pairs, kernel);
    for (int h = 1; h <= horizon; h++) {
      for (int t = 0; t < targets; t++) {
        back(t, h, outputs[(h - 1) * targets + t]);
      }
    }
    for (int i = 0; i < units.length; i++) {
      unitGradients[i] *= 1 - units[i] * units[i];
    }
    Steps back = new Steps(unitGradients, 0, padded);
    kernel.outerProductsInto(back, new Steps(window, 0, features), horizon, inward.in(gradient));
    kernel.columnSumsInto(back, horizon, padded, gradient, bias.in(gradient).from());
    Outcome outcome = parameters.update(gradient);
    return Optional.of(
        LearningReport.stateless(
            parameters.applied(), outcome, sum / pairs, parameters.report(NO_LAGS)));
  }

  private void gatherWindow(long n) {
    for (int h = 1; h <= horizon; h++) {
      System.arraycopy(past, row(n - h), window, (h - 1) * features, features);
      System.arraycopy(values, bias.in(values).from(), units, (h - 1) * padded, padded);
    }
    kernel.addProducts(
        inward.in(values), new Steps(window, 0, features), new Steps(units, 0, padded), horizon);
    kernel.tanhInto(units, units, units.length);
  }

  /** Adds one output's share to the gradients of V and of the units. */
  private void back(int t, int h, float error) {
    Panels v = outward.in(values);
    float[] weights = v.values();
    int column = t * horizon + h - 1;
    int row = (h - 1) * padded;
    for (int panel = 0; panel < padded; panel += PANEL) {
      int at = v.index(panel, column);
      for (int i = 0; i < PANEL; i++) {
        float z = units[row + panel + i];
        gradient[at + i] = Math.fma(error, z, gradient[at + i]);
        float slope = unitGradients[row + panel + i];
        unitGradients[row + panel + i] = Math.fma(error, weights[at + i], slope);
      }
    }
  }

  @Override
  public void advance(long n, double[] f) {
    int row = row(n);
    for (int i = 0; i < features; i++) {
      past[row + i] = (float) f[i];
    }
    System.arraycopy(values, bias.in(values).from(), now, 0, padded);
    kernel.addProduct(inward.in(values), past, row, now, 0);
    kernel.tanhInto(now, now, padded);
  }

  @Override
  public void hasten() {
    parameters.hasten();
  }

  @Override
  public double output(int t, int h) {
    return output(now, 0, t, h);
  }

  private float output(float[] z, int from, int t, int h) {
    Panels v = outward.in(values);
    float[] weights = v.values();
    int column = t * horizon + h - 1;
    Arrays.fill(partial, 0);
    for (int panel = 0; panel < padded; panel += PANEL) {
      int at = v.index(panel, column);
      for (int i = 0; i < PANEL; i++) {
        partial[i] = Math.fma(weights[at + i], z[from + panel + i], partial[i]);
      }
    }
    return PartialSums.total(partial);
  }

  private int row(long n) {
    return (int) Math.floorMod(n, (long) horizon + 1) * features;
  }

  @Override
  public void archive(Archive archive) {
    parameters.archive(archive);
    archive.array(past);
    archive.array(now);
  }
}
