package dev.eddy.kernel;

/**
 * The one order in which sixteen partial sums become a total: halves added pairwise. Written out,
 * since a loop would wait for each sum to come back from memory.
 */
public final class PartialSums {
  private PartialSums() {}

  /** The total. [16], not modified. */
  public static float total(float[] partial) {
    float s0 = partial[0] + partial[8];
    float s1 = partial[1] + partial[9];
    float s2 = partial[2] + partial[10];
    float s3 = partial[3] + partial[11];
    float s4 = partial[4] + partial[12];
    float s5 = partial[5] + partial[13];
    float s6 = partial[6] + partial[14];
    float s7 = partial[7] + partial[15];
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
  }

  /** The total. [16], not modified. */
  public static double total(double[] partial) {
    return total(partial, 0);
  }

  /** The total of sixteen from a place on. Not modified. */
  public static double total(double[] partial, int from) {
    double s0 = partial[from] + partial[from + 8];
    double s1 = partial[from + 1] + partial[from + 9];
    double s2 = partial[from + 2] + partial[from + 10];
    double s3 = partial[from + 3] + partial[from + 11];
    double s4 = partial[from + 4] + partial[from + 12];
    double s5 = partial[from + 5] + partial[from + 13];
    double s6 = partial[from + 6] + partial[from + 14];
    double s7 = partial[from + 7] + partial[from + 15];
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
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
