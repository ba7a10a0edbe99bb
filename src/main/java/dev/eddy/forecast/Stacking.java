package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Learns how the errors of members go together, and by how much their weights should differ from
 * those that each deserves by itself: stacked regression (Breiman 1996, doi 10.1007/BF00117832;
 * Bates and Granger 1969, doi 10.1057/jors.1969.103), shrunk towards a prior.
 *
 * <p>With A the discounted mean product of the members' errors and p the prior, the weights w make
 *
 * <pre>
 *   n·w'·A·w + ridge·|w − p|²      least, with Σw = 1
 * </pre>
 *
 * for each target and band of horizons: 1, 2, 3–4, 5–8, 9–16 and so on. Errors are taken in units
 * of the best member's discounted one, and a step that all members missed by far counts for no more
 * than a bad one. A member that said nothing counts as having said what the average said.
 *
 * <p>Not safe for use by several threads. With M members and B bands: 8·targets·B·M·(M + 1) bytes;
 * a step takes H·M²/2 multiply-adds, and one in {@value #EVERY} another B·M³/3.
 */
final class Stacking implements Archived {
  /** Steps from one solution to the next. */
  static final int EVERY = 4;

  private static final double DISCOUNT = 0.999;
  private static final double RIDGE = 100; // in steps
  private static final double SHORTENED = 0.1; // share of the weight that is left by shorten
  private static final double LIMIT_OF_ALL = 6;
  private static final double LIMIT_OF_ONE = 50;

  private final int members;
  private final int bands;
  private final int[] bandOf; // [H]
  private final int[] widths; // [bands] horizons of each
  private final double[][] products; // [targets·bands][M·M], the lower half
  private final double[][] corrections; // [targets·bands][M] w − p
  private final double[] errors; // [M] work space
  private final DMatrixRMaj system;
  private final DMatrixRMaj right;
  private final DMatrixRMaj solution;
  private final LinearSolverDense<DMatrixRMaj> solver;

  /** That knows of no errors yet: all corrections are 0. */
  Stacking(int members, int targets, int horizon) {
    this.members = members;
    this.bandOf = new int[horizon];
    for (int h = 1; h <= horizon; h++) {
      bandOf[h - 1] = h == 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(h - 1);
    }
    this.bands = bandOf[horizon - 1] + 1;
    this.widths = new int[bands];
    for (int band : bandOf) {
      widths[band]++;
    }
    this.products = new double[targets * bands][members * members];
    this.corrections = new double[targets * bands][members];
    this.errors = new double[members];
    this.system = new DMatrixRMaj(members, members);
    this.right = new DMatrixRMaj(members, 2);
    this.solution = new DMatrixRMaj(members, 2);
    this.solver = LinearSolverFactory_DDRM.symmPosDef(members);
  }

  /**
   * Takes in the errors of the present step.
   *
   * @param standings [members], settled
   * @param average of the members, settled
   */
  void settle(List<Standings> standings, Standings average) {
    int targets = products.length / bands;
    for (int t = 0; t < targets; t++) {
      for (int b = 0; b < bands; b++) {
        double[] sums = products[t * bands + b];
        for (int i = 0; i < sums.length; i++) {
          sums[i] *= DISCOUNT;
        }
      }
      for (int h = 1; h <= bandOf.length; h++) {
        if (errorsInto(standings, average, t, h)) {
          int band = bandOf[h - 1];
          add(products[t * bands + band], 1.0 / widths[band]);
        }
      }
    }
  }

  /** Lets the errors to come of a target count for more, and the prior until they have come. */
  void shorten(int target) {
    for (int b = 0; b < bands; b++) {
      double[] sums = products[target * bands + b];
      for (int i = 0; i < sums.length; i++) {
        sums[i] *= SHORTENED;
      }
    }
  }

  private boolean errorsInto(List<Standings> standings, Standings average, int t, int h) {
    double mean = average.error(t, h);
    double unit = Double.POSITIVE_INFINITY;
    for (Standings member : standings) {
      double loss = member.loss(t, h);
      unit = loss < unit ? loss : unit;
    }
    if (Double.isNaN(mean) || !(unit > 0 && unit <= Double.MAX_VALUE)) {
      return false;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int m = 0; m < members; m++) {
      double error = standings.get(m).error(t, h);
      errors[m] = (Double.isNaN(error) ? mean : error) / unit;
      least = Math.min(least, Math.abs(errors[m]));
    }
    double share = Math.min(1, LIMIT_OF_ALL / least);
    for (int m = 0; m < members; m++) {
      errors[m] = Math.max(-LIMIT_OF_ONE, Math.min(LIMIT_OF_ONE, share * errors[m]));
    }
    return true;
  }

  private void add(double[] sums, double weight) {
    for (int i = 0; i < members; i++) {
      double scaled = weight * errors[i];
      for (int j = 0; j <= i; j++) {
        sums[i * members + j] = Math.fma(scaled, errors[j], sums[i * members + j]);
      }
    }
  }

  /**
   * Works out the corrections anew.
   *
   * @param priors [targets][H][M] each adding up to 1
   */
  void solve(double[][][] priors) {
    double[] prior = new double[members];
    for (int t = 0; t < priors.length; t++) {
      for (int b = 0; b < bands; b++) {
        Arrays.fill(prior, 0);
        for (int h = 1; h <= bandOf.length; h++) {
          for (int m = 0; m < members && bandOf[h - 1] == b; m++) {
            prior[m] += priors[t][h - 1][m] / widths[b];
          }
        }
        solve(products[t * bands + b], prior, corrections[t * bands + b]);
      }
    }
  }

  private void solve(double[] sums, double[] prior, double[] correction) {
    for (int i = 0; i < members; i++) {
      for (int j = 0; j <= i; j++) {
        double value = sums[i * members + j] + (i == j ? RIDGE : 0);
        system.set(i, j, value);
        system.set(j, i, value);
      }
      right.set(i, 0, RIDGE * prior[i]);
      right.set(i, 1, 1);
    }
    if (!solver.setA(system)) {
      Arrays.fill(correction, 0);
      return;
    }
    solver.solve(right, solution);
    double sum = 0;
    double along = 0;
    for (int m = 0; m < members; m++) {
      sum += solution.get(m, 0);
      along += solution.get(m, 1);
    }
    for (int m = 0; m < members; m++) {
      double weight = solution.get(m, 0) + (1 - sum) / along * solution.get(m, 1);
      correction[m] = Double.isFinite(weight) ? weight - prior[m] : 0;
    }
  }

  /** By how much a member's weight should differ from its prior. */
  double correction(int t, int h, int member) {
    return corrections[t * bands + bandOf[h - 1]][member];
  }

  @Override
  public void archive(Archive archive) {
    for (int i = 0; i < products.length; i++) {
      archive.array(products[i]);
      archive.array(corrections[i]);
    }
  }
}
