package dev.eddy.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatelyTest {
  private static final int HORIZON = 48;

  private final Standings follower = new Standings(HORIZON); // says the last value
  private final Standings stayer = new Standings(HORIZON); // says 0
  private final List<Standings> both = List.of(follower, stayer);
  private final Surprise surprise = new Surprise(HORIZON);
  private final Lately lately = new Lately(HORIZON);
  private final SplittableRandom random = new SplittableRandom(1);
  private long n;

  private void step(double value) {
    n++;
    surprise.settle(n, value, both, both);
    double[] said = new double[HORIZON];
    stayer.note(n, said);
    Arrays.fill(said, value);
    follower.note(n, said);
    lately.take(both);
  }

  private void noise(int count, double level) {
    for (int i = 0; i < count; i++) {
      step(level + random.nextDouble(-1, 1));
    }
  }

  @Test
  void inNoiseNobodyIsInDoubt() {
    noise(100, 0);
    for (int i = 0; i < 2_000; i++) {
      noise(1, 0);
      for (int h = 1; h <= HORIZON; h++) {
        assertThat(lately.loss(follower, h)).isEqualTo(follower.loss(h));
        assertThat(lately.loss(stayer, h)).isEqualTo(stayer.loss(h));
      }
    }
  }

  /** Errors 48 steps ahead of what was said after the shift are known 48 steps later. */
  @Test
  void whoDoesNotFollowAShiftIsInDoubtAtEveryHorizonAfterThreeSteps() {
    noise(500, 0);
    noise(3, 30);
    for (int h = 1; h <= HORIZON; h++) {
      if (h > 3) { // nearer by it is known already
        assertThat(stayer.loss(h)).isLessThan(follower.loss(h));
      }
      assertThat(lately.loss(stayer, h)).isGreaterThan(1.25 * lately.loss(follower, h));
      assertThat(lately.loss(follower, h)).isEqualTo(follower.loss(h));
    }
  }

  @Test
  void whoFollowsASpikeIsInDoubtUntilTheStepsAfterItHaveShownThatItIsOver() {
    noise(500, 0);
    noise(1, 30);
    noise(1, 0);
    for (int h = 1; h <= HORIZON; h++) {
      assertThat(lately.loss(follower, h)).isGreaterThan(1.1 * follower.loss(h));
      assertThat(lately.loss(stayer, h)).isEqualTo(stayer.loss(h));
    }
    noise(60, 0);
    assertThat(lately.loss(follower, HORIZON / 4)).isEqualTo(follower.loss(HORIZON / 4));
  }

  @Test
  void beforeAnyErrorIsKnownThereIsNoLoss() {
    lately.take(both);
    assertThat(lately.loss(stayer, 1)).isNaN();
    step(1);
    step(2);
    assertThat(lately.loss(follower, 1)).isEqualTo(follower.loss(1));
    assertThat(lately.loss(follower, HORIZON)).isNaN();
  }
}
