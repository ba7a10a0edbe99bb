package dev.eddy.training;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.spec.LevenbergMarquardtSpec;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;

/**
 * Damped Gauss–Newton steps for a sum of squares (Levenberg 1944, doi 10.1090/qam/10666; Marquardt
 * 1963, doi 10.1137/0111030). With the loss L, its gradient g and the normal matrix A = J'J of the
 * errors:
 *
 * <pre>
 *   (A + λ·diag A)·s = −g     p + s where that lowers L, then λ/10     else p, and 10·λ
 * </pre>
 *
 * <p>What is tried is bounded, and a step that is not finite, or does not lower the loss, is
 * rejected: parameters never become worse. All that is remembered from one fit to the next is λ. A
 * step tried takes n³/6 multiply-adds for n parameters; 8·n² bytes while it lasts. Not safe for use
 * by several threads.
 */
public final class LevenbergMarquardt implements Archived {
  private static final double FACTOR = 10;
  private static final double LEAST = 1e-12;
  private static final double MOST = 1e12;

  /** What is to be made small. */
  public interface Problem {
    /** The loss; may be NaN or infinite. */
    double loss(double[] parameters);

    /**
     * The loss with what the next step needs.
     *
     * @param parameters [n]. Not modified.
     * @param gradient [n], zeros. Modified: g.
     * @param normal [n][n] row by row, zeros. Modified: A where the column is at most the row.
     */
    double linearise(double[] parameters, double[] gradient, double[] normal);
  }

  /**
   * What a fit did.
   *
   * @param accepted steps that lowered the loss
   * @param loss of the parameters as they are now
   * @param gradientNorm Euclidean, of the parameters as they were
   */
  public record Fit(int accepted, double loss, double gradientNorm) {}

  private final int iterations;
  private double damping; // λ

  /** With the damping that the specification starts from. */
  public LevenbergMarquardt(LevenbergMarquardtSpec spec) {
    this.iterations = spec.iterations();
    this.damping = spec.damping();
  }

  /**
   * Tries as many steps as the specification allows.
   *
   * @param parameters [n]. Modified where that lowers the loss.
   */
  public Fit fit(double[] parameters, Problem problem) {
    int n = parameters.length;
    double[] gradient = new double[n];
    double[] normal = new double[n * n];
    double loss = problem.linearise(parameters, gradient, normal);
    double gradientNorm = norm(gradient);
    int accepted = 0;
    for (int i = 0; i < iterations && Double.isFinite(loss); i++) {
      double[] next = stepped(parameters, gradient, normal);
      double reached = next == null ? Double.NaN : problem.loss(next);
      if (!(reached < loss)) {
        damping = Math.min(MOST, damping * FACTOR);
        continue;
      }
      System.arraycopy(next, 0, parameters, 0, n);
      damping = Math.max(LEAST, damping / FACTOR);
      loss = reached;
      accepted++;
      if (i + 1 < iterations) {
        Arrays.fill(gradient, 0);
        Arrays.fill(normal, 0);
        problem.linearise(parameters, gradient, normal);
      }
    }
    return new Fit(accepted, loss, gradientNorm);
  }

  /** p + s, or null where the system cannot be solved. */
  private double[] stepped(double[] parameters, double[] gradient, double[] normal) {
    int n = parameters.length;
    DMatrixRMaj damped = new DMatrixRMaj(n, n);
    for (int row = 0; row < n; row++) {
      for (int column = 0; column <= row; column++) {
        double element = normal[row * n + column];
        damped.set(row, column, element);
        damped.set(column, row, element);
      }
      damped.add(row, row, damping * normal[row * n + row]);
    }
    LinearSolverChol_DDRM solver =
        new LinearSolverChol_DDRM(new CholeskyDecompositionInner_DDRM(true));
    if (!solver.setA(damped)) {
      return null; // not positive
    }
    DMatrixRMaj step = new DMatrixRMaj(n, 1);
    solver.solve(new DMatrixRMaj(gradient), step);
    double[] next = parameters.clone();
    for (int i = 0; i < n; i++) {
      next[i] -= step.get(i);
      if (!Double.isFinite(next[i])) {
        return null;
      }
    }
    return next;
  }

  private static double norm(double[] gradient) {
    double sum = 0;
    for (double g : gradient) {
      sum += g * g;
    }
    return Math.sqrt(sum);
  }

  @Override
  public void archive(Archive archive) {
    damping = archive.number(damping);
  }
}
