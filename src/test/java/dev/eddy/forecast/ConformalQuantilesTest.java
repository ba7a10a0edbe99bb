package dev.eddy.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConformalQuantilesTest {
  private static final List<Double> LEVELS = List.of(0.05, 0.25, 0.5, 0.9, 0.975);
  private static final int HORIZON = 3;

  /** A forecast of the same mean at every step, its quantiles, and how often values lay below. */
  private static final class Run {
    final ConformalQuantiles quantiles = new ConformalQuantiles(LEVELS, 1, HORIZON);
    final Standings standings = new Standings(1, HORIZON);
    final double[][] below = new double[LEVELS.size()][HORIZON];
    double[][][] issued = new double[0][][];
    long judged;
    long n;

    void step(double value, double mean) {
      n++;
      standings.settle(n, new double[] {value});
      quantiles.settle(n, new double[] {value});
      double[][] sides = quantiles.below(0);
      if (!Double.isNaN(sides[0][HORIZON - 1])) {
        judged++;
        for (int q = 0; q < below.length; q++) {
          for (int h = 0; h < HORIZON; h++) {
            below[q][h] += sides[q][h];
          }
        }
      }
      double[][] means = {{mean, mean, mean}};
      standings.note(n, means);
      issued = quantiles.issue(n, means, standings);
      quantiles.note(n, issued);
    }

    double coverage(int level, int h) {
      return below[level][h - 1] / judged;
    }

    void forgetCoverage() {
      judged = 0;
      for (double[] row : below) {
        Arrays.fill(row, 0);
      }
    }
  }

  private static double gaussian(SplittableRandom random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }

  private static void assertCovered(Run run) {
    for (int q = 0; q < LEVELS.size(); q++) {
      for (int h = 1; h <= HORIZON; h++) {
        assertThat(run.coverage(q, h)).isCloseTo(LEVELS.get(q), within(0.02));
      }
    }
  }

  @Test
  void ofIndependentNoiseEachLevelCoversWhatItSays() {
    SplittableRandom random = new SplittableRandom(1);
    Run run = new Run();
    for (int n = 0; n < 5_000; n++) {
      run.step(gaussian(random), 0);
    }
    assertCovered(run);
  }

  @Test
  void ofNoiseThatIsSkewedAndAMeanThatIsWrongTooItCoversWhatItSays() {
    SplittableRandom random = new SplittableRandom(2);
    Run run = new Run();
    for (int n = 0; n < 5_000; n++) {
      run.step(-3 * Math.log(1 - random.nextDouble()), 1);
    }
    assertCovered(run);
  }

  @Test
  void ofNoiseWhoseSpreadDoublesAndHalvesItCoversWhatItSays() {
    SplittableRandom random = new SplittableRandom(3);
    Run run = new Run();
    for (int n = 0; n < 8_000; n++) {
      if (n % 2_000 == 0) {
        run.forgetCoverage();
      }
      run.step(gaussian(random) * (n / 2_000 % 2 == 0 ? 1 : 2), 0);
      if (n % 2_000 == 1_999) {
        assertCovered(run);
      }
    }
  }

  /** On the standard normal distribution, whose quantiles are known. */
  @Test
  void quantilesOfNoiseAreThoseOfItsDistribution() {
    SplittableRandom random = new SplittableRandom(4);
    Run run = new Run();
    double[] means = new double[LEVELS.size()];
    for (int n = 0; n < 12_000; n++) {
      run.step(gaussian(random), 0);
      for (int q = 0; q < means.length && n >= 2_000; q++) {
        means[q] += run.issued[0][q][0] / 10_000;
      }
    }
    double[] expected = {-1.645, -0.674, 0, 1.282, 1.960};
    for (int q = 0; q < means.length; q++) {
      assertThat(means[q]).isCloseTo(expected[q], within(0.1));
    }
  }

  /** Of the Laplace distribution with a mean magnitude of 1, until anything else is known. */
  @Test
  void theFirstQuantilesAreThoseOfTheLaplaceDistribution() {
    Run run = new Run();
    run.step(0, 0);
    for (double[] level : run.issued[0]) {
      assertThat(level).containsOnly(0); // no error is known
    }
    Standings known = new Standings(1, HORIZON);
    known.note(0, new double[1][HORIZON]);
    known.settle(1, new double[] {2});
    double[][][] issued =
        new ConformalQuantiles(LEVELS, 1, HORIZON).issue(1, new double[][] {{10, 0, 0}}, known);
    for (int q = 0; q < LEVELS.size(); q++) {
      double level = LEVELS.get(q);
      double distance = issued[0][q][0] - 10;
      double below = distance < 0 ? Math.exp(distance / 2) / 2 : 1 - Math.exp(-distance / 2) / 2;
      assertThat(below).isCloseTo(level, within(1e-12));
    }
  }

  @Test
  void levelsNeverCross() {
    SplittableRandom random = new SplittableRandom(5);
    Run run = new Run();
    for (int n = 0; n < 3_000; n++) {
      double value = gaussian(random) * Math.pow(10, random.nextInt(-3, 3));
      run.step(random.nextInt(5) == 0 ? Double.NaN : value, random.nextDouble());
      for (int h = 0; h < HORIZON; h++) {
        for (int q = 1; q < LEVELS.size(); q++) {
          assertThat(run.issued[0][q][h]).isGreaterThanOrEqualTo(run.issued[0][q - 1][h]);
        }
      }
    }
  }

  @Test
  void aValueAtTheQuantileItselfSpeaksForNothing() {
    ConformalQuantiles quantiles = new ConformalQuantiles(LEVELS, 1, 1);
    quantiles.note(1, new double[][][] {{{4}, {4}, {4}, {4}, {4}}});
    Standings known = new Standings(1, 1);
    known.note(1, new double[1][1]);
    known.settle(2, new double[] {2});
    double[][][] before = quantiles.issue(2, new double[][] {{4}}, known);
    quantiles.settle(2, new double[] {4});
    for (int q = 0; q < LEVELS.size(); q++) {
      assertThat(quantiles.below(0)[q][0]).isEqualTo(LEVELS.get(q));
    }
    assertThat(quantiles.issue(2, new double[][] {{4}}, known)).isDeepEqualTo(before);
    quantiles.note(2, new double[][][] {{{4}, {4}, {4}, {4}, {4}}});
    quantiles.settle(3, new double[] {5});
    assertThat(quantiles.below(0)).isEqualTo(new double[][] {{0}, {0}, {0}, {0}, {0}});
    quantiles.note(3, new double[][][] {{{4}, {4}, {4}, {4}, {4}}});
    quantiles.settle(4, new double[] {3});
    assertThat(quantiles.below(0)).isEqualTo(new double[][] {{1}, {1}, {1}, {1}, {1}});
  }

  @Test
  void ofAConstantAllLevelsAreTheConstant() {
    Run run = new Run();
    for (int n = 0; n < 500; n++) {
      run.step(0.1, 0.1);
      for (double[] level : run.issued[0]) {
        assertThat(level).containsOnly(0.1);
      }
    }
  }

  @Test
  void whatWasNotSaidOrDidNotComeIsNotJudged() {
    Run run = new Run();
    run.step(1, 0);
    assertThat(run.quantiles.below(0)[0]).containsOnly(Double.NaN);
    run.step(Double.NaN, 0);
    assertThat(run.quantiles.below(0)[0]).containsOnly(Double.NaN);
    run.step(1, 0);
    run.quantiles.note(3, null);
    run.n++;
    run.quantiles.settle(4, new double[] {1});
    assertThat(run.quantiles.below(0)[0][0]).isNaN(); // nothing was said at step 3
    assertThat(run.quantiles.below(0)[0][1]).isNotNaN();
    run.quantiles.forgetOpen();
    run.quantiles.settle(5, new double[] {1});
    assertThat(run.quantiles.below(0)[0]).containsOnly(Double.NaN);
  }

  /** One absurd value leaves the intervals about as wide as they were. */
  @Test
  void anAbsurdValueDoesNotWidenTheIntervalsForLong() {
    SplittableRandom random = new SplittableRandom(6);
    Run run = new Run();
    double before = 0;
    double after = 0;
    for (int n = 0; n < 3_000; n++) {
      run.step(n == 2_000 ? 1e12 : gaussian(random), 0);
      double width = run.issued[0][3][0] - run.issued[0][0][0];
      before += n >= 1_000 && n < 2_000 ? width : 0;
      after += n > 2_000 ? width : 0;
    }
    assertThat(after / before).isBetween(0.8, 1.5);
  }

  @Test
  void loadedItGoesOnBitForBit() {
    SplittableRandom random = new SplittableRandom(7);
    Run whole = new Run();
    for (int n = 0; n < 100; n++) {
      whole.step(gaussian(random), 0);
    }
    Run loaded = new Run();
    loaded.n = whole.n;
    byte[] bytes = ArchiveWriter.bytesOf(whole.quantiles);
    assertThat(ArchiveSize.of(whole.quantiles)).isEqualTo(bytes.length);
    ArchiveReader.load(bytes, loaded.quantiles);
    ArchiveReader.load(ArchiveWriter.bytesOf(whole.standings), loaded.standings);
    for (int n = 0; n < 100; n++) {
      double value = gaussian(random);
      whole.step(value, 0);
      loaded.step(value, 0);
      assertThat(loaded.issued).isDeepEqualTo(whole.issued);
    }
    assertThat(ArchiveWriter.bytesOf(loaded.quantiles))
        .isEqualTo(ArchiveWriter.bytesOf(whole.quantiles));
  }
}
