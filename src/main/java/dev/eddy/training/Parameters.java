package dev.eddy.training;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Panels;
import dev.eddy.training.ParameterLayout.Part;

/**
 * One flat array of a layout and its parts as matrices: what a network has learned, or a gradient
 * of the same form. The array is shared with whoever gave it.
 *
 * <p>Takes 40 bytes a part and group beside the array. Not safe for use by several threads.
 */
public final class Parameters {
  private final ParameterLayout layout;
  private final float[] values; // [layout.size]
  private final Panels[] matrices; // [parts]
  private final Panels[][] groups; // [parts][groups]

  /**
   * Over an array.
   *
   * @param layout complete: parts added later are not seen
   * @param values [layout.size], not copied
   */
  public Parameters(ParameterLayout layout, float[] values) {
    this.layout = layout;
    this.values = values;
    matrices = layout.parts().stream().map(part -> part.in(values)).toArray(Panels[]::new);
    groups = layout.parts().stream().map(part -> groups(part, values)).toArray(Panels[][]::new);
  }

  private static Panels[] groups(Part part, float[] values) {
    Panels[] groups = new Panels[part.groups().size()];
    int rows = Kernel.padded(part.groupRows());
    for (int g = 0; g < groups.length; g++) {
      groups[g] = new Panels(values, part.from() + g * part.groupSize(), rows, part.columns());
    }
    return groups;
  }

  /** All zero. */
  public static Parameters zeros(ParameterLayout layout) {
    return new Parameters(layout, new float[layout.size()]);
  }

  /** One part as a matrix, over the same array. */
  public Panels matrix(Part part) {
    return matrices[part.number()];
  }

  /** The rows of one group of a part as a matrix, over the same array. */
  public Panels group(Part part, int group) {
    return groups[part.number()][group];
  }

  /** Where the parts lie. */
  public ParameterLayout layout() {
    return layout;
  }

  /** The flat array. */
  public float[] values() {
    return values;
  }

  /**
   * Sets rows of a part.
   *
   * @param firstRow the row that the first of {@code rows} becomes
   * @param rows Not modified.
   */
  public void set(Part part, int firstRow, double[][] rows) {
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < rows[r].length; c++) {
        values[part.index(firstRow + r, c)] = (float) rows[r][c];
      }
    }
  }
}
