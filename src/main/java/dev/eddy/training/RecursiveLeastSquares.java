package dev.eddy.training;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.SymmetricMatrix;
import dev.eddy.spec.RlsSpec;
import java.util.Arrays;

/**
 * Recursive least squares with exponential forgetting (Plackett 1950, doi
 * 10.1093/biomet/37.1-2.149) for targets that arrive late. One stream of k features has one
 * covariance P and, at each step t, one gain g(t), which is kept with its features f(t) until every
 * target of that step has come:
 *
 * <pre>
 *   g(t) = P·f / (λ + f'·P·f)     P = (P − g·f'·P) / λ          advance, once a step
 *   w    = w + g(t−a)·(y − w'·f(t−a))                           learn, once an output and step
 * </pre>
 *
 * <p>P starts as I/ridge. A direction that the features leave alone would grow by 1/λ at every step
 * until one sample blows up the weights; therefore each feature has its own forgetting (after Sælid
 * and Foss 1983): one whose P[j][j] would pass {@value #GROWTH_LIMIT} times its start is not
 * forgotten at that step, so that the trace of P stays within {@value #GROWTH_LIMIT} times its
 * start. Features that are not finite give no gain and leave P alone; targets that are not finite
 * teach nothing; both are counted. Should rounding ever cost P its positivity, it starts anew.
 *
 * <p>Time k² for {@link #advance} and 2·k for {@link #learn} and {@link #predict}; bytes 4·k² +
 * 16·k·(latest + 1) + 8·k·outputs. Not safe for use by several threads.
 */
public final class RecursiveLeastSquares implements Archived {
  /** How far P[j][j] may grow over its start. */
  public static final double GROWTH_LIMIT = 10;

  /** Beyond this an error is a fault of the data, and could carry the weights to infinity. */
  private static final double LARGEST_ERROR = 1e100;

  private final Kernel kernel;
  private final double ridge;
  private final double forgetting;
  private final int features; // k
  private final int slots; // steps whose gain is kept
  private final double[][] weights; // [outputs][padded k]
  private final SymmetricMatrix covariance; // P, [k][k]
  private final double[][] gains; // [slots][padded k], step t at t mod slots
  private final double[][] past; // [slots][padded k] features
  private final double[] product; // [padded k] P·f, then its share in the downdate
  private final double[] growth; // [padded k] 1/√λ, or 1 where a feature is not forgotten
  private final double[] partial = new double[Kernel.PANEL];
  private long steps;
  private long skipped;
  private long restarts;

  /**
   * Weights at zero.
   *
   * @param features k, at least 1
   * @param outputs weight vectors over the same features, at least 1
   * @param latest steps by which a target may be late: 0 if it comes with its features, H for a
   *     horizon of H
   */
  public RecursiveLeastSquares(RlsSpec spec, int features, int outputs, int latest, Kernel kernel) {
    this.kernel = kernel;
    this.ridge = spec.ridge();
    this.forgetting = spec.forgetting();
    this.features = features;
    slots = latest + 1;
    int padded = Kernel.padded(features);
    weights = new double[outputs][padded];
    covariance = new SymmetricMatrix(features);
    gains = new double[slots][padded];
    past = new double[slots][padded];
    product = new double[padded];
    growth = new double[padded];
    restartCovariance();
  }

  private void restartCovariance() {
    Arrays.fill(covariance.values(), 0);
    for (int i = 0; i < features; i++) {
      covariance.set(i, i, 1 / ridge);
    }
  }

  /**
   * Takes in the features of a new step.
   *
   * @param input [k]. Not modified.
   */
  public void advance(double[] input) {
    double[] f = past[slot(0, steps + 1)];
    double[] gain = gains[slot(0, steps + 1)];
    steps++;
    System.arraycopy(input, 0, f, 0, features);
    double power = power(f);
    if (!(Math.abs(power) <= Double.MAX_VALUE)) {
      skipped++;
      Arrays.fill(f, 0);
      Arrays.fill(gain, 0);
      return;
    }
    if (power < 0) {
      restarts++;
      restartCovariance();
      Arrays.fill(gain, 0);
      return;
    }
    double total = forgetting + power;
    for (int i = 0; i < gain.length; i++) {
      gain[i] = product[i] / total;
    }
    downdate(total);
  }

  /** f'·P·f; NaN or infinite if a feature is. */
  private double power(double[] f) {
    kernel.symmetricProductInto(covariance, f, product);
    return kernel.dot(f, product, f.length, partial);
  }

