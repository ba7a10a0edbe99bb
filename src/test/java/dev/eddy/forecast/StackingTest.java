package dev.eddy.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StackingTest {
  private static final int HORIZON = 4;
  private static final double[] HALVES = {0.5, 0.5};

  private final List<Standings> members =
      Stream.generate(() -> new Standings(HORIZON)).limit(2).toList();
  private final Standings average = new Standings(HORIZON);
  private final Surprise surprise = new Surprise(HORIZON);
  private final Stacking stacking = new Stacking(2, HORIZON);
  private long n;

  /** Members said so much more than 0, which came. */
  private void step(double first, double second) {
    n++;
    surprise.settle(n, 0, members, members);
    average.settle(n, 0, surprise);
    stacking.settle(members, average, surprise);
    members.get(0).note(n, constant(first));
    members.get(1).note(n, constant(second));
    average.note(n, constant((first + second) / 2));
  }

  private static double[] constant(double value) {
    return new double[] {value, value, value, value};
  }

  private void solve() {
    double[][] priors = new double[HORIZON][];
    Arrays.fill(priors, HALVES);
    stacking.solve(priors);
  }

  /** With independent errors of variances v and w the best weights are as w to v. */
  @Test
  void withIndependentErrorsTheWeightsGoToTheInverseVariances() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 20_000; i++) {
      step(random.nextDouble(-1, 1), random.nextDouble(-2, 2));
    }
    solve();
    for (int h = 1; h <= HORIZON; h++) {
      assertThat(0.5 + stacking.correction(h, 0)).isCloseTo(0.8, within(0.02));
      assertThat(0.5 + stacking.correction(h, 1)).isCloseTo(0.2, within(0.02));
    }
  }

  /** Two that are wrong together: the worse is worth a negative weight. */
  @Test
  void errorsThatGoTogetherAreTakenFromEachOther() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 5_000; i++) {
      double shared = random.nextDouble(-1, 1);
      step(shared + random.nextDouble(-0.1, 0.1), 2 * shared + random.nextDouble(-0.1, 0.1));
    }
    solve();
    assertThat(0.5 + stacking.correction(1, 1)).isLessThan(-0.5);
  }

  @Test
  void whileLittleIsKnownItStaysAtThePrior() {
    step(0.5, -1);
    step(1, 2);
    step(0, 0);
    solve();
    assertThat(stacking.correction(1, 0)).isCloseTo(0, within(0.05));
    assertThat(stacking.correction(HORIZON, 0)).isEqualTo(0);
  }

  /** Its share of an infinite error would be no number, and stay none. */
  @Test
  void aValueBeyondAllMeasureIsLeftOut() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 4_000; i++) {
      step(random.nextDouble(-1, 1), i == 100 ? 1e308 : random.nextDouble(-2, 2));
      if (i == 100) {
        members.forEach(member -> member.note(n, constant(1e308)));
        average.note(n, constant(1e308));
      }
    }
    solve();
    assertThat(stacking.correction(1, 0)).isGreaterThan(0.2);
  }

  @Test
  void correctionsAddUpToNothing() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 500; i++) {
      step(random.nextDouble(-1, 1), random.nextDouble() < 0.1 ? Double.NaN : 1e200);
      solve();
      double sum = stacking.correction(1, 0) + stacking.correction(1, 1);
      assertThat(sum).isCloseTo(0, within(1e-12));
    }
  }
}
