package dev.eddy.kernel;

/**
 * A float matrix in panels of {@link Kernel#PANEL} rows, each panel column by column: what a sum of
 * columns reads is then contiguous, on vectors of any width. It is a view of a part of an array and
 * takes no memory of its own; the part is {@link #size} floats long.
 *
 * <p>The height of a panel is a constant and not the processor's. Rows are padded to a multiple of
 * it; padding is zero and stays zero under every operation of a {@link Kernel}.
 */
public final class Panels {
  private final float[] values; // [rows/16][columns][16] from `from`
  private final int from;
  private final int rows;
  private final int columns;

  /**
   * A view of an array's part.
   *
   * @param values not copied
   * @param from index of the first element
   * @param rows a multiple of {@link Kernel#PANEL}
   * @param columns at least 0
   * @throws IllegalArgumentException if rows are not padded or the part does not lie in the array
   */
  public Panels(float[] values, int from, int rows, int columns) {
    if (rows < 0 || rows % Kernel.PANEL != 0 || columns < 0 || from < 0) {
      throw new IllegalArgumentException(
          "a matrix of " + rows + " x " + columns + " from " + from + ": rows must be padded");
    }
    if ((long) from + (long) rows * columns > values.length) {
      throw new IllegalArgumentException(
          "a matrix of " + rows + " x " + columns + " from " + from + " in " + values.length);
    }
    this.values = values;
    this.from = from;
    this.rows = rows;
    this.columns = columns;
  }

  /** A matrix of zeros in an array of its own, rows padded. */
  public static Panels zeros(int rows, int columns) {
    int padded = Kernel.padded(rows);
    return new Panels(new float[padded * columns], 0, padded, columns);
  }

  /** Place of an element in {@link #values}. */
  public int index(int row, int column) {
    return from + (row / Kernel.PANEL * columns + column) * Kernel.PANEL + row % Kernel.PANEL;
  }

  /** The rows of whole panels, as a matrix of its own over the same array. */
  public Panels rows(int first, int count) {
    return new Panels(values, from + first * columns, count, columns);
  }

  /**
   * Copies all elements.
   *
   * @param to of as many rows and columns. Modified.
   */
  public void copyInto(Panels to) {
    System.arraycopy(values, from, to.values, to.from, size());
  }

  /**
   * Writes the transpose of the first {@code transposed.columns()} rows.
   *
   * @param transposed as many rows as this has columns, or more. Modified.
   */
  public void transposeInto(Panels transposed) {
    float[] to = transposed.values;
    int stride = transposed.columns * Kernel.PANEL;
    for (int row = 0; row < transposed.columns; row += Kernel.PANEL) {
      int lanes = Math.min(Kernel.PANEL, transposed.columns - row);
      for (int column = 0; column < columns; column++) {
        int target =
            transposed.from
                + column / Kernel.PANEL * stride
                + row * Kernel.PANEL
                + column % Kernel.PANEL;
        if (lanes == Kernel.PANEL) {
          scatter(values, index(row, column), to, target);
        } else {
          for (int lane = 0; lane < lanes; lane++) {
            to[target + lane * Kernel.PANEL] = values[index(row, column) + lane];
          }
        }
      }
    }
  }

  /** Sixteen floats, each a panel's width from the last. Unrolled, it takes a third of the time. */
  private static void scatter(float[] x, int from, float[] to, int at) {
    to[at] = x[from];
    to[at + Kernel.PANEL] = x[from + 1];
    to[at + 2 * Kernel.PANEL] = x[from + 2];
    to[at + 3 * Kernel.PANEL] = x[from + 3];
    to[at + 4 * Kernel.PANEL] = x[from + 4];
    to[at + 5 * Kernel.PANEL] = x[from + 5];
    to[at + 6 * Kernel.PANEL] = x[from + 6];
    to[at + 7 * Kernel.PANEL] = x[from + 7];
    to[at + 8 * Kernel.PANEL] = x[from + 8];
    to[at + 9 * Kernel.PANEL] = x[from + 9];
    to[at + 10 * Kernel.PANEL] = x[from + 10];
    to[at + 11 * Kernel.PANEL] = x[from + 11];
    to[at + 12 * Kernel.PANEL] = x[from + 12];
    to[at + 13 * Kernel.PANEL] = x[from + 13];
    to[at + 14 * Kernel.PANEL] = x[from + 14];
    to[at + 15 * Kernel.PANEL] = x[from + 15];
  }

  /** The array that this is a view of. */
  public float[] values() {
    return values;
  }

  /** Index of the first element in {@link #values}. */
  public int from() {
    return from;
  }

  /** Rows, padding included. */
  public int rows() {
    return rows;
  }

  /** Columns. */
  public int columns() {
    return columns;
  }

  /** Floats taken, rows · columns. */
  public int size() {
    return rows * columns;
  }
}