  /** P = (P − p·p'/total)/λ, with p = P·f, in the form S·(P − u·u')·S that stays symmetric. */
  private void downdate(double total) {
    double share = 1 / Math.sqrt(total);
    double full = 1 / Math.sqrt(forgetting);
    double most = GROWTH_LIMIT / ridge * forgetting;
    for (int i = 0; i < features; i++) {
      product[i] *= share;
      double left = covariance.at(i, i) - product[i] * product[i];
      growth[i] = left > most ? 1 : full;
    }
    kernel.symmetricDowndate(covariance, product, growth);
  }

  /**
   * Takes in the features of a step whose outputs are wanted but which must not teach.
   *
   * @param input [k]. Not modified.
   */
  public void pass(double[] input) {
    steps++;
    double[] f = past[slot(0, steps)];
    Arrays.fill(gains[slot(0, steps)], 0);
    System.arraycopy(input, 0, f, 0, features);
    if (!(kernel.dot(f, f, f.length, partial) <= Double.MAX_VALUE)) {
      skipped++;
      Arrays.fill(f, 0);
    }
  }

  /**
   * Learns the target that belongs to the features of an earlier step.
   *
   * @param stepsAgo 0 for the step advanced to last, at most {@code latest}
   * @param output which weight vector
   * @param target if not finite, nothing is learned
   * @return how far the output was off, before learning; NaN if nothing was learned
   * @throws IllegalArgumentException if the step is not kept any more
   */
  public double learn(int stepsAgo, int output, double target) {
    if (stepsAgo < 0 || stepsAgo >= slots) {
      throw new IllegalArgumentException("stepsAgo=" + stepsAgo + ": must be 0 to " + (slots - 1));
    }
    if (stepsAgo >= steps) {
      return Double.NaN; // before the first step
    }
    double[] w = weights[output];
    int slot = slot(stepsAgo, steps);
    if (isZero(gains[slot])) {
      return Double.NaN; // a step that must not teach
    }
    double error = target - kernel.dot(w, past[slot], w.length, partial);
    if (!(Math.abs(error) <= LARGEST_ERROR)) {
      skipped++;
      return Double.NaN;
    }
    kernel.addScaled(error, gains[slot], w, w.length);
    return error;
  }

  private static boolean isZero(double[] gain) {
    for (double g : gain) {
      if (g != 0) {
        return false; // nearly always the first
      }
    }
    return true;
  }

  /**
   * The sum of the squares of an earlier step's features.
   *
   * @param stepsAgo 0 for the step advanced to last, at most {@code latest}
   */
  public double squaredNorm(int stepsAgo) {
    double[] f = past[slot(stepsAgo, steps)];
    return kernel.dot(f, f, f.length, partial);
  }

  /** The output for the features of the step advanced to last; 0 before the first. */
  public double predict(int output) {
    if (steps == 0) {
      return 0;
    }
    return kernel.dot(weights[output], past[slot(0, steps)], features, partial);
  }

  private int slot(int stepsAgo, long step) {
    return (int) ((step - stepsAgo) % slots);
  }

  /** Forgets the features and gains of earlier steps, so that no late target meets a wrong one. */
  public void resetCarry() {
    for (int slot = 0; slot < slots; slot++) {
      Arrays.fill(past[slot], 0);
      Arrays.fill(gains[slot], 0);
    }
  }

  /** A weight. */
  public double weight(int output, int feature) {
    return weights[output][feature];
  }

  /** An element of P. */
  public double covariance(int row, int column) {
    return covariance.at(row, column);
  }

  /** Steps and targets left out because they were not finite. */
  public long skipped() {
    return skipped;
  }

  /** How often P had to start anew. */
  public long restarts() {
    return restarts;
  }

  @Override
  public void archive(Archive archive) {
    steps = archive.number(steps);
    skipped = archive.number(skipped);
    restarts = archive.number(restarts);
    archiveRows(archive, weights);
    archiveRows(archive, gains);
    archiveRows(archive, past);
    archiveCovariance(archive);
  }

  private void archiveRows(Archive archive, double[][] rows) {
    double[] canonical = new double[features];
    for (double[] row : rows) {
      System.arraycopy(row, 0, canonical, 0, features);
      archive.array(canonical);
      System.arraycopy(canonical, 0, row, 0, features);
    }
  }

  private void archiveCovariance(Archive archive) {
    double[] lower = new double[features * (features + 1) / 2];
    if (!archive.reading()) {
      covariance.copyLowerTo(lower);
    }
    archive.array(lower);
    if (archive.reading()) {
      covariance.copyLowerFrom(lower);
    }
  }
}
