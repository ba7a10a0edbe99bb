package dev.eddy.model.narx;

import dev.eddy.training.LevenbergMarquardt;

/**
 * How far a layer of tanh units is from what is wanted of it over a history of steps:
 *
 * <pre>
 *   L(p) = Σ ρ(V'·tanh(W·f + b) − wanted) + ½·ridge·|p|²
 * </pre>
 *
 * with ρ the half square up to a threshold and linear beyond. An error beyond the threshold enters
 * the normal matrix with the weight by which its square has the same slope (iteratively reweighted
 * least squares).
 *
 * <p>The blocks of the normal matrix are summed as Kronecker products: with a(o) = V[·][o]·(1 − z²)
 * the parameters of the units get (Σ a(o)·a(o)') ⊗ (f, 1)·(f, 1)', whatever the number of outputs.
 * Reads the arrays that it was given; holds scratch and is not safe for use by several threads.
 */
final class LayerFit implements LevenbergMarquardt.Problem {
  /**
   * Sizes, and where parameters lie: unit by unit the weights of its k features and its bias, then
   * output by output the weights of its units.
   */
  record Shape(int units, int features, int outputs) {
    int inward() {
      return units * (features + 1);
    }

    int size() {
      return inward() + outputs * units;
    }
  }

  private final Shape shape;
  private final float[] past; // [slots][features]
  private final float[] wanted; // [slots][outputs], NaN where unknown
  private final double threshold;
  private final double ridge;
  private final double[] input; // [features + 1], the last is 1
  private final double[] units; // [units] z
  private final double[] slopes; // [outputs][units] a
  private final double[] weights; // [outputs]; 0 where unknown
  private final double[] errors; // [outputs]
  private int pairs;

  /** Over arrays that somebody else fills. */
  LayerFit(Shape shape, float[] past, float[] wanted, double threshold, double ridge) {
    this.shape = shape;
    this.past = past;
    this.wanted = wanted;
    this.threshold = threshold;
    this.ridge = ridge;
    this.input = new double[shape.features() + 1];
    this.units = new double[shape.units()];
    this.slopes = new double[shape.outputs() * shape.units()];
    this.weights = new double[shape.outputs()];
    this.errors = new double[shape.outputs()];
  }

  Shape shape() {
    return shape;
  }

  /** Pairs behind the last loss. */
  int pairs() {
    return pairs;
  }

  /** The units' states for the features of a slot. */
  void unitsInto(double[] p, int slot, double[] z) {
    unitsInto(p, past, slot * shape.features(), z);
  }

  /** The units' states for features that begin at some place of an array. */
  void unitsInto(double[] p, float[] f, int at, double[] z) {
    int k = shape.features();
    for (int unit = 0; unit < shape.units(); unit++) {
      int from = unit * (k + 1);
      double sum = p[from + k];
      for (int i = 0; i < k; i++) {
        sum += p[from + i] * f[at + i];
      }
      z[unit] = StrictMath.tanh(sum);
    }
  }

  /** One output for the units' states. */
  double output(double[] p, double[] z, int output) {
    int from = shape.inward() + output * shape.units();
    double sum = 0;
    for (int unit = 0; unit < shape.units(); unit++) {
      sum += p[from + unit] * z[unit];
    }
    return sum;
  }

  @Override
  public double loss(double[] p) {
    double loss = ridgeLoss(p);
    pairs = 0;
    for (int slot = 0; slot < wanted.length / shape.outputs(); slot++) {
      loss += pass(p, slot);
    }
    return loss;
  }

  @Override
  public double linearise(double[] p, double[] gradient, double[] normal) {
    double loss = ridgeLoss(p);
    int n = shape.size();
    for (int i = 0; i < n; i++) {
      gradient[i] = ridge * p[i];
      normal[i * n + i] = ridge;
    }
    pairs = 0;
    for (int slot = 0; slot < wanted.length / shape.outputs(); slot++) {
      int before = pairs;
      loss += pass(p, slot);
      if (pairs > before) {
        slopes(p, slot);
        addUnits(gradient, normal);
        addOutputs(gradient, normal);
      }
    }
    return loss;
  }

  private double ridgeLoss(double[] p) {
    double sum = 0;
    for (double value : p) {
      sum += value * value;
    }
    return ridge * sum / 2;
  }

  /** Errors and weights of one slot, and their loss. */
  private double pass(double[] p, int slot) {
    boolean forward = false;
    double loss = 0;
    for (int o = 0; o < shape.outputs(); o++) {
      float target = wanted[slot * shape.outputs() + o];
      weights[o] = 0;
      if (Float.isNaN(target)) {
        continue;
      }
      if (!forward) {
        unitsInto(p, slot, units);
        forward = true;
      }
      double error = output(p, units, o) - target;
      double size = Math.abs(error);
      boolean within = size <= threshold;
      errors[o] = error;
      weights[o] = within ? 1 : threshold / size;
      loss += within ? error * error / 2 : threshold * (size - threshold / 2);
      pairs++;
    }
    return loss;
  }

  private void slopes(double[] p, int slot) {
    int k = shape.features();
    for (int i = 0; i < k; i++) {
      input[i] = past[slot * k + i];
    }
    input[k] = 1;
    for (int o = 0; o < shape.outputs(); o++) {
      for (int unit = 0; unit < shape.units(); unit++) {
        int at = o * shape.units() + unit;
        slopes[at] = p[shape.inward() + at] * (1 - units[unit] * units[unit]);
      }
    }
  }

  /** What concerns the parameters of the units alone. */
  private void addUnits(double[] gradient, double[] normal) {
    int k1 = shape.features() + 1;
    int n = shape.size();
    for (int u = 0; u < shape.units(); u++) {
      double pull = 0;
      for (int o = 0; o < shape.outputs(); o++) {
        pull += weights[o] * errors[o] * slopes[o * shape.units() + u];
      }
      for (int i = 0; i < k1; i++) {
        gradient[u * k1 + i] += pull * input[i];
      }
      for (int v = 0; v <= u; v++) {
        double both = 0;
        for (int o = 0; o < shape.outputs(); o++) {
          both += weights[o] * slopes[o * shape.units() + u] * slopes[o * shape.units() + v];
        }
        for (int i = 0; i < k1; i++) {
          int row = (u * k1 + i) * n + v * k1;
          double share = both * input[i];
          int end = v == u ? i + 1 : k1;
          for (int j = 0; j < end; j++) {
            normal[row + j] += share * input[j];
          }
        }
      }
    }
  }

  /** What concerns the weights of the outputs, by themselves and with the units. */
  private void addOutputs(double[] gradient, double[] normal) {
    int k1 = shape.features() + 1;
    int n = shape.size();
    for (int o = 0; o < shape.outputs(); o++) {
      if (weights[o] == 0) {
        continue;
      }
      int first = shape.inward() + o * shape.units();
      for (int v = 0; v < shape.units(); v++) {
        double share = weights[o] * units[v];
        gradient[first + v] += share * errors[o];
        int row = (first + v) * n;
        for (int u = 0; u < shape.units(); u++) {
          double slope = share * slopes[o * shape.units() + u];
          for (int i = 0; i < k1; i++) {
            normal[row + u * k1 + i] += slope * input[i];
          }
        }
        for (int w = 0; w <= v; w++) {
          normal[row + first + w] += share * units[w];
        }
      }
    }
  }
}
