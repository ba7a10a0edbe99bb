package dev.eddy.training;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * The largest magnitude of a square matrix's eigenvalues, by Gelfand's formula ρ = lim ‖Aᵏ‖^(1/k)
 * (Gelfand 1941) with k a power of two: repeated squaring, rescaled at each step. Unlike an
 * iteration on a vector it does not mind that the largest eigenvalues are a complex pair, and it
 * uses no function whose last bit depends on the platform.
 */
public final class SpectralRadius {
  /** k = 2²⁰: the relative error is about ln(condition)/10⁶. */
  private static final int SQUARINGS = 20;

  private SpectralRadius() {}

  /**
   * Of a matrix. Cost: 40·n³ multiply-adds.
   *
   * @param matrix [n][n]. Not modified.
   */
  public static double of(double[][] matrix) {
    int n = matrix.length;
    DMatrixRMaj power = new DMatrixRMaj(matrix);
    DMatrixRMaj squared = new DMatrixRMaj(n, n);
    double logarithm = 0;
    double share = 1;
    for (int k = 0; k <= SQUARINGS; k++) {
      double norm = NormOps_DDRM.fastNormF(power);
      if (norm == 0) {
        return 0; // nilpotent
      }
      logarithm += share * StrictMath.log(norm);
      share /= 2;
      CommonOps_DDRM.divide(power, norm);
      CommonOps_DDRM.mult(power, power, squared);
      DMatrixRMaj spent = power;
      power = squared;
      squared = spent;
    }
    return StrictMath.exp(logarithm);
  }
}
