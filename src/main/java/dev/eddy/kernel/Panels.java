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
        int source = index(row, column);
        int target =
            transposed.from
                + column / Kernel.PANEL * stride
                + row * Kernel.PANEL
                + column % Kernel.PANEL;
        for (int lane = 0; lane < lanes; lane++) {
          to[target + lane * Kernel.PANEL] = values[source + lane];
        }
      }
    }
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
