package dev.eddy.backtest.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecoveryTest {
  private static void add(Recovery recovery, int steps, double loss) {
    for (int i = 0; i < steps; i++) {
      recovery.add(loss, false);
    }
  }

  @Test
  void itIsOverWhenErrorsAreWhatTheyHadBeen() {
    Recovery recovery = new Recovery();
    add(recovery, 300, 1);
    recovery.add(9, true);
    add(recovery, 30, 9);
    add(recovery, 49, 1);
    assertThat(recovery.taken()).isEmpty();
    add(recovery, 1, 1);
    assertThat(recovery.taken()).containsExactly(80);
  }

  @Test
  void whatWasNoticedLateWasNotNormalBefore() {
    Recovery recovery = new Recovery();
    add(recovery, 300, 1);
    add(recovery, 40, 9); // worse already, but not noticed
    recovery.add(9, true);
    add(recovery, 60, 9);
    assertThat(recovery.taken()).isEmpty();
    add(recovery, 50, 1);
    assertThat(recovery.taken()).containsExactly(110);
  }

  @Test
  void theNextDriftEndsTheWait() {
    Recovery recovery = new Recovery();
    add(recovery, 300, 1);
    recovery.add(9, true);
    add(recovery, 100, 9);
    recovery.add(20, true);
    assertThat(recovery.taken()).containsExactly(-1);
  }
}
