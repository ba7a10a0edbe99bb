package dev.eddy.training;

import dev.eddy.spec.GlorotSpec;
import dev.eddy.spec.OrthogonalSpec;
import dev.eddy.spec.ReservoirSpec;
import dev.eddy.spec.StartSpec;
import java.util.Arrays;
import java.util.Map;

/** Where training starts from. Matrices are [rows][columns]. */
public final class InitialWeights {
  private interface Start {
    double[][] draw(StartSpec spec, Draws draws, int units);
  }

  private static final Map<Class<? extends StartSpec>, Start> STARTS =
      Map.of(
          OrthogonalSpec.class, (spec, draws, units) -> orthogonal(draws, units),
          GlorotSpec.class, (spec, draws, units) -> glorot(draws, units, units, units),
          ReservoirSpec.class,
              (spec, draws, units) -> reservoir((ReservoirSpec) spec, draws, draws, units));

  private InitialWeights() {}

  /**
   * A square recurrent matrix. Time units² for {@link GlorotSpec}, 4·units³ for {@link
   * OrthogonalSpec}, 40·units³ for {@link ReservoirSpec}.
   */
  public static double[][] recurrent(StartSpec spec, Draws draws, int units) {
    return STARTS.get(spec.getClass()).draw(spec, draws, units);
  }

  /** Even in ±1/√units, as PyTorch starts its recurrent layers. Time rows·columns. */
  public static double[][] uniform(Draws draws, int rows, int columns, int units) {
    return even(draws, rows, columns, 1 / Math.sqrt(units));
  }

  /**
   * Even in ±√(6/(inputs + outputs)): keeps variances alike on the way there and back (Glorot and
   * Bengio 2010, PMLR 9:249). Rows are outputs. Time rows·columns.
   *
   * @param outputs how many outputs count as one layer's
   */
  public static double[][] glorot(Draws draws, int rows, int columns, int outputs) {
    return even(draws, rows, columns, Math.sqrt(6.0 / (columns + outputs)));
  }

  /**
   * A random matrix of a given spectral radius, as echo state networks have it (Jaeger 2001, GMD
   * report 148): each unit listens to the same number of others, evenly drawn, with weights even in
   * ±1 that are then scaled. Zero if the draw has no eigenvalue but zero. Time 40·units³.
   *
   * @param sources where connections are drawn from
   * @param weights where weights are drawn from; may be the same
   */
  public static double[][] reservoir(ReservoirSpec spec, Draws sources, Draws weights, int units) {
    int connections = (int) Math.max(1, Math.rint(spec.density() * units));
    double[][] recurrent = new double[units][units];
    for (double[] row : recurrent) {
      for (int c = 0; c < connections; ) {
        int source = sources.below(units);
        if (row[source] == 0) {
          row[source] = weights.uniform(1);
          c++;
        }
      }
    }
    double radius = SpectralRadius.of(recurrent);
    double scale = radius > 0 ? spec.spectralRadius() / radius : 0;
    for (double[] row : recurrent) {
      Arrays.setAll(row, i -> row[i] * scale);
    }
    return recurrent;
  }

  private static double[][] even(Draws draws, int rows, int columns, double bound) {
    double[][] weights = new double[rows][columns];
    for (double[] row : weights) {
      for (int c = 0; c < columns; c++) {
        row[c] = draws.uniform(bound);
      }
    }
    return weights;
  }

  /**
   * A random orthogonal matrix, evenly from all of them: keeps the length of what passes through it
   * (Saxe, McClelland and Ganguli 2014, arXiv 1312.6120). Gaussian rows, made orthonormal one after
   * the other by projecting twice (modified Gram–Schmidt). Time 4·size³.
   */
  public static double[][] orthogonal(Draws draws, int size) {
    double[][] rows = new double[size][size];
    for (int r = 0; r < size; r++) {
      do {
        for (int c = 0; c < size; c++) {
          rows[r][c] = draws.gaussian();
        }
      } while (!orthonormalise(rows, r));
    }
    return rows;
  }

  /** False if the row lies too close to those before it to tell its own direction. */
  private static boolean orthonormalise(double[][] rows, int last) {
    double[] row = rows[last];
    for (int pass = 0; pass < 2; pass++) {
      for (int r = 0; r < last; r++) {
        double along = dot(rows[r], row);
        for (int c = 0; c < row.length; c++) {
          row[c] -= along * rows[r][c];
        }
      }
      double length = Math.sqrt(dot(row, row));
      if (length < 1e-9) {
        return false;
      }
      for (int c = 0; c < row.length; c++) {
        row[c] /= length;
      }
    }
    return true;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
