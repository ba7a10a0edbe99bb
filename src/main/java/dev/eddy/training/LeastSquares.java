package dev.eddy.training;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.decomposition.qr.QRColPivDecompositionHouseholderColumn_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;
import org.ejml.dense.row.linsol.qr.LinearSolverQrpHouseCol_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Least squares of a whole batch at once: W of least |F·W − Y|², samples in rows. Uses nothing
 * whose last bit depends on the platform. Holds no state; safe for use by several threads.
 */
public interface LeastSquares {
  /**
   * The weights.
   *
   * @param features F [samples][k] row by row. Not modified.
   * @param targets Y [samples][outputs] row by row. Not modified.
   * @param samples at least 1
   * @return W [k][outputs] row by row; empty if there are none that are finite
   */
  Optional<double[]> solve(double[] features, double[] targets, int samples);

  /** Samples from which on weights of so many features are of any use. */
  int leastSamples(int features);

  /**
   * With a penalty: (F'·F + ridge·I)·W = F'·Y, by Cholesky's decomposition (Hoerl and Kennard 1970,
   * doi 10.1080/00401706.1970.10488634). Time samples·k² + k³/3.
   */
  static LeastSquares ridge(double ridge) {
    return new LeastSquares() {
      @Override
      public Optional<double[]> solve(double[] features, double[] targets, int samples) {
        DMatrixRMaj inputs = matrix(features, samples);
        DMatrixRMaj wanted = matrix(targets, samples);
        DMatrixRMaj normal = new DMatrixRMaj(inputs.numCols, inputs.numCols);
        CommonOps_DDRM.multInner(inputs, normal);
        for (int i = 0; i < normal.numCols; i++) {
          normal.add(i, i, ridge);
        }
        DMatrixRMaj right = new DMatrixRMaj(inputs.numCols, wanted.numCols);
        CommonOps_DDRM.multTransA(inputs, wanted, right);
        return solved(
            new LinearSolverChol_DDRM(new CholeskyDecompositionInner_DDRM(true)), normal, right);
      }

      @Override
      public int leastSamples(int features) {
        return 1;
      }
    };
  }

  /**
   * Of all least squares those of least norm, by a QR decomposition with pivoting (Penrose 1955,
   * doi 10.1017/S0305004100030401). Of fewer samples than two a feature nothing sensible comes.
   * Time 2·samples·k².
   */
  static LeastSquares pseudoInverse() {
    return new LeastSquares() {
      @Override
      public Optional<double[]> solve(double[] features, double[] targets, int samples) {
        return solved(
            new LinearSolverQrpHouseCol_DDRM(
                new QRColPivDecompositionHouseholderColumn_DDRM(), true),
            matrix(features, samples),
            matrix(targets, samples));
      }

      @Override
      public int leastSamples(int features) {
        return 2 * features;
      }
    };
  }

  private static DMatrixRMaj matrix(double[] values, int rows) {
    return DMatrixRMaj.wrap(rows, values.length / rows, values.clone());
  }

  private static Optional<double[]> solved(
      LinearSolverDense<DMatrixRMaj> solver, DMatrixRMaj left, DMatrixRMaj right) {
    if (!solver.setA(left)) {
      return Optional.empty();
    }
    DMatrixRMaj weights = new DMatrixRMaj(left.numCols, right.numCols);
    solver.solve(right, weights);
    for (double weight : weights.data) {
      if (!Double.isFinite(weight)) {
        return Optional.empty();
      }
    }
    return Optional.of(weights.data);
  }
}
