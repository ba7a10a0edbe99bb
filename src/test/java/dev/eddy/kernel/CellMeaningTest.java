package dev.eddy.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** One step of each cell against its equations in double, and its way back against differences. */
class CellMeaningTest {
  private static final int UNITS = 16;
  private static final double STEP = 1e-5;

  private final Kernel plain = Kernels.plain();
  private final SplittableRandom random = new SplittableRandom(12);

  @Test
  void elmanUnitsAreTanh() {
    LayerTrace trace = new LayerTrace(new LayerTrace.Sizes(UNITS, UNITS, 0, 0, 0), 1);
    fill(trace.gates);
    fill(trace.hiddenGradients);
    plain.elmanForward(trace, 0);
    plain.elmanBackward(trace, 0);
    for (int u = 0; u < UNITS; u++) {
      double h = Math.tanh(trace.gates[u]);
      double dh = trace.hiddenGradients[UNITS + u];
      assertThat((double) trace.hidden[UNITS + u]).isCloseTo(h, within(1e-6));
      assertThat((double) trace.gateGradients[u]).isCloseTo(dh * (1 - h * h), within(1e-5));
    }
  }

  @Test
  void rectifiedUnitsAreCutAtZero() {
    LayerTrace trace = new LayerTrace(new LayerTrace.Sizes(UNITS, UNITS, 0, 0, 0), 1);
    float[] z = {2f, -3f, 0f, Float.NaN};
    System.arraycopy(z, 0, trace.gates, 0, z.length);
    fill(trace.hiddenGradients);
    plain.reluForward(trace, 0);
    plain.reluBackward(trace, 0);
    assertThat(trace.hidden[UNITS]).isEqualTo(2f);
    assertThat(trace.hidden[UNITS + 1]).isZero();
    assertThat(trace.hidden[UNITS + 2]).isZero();
    assertThat(trace.hidden[UNITS + 3]).isNaN();
    assertThat(trace.gateGradients).startsWith(trace.hiddenGradients[UNITS], 0f, 0f);
  }

  @Test
  void gruIsPyTorchs() {
    LayerTrace trace =
        new LayerTrace(new LayerTrace.Sizes(3 * UNITS, UNITS, 0, UNITS, 3 * UNITS), 1);
    fill(trace.gates);
    fill(trace.work);
    fill(trace.hidden);
    fill(trace.hiddenGradients);
    float[] sums = trace.gates.clone();
    float[] earlier = trace.hiddenGradients.clone();
    plain.gruForward(trace, 0);
    plain.gruBackward(trace, 0);
    for (int u = 0; u < UNITS; u++) {
      double[] x = {sums[u], sums[UNITS + u], sums[2 * UNITS + u], trace.work[u], trace.hidden[u]};
      double dh = earlier[UNITS + u];
      assertThat((double) trace.hidden[UNITS + u]).isCloseTo(gru(x), within(1e-6));
      assertClose(trace.gateGradients[u], dh * slope(x, 0));
      assertClose(trace.gateGradients[UNITS + u], dh * slope(x, 1));
      assertClose(trace.gateGradients[2 * UNITS + u], dh * slope(x, 2));
      assertClose(trace.feedbackGradients[u], dh * slope(x, 0));
      assertClose(trace.feedbackGradients[UNITS + u], dh * slope(x, 1));
      assertClose(trace.feedbackGradients[2 * UNITS + u], dh * slope(x, 3));
      assertClose(trace.hiddenGradients[u], earlier[u] + dh * slope(x, 4));
    }
  }

  private static void assertClose(double found, double expected) {
    assertThat(found).isCloseTo(expected, within(1e-5));
  }

  /** h' of the sums r, z, n, the state's part of n, and h. */
  private static double gru(double[] x) {
    double r = 1 / (1 + Math.exp(-x[0]));
    double z = 1 / (1 + Math.exp(-x[1]));
    double n = Math.tanh(x[2] + r * x[3]);
    return (1 - z) * n + z * x[4];
  }

  private static double slope(double[] x, int i) {
    double[] above = x.clone();
    double[] below = x.clone();
    above[i] += STEP;
    below[i] -= STEP;
    return (gru(above) - gru(below)) / (2 * STEP);
  }

  private void fill(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() * 4 - 2);
    }
  }
}
