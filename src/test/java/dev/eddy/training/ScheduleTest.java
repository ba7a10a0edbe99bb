package dev.eddy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.spec.ConstantSpec;
import dev.eddy.spec.CosineSpec;
import dev.eddy.spec.InverseSquareRootSpec;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void aConstantStays() {
    Schedule schedule = new Schedule(new ConstantSpec());
    assertThat(schedule.share(1)).isEqualTo(1);
    assertThat(schedule.share(Long.MAX_VALUE)).isEqualTo(1);
  }

  @Test
  void theInverseSquareRootRisesToItsPeakAndFalls() {
    Schedule schedule = new Schedule(new InverseSquareRootSpec(100));
    assertThat(schedule.share(1)).isEqualTo(0.01);
    assertThat(schedule.share(50)).isEqualTo(0.5);
    assertThat(schedule.share(100)).isEqualTo(1);
    assertThat(schedule.share(400)).isEqualTo(0.5);
    assertThat(schedule.share(1_000_000)).isCloseTo(0.01, within(1e-15));
  }

  @Test
  void aCosineFallsToItsFloorAndStartsAnew() {
    Schedule schedule = new Schedule(new CosineSpec(10, 1, 0.2));
    assertThat(schedule.share(1)).isEqualTo(1);
    assertThat(schedule.share(6)).isCloseTo(0.6, within(1e-15));
    assertThat(schedule.share(10))
        .isCloseTo(0.2 + 0.4 * (1 + Math.cos(0.9 * Math.PI)), within(1e-15));
    assertThat(schedule.share(11)).isEqualTo(1);
    assertThat(schedule.share(1 + 10 * 1_000_000_000L)).isEqualTo(1);
  }

  /** Falls of 3, 6, 12, … start at the updates 1, 4, 10, 22, … */
  @Test
  void fallsGrowByTheirFactor() {
    Schedule schedule = new Schedule(new CosineSpec(3, 2, 0.0));
    assertThat(LongStream.rangeClosed(1, 50).filter(t -> schedule.share(t) == 1))
        .containsExactly(1L, 4L, 10L, 22L, 46L);
    assertThat(schedule.share(7)).isCloseTo(0.5, within(1e-15));
    assertThat(schedule.share(16)).isCloseTo(0.5, within(1e-15));
    assertThat(schedule.share(Long.MAX_VALUE)).isBetween(0.0, 1.0);
  }
}
