package dev.eddy.model.reservoir;

import dev.eddy.kernel.Kernels;
import java.util.Arrays;

/**
 * The fixed weights of an echo state network, drawn once from the seed and shared by all series:
 *
 * <pre>
 *   s(n) = (1 − a)·s(n − 1) + a·tanh(W_in·x(n) + W·s(n − 1))
 * </pre>
 *
 * with leak rate a (Jaeger et al. 2007, doi 10.1016/j.neunet.2007.04.016). W is sparse: every unit
 * listens to the same number of others.
 *
 * <p>Immutable; safe for use by several threads. Bytes: 4·units·(2·connections + inputs). Cost of a
 * step: units·(connections + inputs) multiply-adds and units tanh.
 */
public final class Reservoir {
  private final int units;
  private final int inputs;
  private final float leakRate;
  private final int connections;
  private final int[] sources; // [connections][units]
  private final float[] recurrent; // [connections][units]
  private final float[] inward; // [inputs][units]
  private final int checksum;

  /**
   * With given weights.
   *
   * @param recurrent [units][units] row-major, already scaled; zeros are no connections
   * @param inward [units][inputs] row-major
   */
  Reservoir(double[][] recurrent, double[][] inward, double leakRate) {
    this.units = recurrent.length;
    this.inputs = inward[0].length;
    this.leakRate = (float) leakRate;
    int most = 0;
    for (double[] row : recurrent) {
      int count = 0;
      for (double weight : row) {
        count += weight != 0 ? 1 : 0;
      }
      most = Math.max(most, count);
    }
    this.connections = most;
    this.sources = new int[most * units];
    this.recurrent = new float[most * units];
    this.inward = new float[inputs * units];
    for (int unit = 0; unit < units; unit++) {
      int c = 0;
      for (int source = 0; source < units; source++) {
        if (recurrent[unit][source] != 0) {
          sources[c * units + unit] = source;
          this.recurrent[c * units + unit] = (float) recurrent[unit][source];
          c++;
        }
      }
      for (int i = 0; i < inputs; i++) {
        this.inward[i * units + unit] = (float) inward[unit][i];
      }
    }
    this.checksum =
        31 * (31 * Arrays.hashCode(sources) + Arrays.hashCode(this.recurrent))
            + Arrays.hashCode(this.inward);
  }

  /** How many units. */
  public int units() {
    return units;
  }

  /** The same for equal weights, on every Java. */
  int checksum() {
    return checksum;
  }

  /**
   * One step.
   *
   * @param input [inputs]. Not modified.
   * @param state [units]. Modified.
   * @param sums [units] work space. Modified.
   */
  public void step(float[] input, float[] state, float[] sums) {
    for (int unit = 0; unit < units; unit++) {
      sums[unit] = 0;
    }
    for (int i = 0; i < inputs; i++) {
      float x = input[i];
      int column = i * units;
      for (int unit = 0; unit < units; unit++) {
        sums[unit] = Math.fma(inward[column + unit], x, sums[unit]);
      }
    }
    for (int c = 0; c < connections; c++) {
      int column = c * units;
      for (int unit = 0; unit < units; unit++) {
        sums[unit] = Math.fma(recurrent[column + unit], state[sources[column + unit]], sums[unit]);
      }
    }
    Kernels.active().tanhInto(sums, sums, units);
    for (int unit = 0; unit < units; unit++) {
      state[unit] = Math.fma(leakRate, sums[unit] - state[unit], state[unit]);
    }
  }
}
