package dev.eddy.kernel;

/**
 * A symmetric double matrix, lower triangle packed by rows, each row padded to whole blocks of
 * {@link Kernel#PANEL}: row i holds columns 0 to 16·⌈(i + 1)/16⌉ − 1, so that the blocks on the
 * diagonal are there in full and every loop runs over whole blocks. Takes about 4·k·(k + 16) bytes
 * for k rows. Not safe for use by several threads.
 *
 * <p>The two halves of a diagonal block are equal bit for bit, because every operation on them is.
 */
public final class SymmetricMatrix {
  private final int order;
  private final double[] values;
  private final double[] partial = new double[2 * Kernel.PANEL];

  /** A matrix of zeros with so many rows. */
  public SymmetricMatrix(int order) {
    this.order = order;
    values = new double[rowStart(order)];
  }

  /** Where row i begins in {@link #values}. */
  public static int rowStart(int row) {
    int block = row / Kernel.PANEL;
    int blocksBefore = block * (block + 1) / 2;
    return Kernel.PANEL * (Kernel.PANEL * blocksBefore + row % Kernel.PANEL * (block + 1));
  }

  /** An element. */
  public double at(int row, int column) {
    return values[rowStart(Math.max(row, column)) + Math.min(row, column)];
  }

  /** Sets an element, and with it its mirror image. */
  public void set(int row, int column, double value) {
    int lower = Math.max(row, column);
    int upper = Math.min(row, column);
    values[rowStart(lower) + upper] = value;
    if (lower / Kernel.PANEL == upper / Kernel.PANEL) {
      values[rowStart(upper) + lower] = value;
    }
  }

  /**
   * Copies the lower triangle out, row by row without padding.
   *
   * @param lower [k·(k + 1)/2]. Modified.
   */
  public void copyLowerTo(double[] lower) {
    for (int row = 0, to = 0; row < order; to += ++row) {
      System.arraycopy(values, rowStart(row), lower, to, row + 1);
    }
  }

  /**
   * Takes in what {@link #copyLowerTo} copied out of a matrix as large.
   *
   * @param lower [k·(k + 1)/2]. Not modified.
   */
  public void copyLowerFrom(double[] lower) {
    for (int row = 0, from = 0; row < order; from += ++row) {
      System.arraycopy(lower, from, values, rowStart(row), row + 1);
      for (int column = row - row % Kernel.PANEL; column < row; column++) {
        set(row, column, lower[from + column]); // and its mirror image, within the diagonal block
      }
    }
  }

  /** Rows, k. */
  public int order() {
    return order;
  }

  /** The packed array. For kernels. */
  public double[] values() {
    return values;
  }

  /** [32] of scratch, for kernels. */
  public double[] partial() {
    return partial;
  }
}
