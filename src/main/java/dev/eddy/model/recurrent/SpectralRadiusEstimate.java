package dev.eddy.model.recurrent;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.kernel.Kernel;
import dev.eddy.model.recurrent.cell.Recurrence;
import dev.eddy.training.Parameters;
import java.util.Arrays;

/**
 * An estimate of the spectral radius of a matrix that changes slowly: the growth of one vector's
 * length under repeated multiplication (power iteration, von Mises and Pollaczek-Geiringer 1929,
 * doi 10.1002/zamm.19290090105), as the mean of its logarithm, since a pair of complex eigenvalues
 * makes single steps swing around it. The vector is kept, and every {@value #THINNING}th call
 * multiplies {@value #ITERATIONS} times: the estimate lags by some hundred calls and is for
 * watching only.
 *
 * <p>Time 8·n²/16 a call on average, 4·n bytes. Not safe for use by several threads.
 */
final class SpectralRadiusEstimate implements Archived {
  private static final int THINNING = 16;
  private static final int ITERATIONS = 8;
  private static final int FIRST_ITERATIONS = 64;
  private static final double RATE = 0.25;
  private static final float STIRRED = 1e-3f;

  private final int size;
  private final float[] vector; // [padded size]
  private final float[] product; // [padded size] scratch
  private final float[] partial = new float[Kernel.PANEL];
  private long calls;
  private double logarithm;

  SpectralRadiusEstimate(int size) {
    this.size = size;
    vector = new float[Kernel.padded(size)];
    product = new float[Kernel.padded(size)];
    restart();
  }

  private void restart() {
    Arrays.fill(vector, 0);
    stir(1f);
  }

  /** A share of every direction: a direction lost to rounding would never be found again. */
  private void stir(float share) {
    for (int i = 0; i < size; i++) {
      vector[i] += share / (1 + i);
    }
  }

  /** True if the next call of {@link #follow} looks at the matrix. */
  boolean due() {
    return calls % THINNING == 0;
  }

  /** A call at which the matrix need not be looked at. */
  void skip() {
    calls++;
  }

  /** Follows the matrix as it is now. */
  void follow(Recurrence recurrence, Parameters parameters, Kernel kernel) {
    if (calls == 0) {
      growth(recurrence, parameters, FIRST_ITERATIONS, kernel);
      logarithm = growth(recurrence, parameters, FIRST_ITERATIONS, kernel);
    } else {
      stir(STIRRED);
      double growth = growth(recurrence, parameters, ITERATIONS, kernel);
      logarithm += RATE * (growth - logarithm);
    }
    calls++;
  }

  /** The estimate. */
  double value() {
    return StrictMath.exp(logarithm);
  }

  /** Mean logarithm of the growth over so many multiplications. */
  private double growth(
      Recurrence recurrence, Parameters parameters, int iterations, Kernel kernel) {
    double sum = 0;
    for (int i = 0; i < iterations; i++) {
      Arrays.fill(product, 0);
      recurrence.addProduct(parameters, vector, product, kernel);
      double squares = kernel.sumOfSquares(product, 0, product.length, partial);
      double length = Math.sqrt(squares / kernel.sumOfSquares(vector, 0, vector.length, partial));
      if (!(length > 1e-12 && length < 1e12)) {
        restart();
        return StrictMath.log(1e-12);
      }
      sum += StrictMath.log(length);
      float scale = (float) (1 / Math.sqrt(squares));
      for (int j = 0; j < size; j++) {
        vector[j] = product[j] * scale;
      }
    }
    return sum / iterations;
  }

  @Override
  public void archive(Archive archive) {
    calls = archive.number(calls);
    logarithm = archive.number(logarithm);
    float[] canonical = Arrays.copyOf(vector, size);
    archive.array(canonical);
    System.arraycopy(canonical, 0, vector, 0, size);
  }
}
