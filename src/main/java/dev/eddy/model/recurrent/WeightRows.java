package dev.eddy.model.recurrent;

import dev.eddy.training.ParameterLayout.Part;
import dev.eddy.training.Parameters;
import java.util.List;

/** What each row of a layer's sums W·x + b + U·h' + d is multiplied with: v = (x, h', 1). */
final class WeightRows {
  private WeightRows() {}

  /**
   * Adds to the gradient by what entry c of v is multiplied with in a row; both biases have the
   * same.
   *
   * @param parts W, b, U, d and maybe others
   * @param gradient Modified.
   */
  static void add(float value, List<Part> parts, int row, int c, Parameters gradient) {
    float[] to = gradient.values();
    int inputs = parts.get(0).columns();
    if (c < inputs) {
      to[parts.get(0).index(row, c)] += value;
    } else if (c < inputs + parts.get(2).columns()) {
      to[parts.get(2).index(row, c - inputs)] += value;
    } else {
      to[parts.get(1).index(row, 0)] += value;
      to[parts.get(3).index(row, 0)] += value;
    }
  }
}
