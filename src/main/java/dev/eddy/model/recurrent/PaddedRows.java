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
    archive(archive, values, Kernel.padded(size), 1, size);
  }

  /**
   * Saves or loads an array without its padding.
   *
   * @param values [rows][stride], of which each row is [groups][padded size] and maybe more.
   *     Modified while loading.
   */
  static void archive(Archive archive, float[] values, int stride, int groups, int size) {
    int padded = Kernel.padded(size);
    int width = groups * size;
    float[] canonical = new float[values.length / stride * width];
    for (int i = 0; i < canonical.length; i++) {
      canonical[i] = values[i / width * stride + i % width / size * padded + i % size];
    }
    archive.array(canonical);
    for (int i = 0; i < canonical.length; i++) {
      values[i / width * stride + i % width / size * padded + i % size] = canonical[i];
    }
  }
}
