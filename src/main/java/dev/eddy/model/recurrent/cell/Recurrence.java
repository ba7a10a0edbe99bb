package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.training.Parameters;

/**
 * The linear map by which a layer's hidden state reaches its own next value, gates and squashing
 * left out. It is the product of a layer's recurrent matrix of the candidate with what comes after
 * that, so that it is square even where the recurrent matrix is not; its spectral radius is
 * watched.
 */
@FunctionalInterface
public interface Recurrence {
  /**
   * y += R·x.
   *
   * @param x [padded outputs]. Not modified.
   * @param y [padded outputs]. Modified.
   */
  void addProduct(Parameters parameters, float[] x, float[] y, Kernel kernel);
}
