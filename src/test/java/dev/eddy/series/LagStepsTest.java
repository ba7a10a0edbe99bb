package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.spec.LagsSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LagStepsTest {
  private static final List<Season> SEASONS =
      new CalendarFeatures(
              new StepCalendar(Topologies.topology().firstRecord(Duration.ofHours(1)).spec()))
          .seasons(); // 24 and 168 steps

  @Test
  void withoutSeasonTheyAreTheLastSteps() {
    assertThat(LagSteps.of(new LagsSpec(4, 0, 12), List.of(), 5)).containsExactly(0, 1, 2, 3);
  }

  @Test
  void theyReachOneSeasonBeforeEachStepToBeForecastAndOneToEachSide() {
    assertThat(LagSteps.of(new LagsSpec(2, 0, 12), SEASONS, 2))
        .containsExactly(0, 1, 21, 22, 23, 24, 165, 166, 167, 168);
  }

  @Test
  void aFewOfThemAreSpreadOverALongHorizon() {
    assertThat(LagSteps.of(new LagsSpec(1, 0, 3), SEASONS.subList(1, 2), 99))
        .containsExactly(0, 68, 118, 168);
  }

  @Test
  void beyondASeasonTheyReachBackAsManyAsAreOver() {
    assertThat(LagSteps.of(new LagsSpec(1, 0, 1_000), SEASONS.subList(0, 1), 30))
        .hasSize(25)
        .startsWith(0, 1)
        .endsWith(23, 24);
  }

  @Test
  void whatIsKeptReachesAsFar() {
    for (int horizon : new int[] {1, 5, 24, 30, 200}) {
      for (LagsSpec lags : List.of(new LagsSpec(1, 0, 5), new LagsSpec(300, 0, 0))) {
        int[] lagSteps = LagSteps.of(lags, SEASONS, horizon);
        assertThat(lagSteps[lagSteps.length - 1]).isLessThan(LagSteps.reach(lags, SEASONS));
      }
    }
  }
}
