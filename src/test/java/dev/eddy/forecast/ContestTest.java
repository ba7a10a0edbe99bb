package dev.eddy.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.archive.DamagedArchive;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContestTest {
  private static final int SEEDS = 20;
  private static final DoubleUnaryOperator ALWAYS_ALIKE = n -> 1;

  /**
   * Two forecasters of a series that is always 0. Their errors are what comes in the steps between:
   * those h steps ahead are sums of h shocks, of which most of the variance is in both.
   */
  private static final class Rivals {
    private static final double SHARED = 0.9;
    private static final double OWN = Math.sqrt(1 - SHARED * SHARED);

    final int horizon;
    final List<Standings> both;
    final Contest contest;
    final SplittableRandom random;
    final DoubleUnaryOperator size; // of the second's errors, at a step
    final double[][] shocks; // [both, first, second][horizon] to come
    int n;

    Rivals(int horizon, long seed, DoubleUnaryOperator size) {
      this.horizon = horizon;
      this.both = List.of(new Standings(horizon), new Standings(horizon));
      this.contest = new Contest(both, 0, horizon);
      this.random = new SplittableRandom(seed);
      this.size = size;
      this.shocks = new double[3][horizon];
    }

    boolean step() {
      n++;
      both.forEach(one -> one.settle(n, 0, new Surprise(horizon)));
      boolean another = contest.take();
      for (double[] of : shocks) {
        System.arraycopy(of, 1, of, 0, horizon - 1);
        of[horizon - 1] = random.nextGaussian();
      }
      both.get(0).note(n, errors(shocks[1], 1));
      both.get(1).note(n, errors(shocks[2], size.applyAsDouble(n)));
      return another;
    }

    private double[] errors(double[] own, double size) {
      double[] errors = new double[horizon];
      double sum = 0;
      for (int h = 0; h < horizon; h++) {
        sum += SHARED * shocks[0][h] + OWN * own[h];
        errors[h] = size * sum;
      }
      return errors;
    }

    List<Integer> promotions(int steps) {
      List<Integer> promotions = new ArrayList<>();
      while (n < steps) {
        if (step()) {
          promotions.add(n);
        }
      }
      return promotions;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 24})
  void amongEqualsTheChampionHardlyEverChanges(int horizon) {
    int promotions = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      promotions += new Rivals(horizon, seed, ALWAYS_ALIKE).promotions(10_000).size();
    }
    assertThat(promotions).as("in %d steps", SEEDS * 10_000).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1, 0.9, 1100", "6, 0.9, 1700", "24, 0.8, 1700"})
  void whoIsClearlyBetterIsSoonPromotedAndStays(int horizon, double size, int within) {
    int soon = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      List<Integer> promotions = new Rivals(horizon, seed, n -> size).promotions(6_000);
      assertThat(promotions).hasSizeLessThanOrEqualTo(1).allMatch(n -> n > 1_000);
      soon += promotions.stream().anyMatch(n -> n <= within) ? 1 : 0;
    }
    assertThat(soon).isGreaterThanOrEqualTo(SEEDS - 2);
  }

  @Test
  void whoIsWorseIsNever() {
    for (int seed = 0; seed < SEEDS; seed++) {
      assertThat(new Rivals(6, seed, n -> 1.1).promotions(5_000)).isEmpty();
    }
  }

  @Test
  void theChampionOfOldCanWinBack() {
    Rivals rivals = new Rivals(3, 1, n -> n < 3_000 ? 0.8 : 1.25);
    assertThat(rivals.promotions(3_000)).hasSize(1);
    assertThat(rivals.contest.champion()).isEqualTo(1);
    assertThat(rivals.promotions(9_000)).singleElement().matches(n -> n > 4_000 && n < 7_000);
    assertThat(rivals.contest.champion()).isEqualTo(0);
  }

  /** 1,000 times as large an error of both, once, decides nothing and hides nothing. */
  @Test
  void anOutlierOfBothSettlesNothing() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Rivals better = new Rivals(1, seed, n -> 0.85);
      boolean promoted = false;
      while (better.n < 2_000) {
        promoted |= better.step();
        if (better.n == 500) {
          better.both.get(0).note(500, new double[] {1_000});
          better.both.get(1).note(500, new double[] {1_001});
        }
      }
      assertThat(promoted).isTrue();
    }
  }

  @Test
  void alikeToTheBitOrNeverWrongOrWithoutErrorsNobodyIsBetter() {
    for (double said : new double[] {3, 0, Double.NaN, Double.POSITIVE_INFINITY}) {
      List<Standings> both = List.of(new Standings(1), new Standings(1));
      Contest contest = new Contest(both, 1, 1);
      for (int n = 1; n < 3_000; n++) {
        int step = n;
        both.forEach(one -> one.settle(step, 0, new Surprise(1)));
        assertThat(contest.take()).isFalse();
        both.forEach(one -> one.note(step, new double[] {said}));
      }
      assertThat(contest.champion()).isEqualTo(1);
    }
  }

  @Test
  void ofSeveralTheOneThatIsMostSignificantlyBetterIsPromoted() {
    List<Standings> all = List.of(new Standings(1), new Standings(1), new Standings(1));
    Contest contest = new Contest(all, 0, 1);
    SplittableRandom random = new SplittableRandom(1);
    boolean promoted = false;
    for (int n = 1; !promoted; n++) {
      for (Standings one : all) {
        one.settle(n, 0, new Surprise(1));
      }
      promoted = contest.take();
      assertThat(n).isLessThan(1_100);
      for (int c = 0; c < 3; c++) {
        all.get(c).note(n, new double[] {random.nextGaussian() * (c == 0 ? 1 : 0.7 - 0.2 * c)});
      }
    }
    assertThat(contest.champion()).isEqualTo(2);
  }

  /** t as Student has it, from the definition: mean of blocks over its standard error. */
  @Test
  void significanceIsTheMeanOfBlocksInItsStandardErrors() {
    SplittableRandom random = new SplittableRandom(2);
    Duel duel = new Duel(40);
    List<Double> means = new ArrayList<>();
    for (int block = 1; block <= 130; block++) {
      double[] differences = random.doubles(80, -0.8, 1.2).toArray();
      double sum = 0;
      double t = 0;
      for (double difference : differences) {
        assertThat(t).isZero();
        t = duel.take(difference);
        sum += difference;
      }
      means.add(sum / 80);
      List<Double> last = means.subList(Math.max(0, block - Duel.MOST), block);
      double mean = last.stream().mapToDouble(x -> x).sum() / last.size();
      double squares = last.stream().mapToDouble(x -> x * x).sum() - last.size() * mean * mean;
      double error = Math.sqrt(squares / (last.size() - 1.0) / last.size());
      boolean tells = block >= Duel.FEWEST && mean / error > Duel.THRESHOLD;
      assertThat(t).isCloseTo(tells ? mean / error : 0, within(1e-9));
    }
    assertThat(means).hasSizeGreaterThan(Duel.MOST);
  }

  @Test
  void savedAndLoadedAtAnyStepItGoesOnBitForBit() {
    Rivals whole = new Rivals(6, 3, n -> 0.85);
    Rivals moved = new Rivals(6, 3, n -> 0.85);
    int promotions = 0;
    for (int i = 0; i < 5_000; i++) {
      if (i % 37 == 0) {
        byte[] bytes = ArchiveWriter.bytesOf(moved.contest);
        assertThat(ArchiveSize.of(moved.contest)).isEqualTo(bytes.length);
        moved.contest.crown(0); // forgets all
        ArchiveReader.load(bytes, moved.contest);
      }
      boolean another = whole.step();
      promotions += another ? 1 : 0;
      assertThat(moved.step()).isEqualTo(another);
    }
    assertThat(promotions).isEqualTo(1);
    assertThat(ArchiveWriter.bytesOf(moved.contest))
        .isEqualTo(ArchiveWriter.bytesOf(whole.contest));
  }

  @Test
  void aChampionThatIsNobodyIsDamage() {
    Contest three = new Contest(List.of(new Standings(1), new Standings(1)), 7, 1);
    Contest two = new Contest(List.of(new Standings(1), new Standings(1)), 0, 1);
    assertThatThrownBy(() -> ArchiveReader.load(ArchiveWriter.bytesOf(three), two))
        .isInstanceOf(DamagedArchive.class);
  }
}
