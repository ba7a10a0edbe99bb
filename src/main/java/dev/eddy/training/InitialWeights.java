package dev.eddy.training;

/** Where training starts from. Matrices are [rows][columns]. */
public final class InitialWeights {
  private InitialWeights() {}

  /** Even in ±1/√units, as PyTorch starts its recurrent layers. Time rows·columns. */
  public static double[][] uniform(Draws draws, int rows, int columns, int units) {
    return even(draws, rows, columns, 1 / Math.sqrt(units));
  }

  /**
   * Even in ±√(6/(inputs + outputs)): keeps variances alike on the way there and back (Glorot and
   * Bengio 2010, PMLR 9:249). Rows are outputs. Time rows·columns.
   *
   * @param outputs how many outputs count as one layer's
   */
  public static double[][] glorot(Draws draws, int rows, int columns, int outputs) {
    return even(draws, rows, columns, Math.sqrt(6.0 / (columns + outputs)));
  }

  private static double[][] even(Draws draws, int rows, int columns, double bound) {
    double[][] weights = new double[rows][columns];
    for (double[] row : weights) {
      for (int c = 0; c < columns; c++) {
        row[c] = draws.uniform(bound);
      }
    }
    return weights;
  }

  /**
   * A random orthogonal matrix, evenly from all of them: keeps the length of what passes through it
   * (Saxe, McClelland and Ganguli 2014, arXiv 1312.6120). Gaussian rows, made orthonormal one after
   * the other by projecting twice (modified Gram–Schmidt). Time 4·size³.
   */
  public static double[][] orthogonal(Draws draws, int size) {
    double[][] rows = new double[size][size];
    for (int r = 0; r < size; r++) {
      do {
        for (int c = 0; c < size; c++) {
          rows[r][c] = draws.gaussian();
        }
      } while (!orthonormalise(rows, r));
    }
    return rows;
  }

  /** False if the row lies too close to those before it to tell its own direction. */
  private static boolean orthonormalise(double[][] rows, int last) {
    double[] row = rows[last];
    for (int pass = 0; pass < 2; pass++) {
      for (int r = 0; r < last; r++) {
        double along = dot(rows[r], row);
        for (int c = 0; c < row.length; c++) {
          row[c] -= along * rows[r][c];
        }
      }
      double length = Math.sqrt(dot(row, row));
      if (length < 1e-9) {
        return false;
      }
      for (int c = 0; c < row.length; c++) {
        row[c] /= length;
      }
    }
    return true;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
