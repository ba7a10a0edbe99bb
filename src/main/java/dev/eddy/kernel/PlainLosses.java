package dev.eddy.kernel;

import java.util.Arrays;

/** Losses over the targets that are there. */
final class PlainLosses {
  private static final int PANEL = Kernel.PANEL;

  private PlainLosses() {}

  static int present(float[] targets, int count) {
    int present = 0;
    for (int i = 0; i < count; i++) {
      present += Float.isNaN(targets[i]) ? 0 : 1;
    }
    return present;
  }

  static float squared(float[] y, float[] targets, int count, float factor, float[] partial) {
    Arrays.fill(partial, 0, PANEL, 0);
    for (int i = 0; i < count; i++) {
      float error = Float.isNaN(targets[i]) ? 0 : y[i] - targets[i];
      y[i] = factor * error;
      partial[i % PANEL] = Math.fma(error, error, partial[i % PANEL]);
    }
    return PartialSums.total(partial);
  }
}
