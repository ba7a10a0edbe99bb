package dev.eddy.model.recurrent;

import dev.eddy.archive.Archive;
import dev.eddy.kernel.Kernel;

/** Arrays of rows that are padded for kernels. */
final class PaddedRows {
  private PaddedRows() {}

  /**
   * Saves or loads an array without its padding.
   *
   * @param values [rows][padded size]. Modified while loading.
   */
  static void archive(Archive archive, float[] values, int size) {
    int padded = Kernel.padded(size);
    float[] canonical = new float[values.length / padded * size];
    for (int i = 0; i < canonical.length; i++) {
      canonical[i] = values[i / size * padded + i % size];
    }
    archive.array(canonical);
    for (int i = 0; i < canonical.length; i++) {
      values[i / size * padded + i % size] = canonical[i];
    }
  }
}
