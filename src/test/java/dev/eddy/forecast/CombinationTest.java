package dev.eddy.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CombinationTest {
  private static final int HORIZON = 3;

  /** Members of which a test says how far off each is, and their combination. */
  private static final class Panel {
    final List<Standings> standings;
    final Combination combination;
    final Surprise surprise = new Surprise(HORIZON);
    final double[] combined = new double[HORIZON];
    List<double[]> said = List.of();
    long n;

    Panel(int members, Integer... guards) {
      standings = Stream.generate(() -> new Standings(HORIZON)).limit(members).toList();
      combination = new Combination(standings, List.of(guards), HORIZON);
    }

    /** A step in which a value comes, and every member is off by so much in what it says next. */
    double[] step(double value, double... off) {
      settle(value);
      double[][] forecasts = new double[off.length][];
      Arrays.setAll(forecasts, m -> constant(value + off[m]));
      return say(forecasts);
    }

    /** A step of value 0 in which each member is off by so much at most, this way or that. */
    void noise(SplittableRandom random, double... most) {
      step(0, Arrays.stream(most).map(off -> random.nextDouble(-off, off)).toArray());
    }

    void settle(double value) {
      n++;
      surprise.settle(n, value, standings, standings);
      combination.settle(n, value, surprise);
    }

    double[] say(double[]... forecasts) {
      said = List.of(forecasts);
      for (int m = 0; m < said.size(); m++) {
        standings.get(m).note(n, said.get(m));
      }
      combination.combineInto(n, said, combined);
      return combined;
    }

    double[] weights() {
      double[] weights = new double[standings.size()];
      Arrays.setAll(weights, combination::meanWeight);
      return weights;
    }
  }

  private static double[] constant(double value) {
    double[] forecast = new double[HORIZON];
    Arrays.fill(forecast, value);
    return forecast;
  }

  @Test
  void untilTwentyErrorsAreKnownTheLastValueSpeaksAlone() {
    Panel panel = new Panel(3, 0, 1);
    for (int n = 1; n < 40; n++) {
      double[] combined = panel.step(0, 9, 0.5, 0.25);
      for (int h = 1; h <= HORIZON; h++) {
        if (n - h < 20) {
          assertThat(combined[h - 1]).isEqualTo(9);
        } else {
          assertThat(combined[h - 1]).isNotEqualTo(9);
        }
      }
      if (n <= 20) {
        assertThat(panel.weights()).containsExactly(1, 0, 0);
      }
    }
  }

  @Test
  void equalMembersGiveTheirMean() {
    Panel panel = new Panel(3, 2);
    for (int n = 1; n < 40; n++) {
      panel.step(7, 2, -2, 50);
    }
    assertThat(panel.combined).containsExactly(7, 7, 7);
    assertThat(panel.weights()).containsExactly(0.5, 0.5, 0);
  }

  @Test
  void membersWithoutAGuardAreAveragedBeforeAnyIsJudged() {
    Panel panel = new Panel(4);
    double[] combined = panel.step(0, 1, 2, 6, Double.NaN);
    assertThat(combined[0]).isCloseTo(3, within(1e-12));
    assertThat(panel.weights()[3]).isEqualTo(0);
  }

  @Test
  void oneAbsurdMemberIsSilencedAtOnce() {
    Panel guarded = new Panel(4, 0);
    Panel entry = new Panel(4);
    int sane = 3_000;
    for (int n = 1; n < sane + 20; n++) {
      double last = n < sane ? 0.5 : 1e6;
      guarded.step(0, 1, 0.5, -0.5, last);
      entry.step(0, 1, 0.5, -0.5, last);
      for (int h = 1; h <= HORIZON && n >= sane; h++) {
        int errors = n - sane - h + 1; // that are known of the absurd forecasts
        if (errors > 0) {
          assertThat(guarded.combined[h - 1]).isBetween(-1.0, 1.0);
          assertThat(entry.combined[h - 1]).isBetween(-1.0, 1.0);
        }
      }
    }
    assertThat(guarded.weights()[3]).isCloseTo(0, within(1e-12));
    assertThat(entry.weights()[3]).isEqualTo(0);
  }

  /** exp(−s·(q/q* − 1)), s = 15 / (1 + (h − 1)/12), down to exp(−3.75). */
  @Test
  void theWeightFallsWithTheErrorTheSlowerTheFurtherAheadAndEndsFarFromTheBest() {
    double[] off = {1, -1.1, 1.24, 1.26, 1.30};
    Panel panel = new Panel(off.length);
    for (int n = 1; n < 10; n++) {
      panel.step(0, off);
    }
    double[] mean = new double[off.length];
    for (int h = 1; h <= HORIZON; h++) {
      double sharpness = 15 / (1 + (h - 1) / 12.0);
      double[] raw =
          Arrays.stream(off).map(q -> Math.exp(-sharpness * (Math.abs(q) - 1))).toArray();
      raw[3] = h == 1 ? 0 : raw[3];
      raw[4] = 0;
      double sum = Arrays.stream(raw).sum();
      double expected = 0;
      for (int m = 0; m < off.length; m++) {
        expected += off[m] * raw[m] / sum;
        mean[m] += raw[m] / sum / HORIZON;
      }
      assertThat(panel.combined[h - 1]).isCloseTo(expected, within(1e-9));
    }
    for (int m = 0; m < off.length; m++) {
      assertThat(panel.weights()[m]).isCloseTo(mean[m], within(1e-9));
    }
  }

  /** A model that was good goes bad, the better baseline is kept up with, the model recovers. */
  @Test
  void whenTheAverageFallsBehindItKeepsUpWithTheBestBaselineUntilItIsBetterAgain() {
    SplittableRandom random = new SplittableRandom(5);
    Panel panel = new Panel(3, 0, 1);
    for (int n = 1; n <= 300; n++) {
      panel.noise(random, 3, 1, 0.1);
    }
    assertThat(panel.weights()[2]).isGreaterThan(0.95);
    double combined = 0;
    double baseline = 0;
    for (int n = 1; n <= 300; n++) {
      panel.noise(random, 3, 1, 30);
      combined += n <= 40 ? 0 : Math.abs(panel.combined[0]);
      baseline += n <= 40 ? 0 : Math.abs(panel.said.get(1)[0]);
    }
    assertThat(combined).isLessThan(1.05 * baseline);
    assertThat(panel.weights()[2]).isCloseTo(0, within(0.05));
    int back = 0;
    for (int n = 1; n <= 4_000; n++) {
      panel.noise(random, 3, 1, 0.1);
      back = panel.weights()[2] > 0.95 ? back : n;
    }
    assertThat(back).isBetween(300, 3_500);
  }

  /**
   * Of three that are a tenth worse, all to the same side, each has the fifth power of its weight
   * in the average among the leaders, once enough is known of those. As none is better than the
   * best, nothing can be stacked that is.
   */
  @Test
  void whereTheBestIsBetterThanTheAverageTheOthersWeighLess() {
    SplittableRandom random = new SplittableRandom(8);
    Panel panel = new Panel(5, 4);
    double[] early = {};
    for (int n = 1; n < 100; n++) {
      double side = random.nextBoolean() ? 1 : -1;
      panel.step(0, side, 1.1 * side, 1.1 * side, 1.1 * side, 5 * side);
      early = n == 40 ? panel.weights() : early;
    }
    double average = 0;
    double leaders = 0;
    for (int h = 1; h <= HORIZON; h++) {
      double other = Math.exp(-1.5 / (1 + (h - 1) / 12.0));
      average += 1 / (1 + 3 * other) / HORIZON;
      leaders += 1 / (1 + 3 * Math.pow(other, 5)) / HORIZON;
    }
    assertThat(early[0]).isCloseTo(average, within(1e-9));
    assertThat(panel.weights()[0]).isCloseTo(leaders, within(1e-9));
  }

  @Test
  void neverIsItMuchWorseThanTheBestBaselineForLong() {
    SplittableRandom random = new SplittableRandom(3);
    Panel panel = new Panel(4, 0, 1);
    double combined = 0;
    double first = 0;
    double second = 0;
    for (int n = 1; n <= 6_000; n++) {
      double moody = n / 500 % 2 == 0 ? 0.1 : 5;
      double[] off = {random.nextDouble(-1, 1), random.nextDouble(-1.2, 1.2), 0, 0};
      off[2] = random.nextDouble(-1, 1) * moody;
      off[3] = random.nextDouble(-1, 1) * (5.1 - moody);
      panel.step(0, off);
      combined += Math.abs(panel.combined[0]);
      first += Math.abs(off[0]);
      second += Math.abs(off[1]);
    }
    assertThat(combined / Math.min(first, second)).isLessThan(1.05);
  }

  @Test
  void ofAConstantItSaysExactlyTheConstant() {
    Panel panel = new Panel(3, 0);
    for (int n = 1; n < 100; n++) {
      double[] combined = panel.step(0.1, 0, 0, 1e-17);
      assertThat(combined).containsExactly(0.1, 0.1, 0.1);
    }
    Panel near = new Panel(3, 0);
    for (int n = 1; n < 100; n++) {
      double[] combined = near.step(0.1, 0, 1e-12, -1e-12);
      assertThat(combined).containsExactly(0.1, 0.1, 0.1);
    }
  }

  @Test
  void weightsAddUpToOneWhoeverIsSilent() {
    SplittableRandom random = new SplittableRandom(4);
    for (Integer[] guards : List.of(new Integer[] {}, new Integer[] {0}, new Integer[] {0, 2})) {
      Panel panel = new Panel(5, guards);
      for (int n = 1; n < 500; n++) {
        double[][] forecasts = new double[5][HORIZON];
        for (int m = 0; m < 5; m++) {
          int member = m;
          Arrays.setAll(
              forecasts[m],
              h ->
                  member % 2 == 1 && random.nextInt(4) == 0
                      ? Double.NaN
                      : random.nextDouble(-1, 1));
        }
        panel.settle(random.nextInt(5) == 0 ? Double.NaN : random.nextDouble());
        panel.say(forecasts);
        assertThat(Arrays.stream(panel.weights()).sum()).isCloseTo(1, within(1e-12));
        for (int h = 0; h < HORIZON; h++) {
          int at = h;
          double[] column = panel.said.stream().mapToDouble(said -> said[at]).toArray();
          assertThat(panel.combined[h])
              .isBetween(
                  Arrays.stream(column).filter(Double::isFinite).min().orElseThrow() - 1e-12,
                  Arrays.stream(column).filter(Double::isFinite).max().orElseThrow() + 1e-12);
        }
      }
    }
  }

  @Test
  void whereNobodySpeaksNothingIsSaid() {
    Panel panel = new Panel(2, 0);
    assertThat(panel.step(1, Double.NaN, Double.NaN)).containsOnly(Double.NaN);
    assertThat(new Panel(2).step(1, Double.NaN, Double.NaN)).containsOnly(Double.NaN);
  }

  /** After one absurd value members are told apart as before it. */
  @Test
  void anAbsurdValueDoesNotMakeAllMembersEqual() {
    SplittableRandom random = new SplittableRandom(7);
    Panel panel = new Panel(3, 0);
    for (int n = 1; n < 300; n++) {
      panel.noise(random, 1, 0.1, 40);
    }
    panel.step(1e9, -1e9 + 1, -1e9 + 0.1, -1e9 + 40);
    for (int n = 1; n < 10; n++) {
      panel.noise(random, 1, 0.1, 40);
    }
    assertThat(panel.weights()[1]).isGreaterThan(0.95);
  }

  @Test
  void skippedAndForgottenStepsAreNotHeldAgainstTheAverage() {
    Panel panel = new Panel(2, 0);
    for (int n = 1; n < 50; n++) {
      panel.step(0, 1, 0.1);
    }
    panel.n++;
    panel.combination.skip(panel.n);
    panel.standings.forEach(member -> member.skip(panel.n));
    panel.combination.forgetOpen();
    panel.standings.forEach(Standings::forgetOpen);
    panel.step(1e6, 1, 0.1);
    assertThat(panel.combined).containsOnly(1e6 + 0.1);
  }

  @Test
  void loadedItGoesOnBitForBit() {
    Panel whole = new Panel(3, 0);
    Panel loaded = new Panel(3, 0);
    SplittableRandom random = new SplittableRandom(5);
    List<double[]> said = new ArrayList<>();
    for (int n = 1; n < 80; n++) {
      said.add(random.doubles(3, -1, 1).toArray());
      whole.step(0, said.get(n - 1));
    }
    byte[] bytes = ArchiveWriter.bytesOf(whole.combination);
    assertThat(ArchiveSize.of(whole.combination)).isEqualTo(bytes.length);
    ArchiveReader.load(bytes, loaded.combination);
    for (int m = 0; m < 3; m++) {
      ArchiveReader.load(ArchiveWriter.bytesOf(whole.standings.get(m)), loaded.standings.get(m));
    }
    loaded.n = whole.n;
    assertThat(loaded.weights()).isEqualTo(whole.weights());
    for (int n = 0; n < 200; n++) {
      double[] off = random.doubles(3, -1, 1).toArray();
      assertThat(loaded.step(0, off)).isEqualTo(whole.step(0, off));
    }
  }
}
