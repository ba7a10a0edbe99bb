package dev.eddy.kernel;

/** The one order in which sixteen partial sums become a total: halves added pairwise. */
public final class PartialSums {
  private PartialSums() {}

  /** The total. [16], modified. */
  public static float total(float[] partial) {
    for (int half = Kernel.PANEL / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        partial[i] += partial[i + half];
      }
    }
    return partial[0];
  }

  /** The total. [16], modified. */
  public static double total(double[] partial) {
    for (int half = Kernel.PANEL / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        partial[i] += partial[i + half];
      }
    }
    return partial[0];
  }

  /**
   * The total with the squares of what is left of a panel, element at + i to partial sum i.
   *
   * @param x Not modified.
   * @param partial [16]. Modified.
   */
  public static float withSquares(float[] x, int at, int end, float[] partial) {
    for (int i = at; i < end; i++) {
      partial[i - at] = Math.fma(x[i], x[i], partial[i - at]);
    }
    return total(partial);
  }
}
