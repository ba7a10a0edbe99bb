package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeasonTest {
  @Test
  void stepsAreCountedFromTheIndexWhateverTheirSign() {
    Season season = Season.ofSteps(7);
    assertThat(season.slots()).isEqualTo(7);
    assertThat(season).hasToString("7 steps");
    assertThat(season.slot(0)).isZero();
    assertThat(season.slot(-1)).isEqualTo(6);
    assertThat(season.slot(7L << 40)).isZero();
    assertThat(season).isEqualTo(Season.ofSteps(7)).isNotEqualTo(Season.ofSteps(8));
  }

  @Test
  void noneHasNoSteps() {
    assertThatThrownBy(() -> Season.ofSteps(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aProfileOfStepsIsOneLikeThatOfAClock() {
    Profile profile = new Profile(List.of(Season.ofSteps(5), Season.ofSteps(10)));
    for (int step = 0; step < 200; step++) {
      profile.learn(step, step % 5 + (step % 10 < 5 ? 0 : 0.25));
    }
    for (int step = 200; step < 210; step++) {
      double expected = step % 5 + (step % 10 < 5 ? 0 : 0.25);
      assertThat(profile.at(step)).isCloseTo(expected, within(1e-9));
    }
  }
}
