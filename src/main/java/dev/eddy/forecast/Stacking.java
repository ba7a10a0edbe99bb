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
 * for each band of horizons: 1, 2, 3–4, 5–8, 9–16 and so on. Errors are taken in units of the best
 * member's discounted one, and a step that all members missed by far counts for no more than a bad
 * one. A member that said nothing counts as having said what the average said.
 *
 * <p>Not safe for use by several threads. With M members and B bands: 8·B·M·(M + 1) bytes; a step
 * takes H·M²/2 multiply-adds, and one in {@value #EVERY} another B·M³/3.
 */
final class Stacking implements Archived {
  /** Steps from one solution to the next. */
  static final int EVERY = 4;

  private static final double DISCOUNT = 0.999;
  private static final double RIDGE = 100; // in steps
  private static final double SHORTENED = 0.1; // share of the weight that is left by shorten
  private static final double LIMIT_OF_ONE = 50;

  private final int bands;
  private final int[] bandOf; // [H]
  private final int[] widths; // [bands] horizons of each
  private int members;
  private double[][] products; // [bands][M·M], the lower half
  private double[][] corrections; // [bands][M] w − p
  private double[] errors; // [M] work space, as all that follows
  private DMatrixRMaj system;
  private DMatrixRMaj right;
  private DMatrixRMaj solution;
  private LinearSolverDense<DMatrixRMaj> solver;

  /** That knows of no errors yet: all corrections are 0. */
  Stacking(int members, int horizon) {
    this.bandOf = new int[horizon];
    for (int h = 1; h <= horizon; h++) {
      bandOf[h - 1] = h == 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(h - 1);
    }
    this.bands = bandOf[horizon - 1] + 1;
    this.widths = new int[bands];
    for (int band : bandOf) {
      widths[band]++;
    }
    makeRoom(members);
  }

  private void makeRoom(int count) {
    members = count;
    products = new double[bands][count * count];
    corrections = new double[bands][count];
    errors = new double[count];
    system = new DMatrixRMaj(count, count);
    right = new DMatrixRMaj(count, 2);
    solution = new DMatrixRMaj(count, 2);
    solver = LinearSolverFactory_DDRM.symmPosDef(count);
  }

  /**
   * Goes on with other members.
   *
   * @param origins for each which it was before; ~m for a new one, which is taken for the double of
   *     member m until it has shown what it is
   */
  void reseat(int[] origins) {
    double[][] productsBefore = products;
    double[][] correctionsBefore = corrections;
    int before = members;
    makeRoom(origins.length);
    for (int b = 0; b < bands; b++) {
      for (int i = 0; i < members; i++) {
        int row = origins[i] < 0 ? ~origins[i] : origins[i];
        corrections[b][i] = origins[i] < 0 ? 0 : correctionsBefore[b][row];
        for (int j = 0; j <= i; j++) {
          int column = origins[j] < 0 ? ~origins[j] : origins[j];
          int at = Math.max(row, column) * before + Math.min(row, column);
          products[b][i * members + j] = productsBefore[b][at];
        }
      }
    }
  }

  /**
   * Takes in the errors of the present step.
   *
   * @param standings [members], settled
   * @param average of the members, settled
   * @param surprise that the step was
   */
  void settle(List<Standings> standings, Standings average, Surprise surprise) {
    for (double[] sums : products) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] *= DISCOUNT;
      }
    }
    for (int h = 1; h <= bandOf.length; h++) {
      if (errorsInto(standings, average, h, surprise.share(h))) {
        int band = bandOf[h - 1];
        add(products[band], 1.0 / widths[band]);
      }
    }
  }

  /** Lets the errors to come count for more, and the prior until they have come. */
  void shorten() {
    for (double[] sums : products) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] *= SHORTENED;
      }
    }
  }

  private boolean errorsInto(List<Standings> standings, Standings average, int h, double share) {
    double mean = average.error(h);
    double unit = Double.POSITIVE_INFINITY;
    for (Standings member : standings) {
      double loss = member.loss(h);
      unit = loss < unit ? loss : unit;
    }
    if (!(Math.abs(mean) <= Standings.LARGEST) || !(unit > 0 && unit <= Standings.LARGEST)) {
      return false; // nothing is known, or the value lies beyond all measure
    }
    for (int m = 0; m < members; m++) {
      double error = standings.get(m).error(h);
      double counted = share * (Double.isNaN(error) ? mean : error) / unit;
      errors[m] = Math.max(-LIMIT_OF_ONE, Math.min(LIMIT_OF_ONE, counted));
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
   * @param priors [H][M] each adding up to 1
   */
  void solve(double[][] priors) {
    double[] prior = new double[members];
    for (int b = 0; b < bands; b++) {
      Arrays.fill(prior, 0);
      for (int h = 1; h <= bandOf.length; h++) {
        for (int m = 0; m < members && bandOf[h - 1] == b; m++) {
          prior[m] += priors[h - 1][m] / widths[b];
        }
      }
      solve(products[b], prior, corrections[b]);
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
  double correction(int h, int member) {
    return corrections[bandOf[h - 1]][member];
  }

  @Override
  public void archive(Archive archive) {
    for (int i = 0; i < products.length; i++) {
      archive.array(products[i]);
      archive.array(corrections[i]);
    }
  }
}
