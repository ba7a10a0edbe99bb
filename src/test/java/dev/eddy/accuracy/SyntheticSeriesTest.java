package dev.eddy.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.spec.TopologySpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a topology that names no models is worth on series that it was not made for: means over 20
 * series of each kind, from the first record on, of errors at 1 to 12 steps ahead.
 */
class SyntheticSeriesTest {
  private static final int SEEDS = 20;
  private static final Trials TRIALS = Trials.run(Trial.defaults(), SyntheticKind.asked(), SEEDS);

  static Set<SyntheticKind> withSomethingToForecast() {
    Set<SyntheticKind> kinds = EnumSet.copyOf(SyntheticKind.asked());
    kinds.remove(SyntheticKind.CONSTANT);
    return kinds;
  }

  static Set<SyntheticKind> withSomethingToLearn() {
    Set<SyntheticKind> kinds = withSomethingToForecast();
    kinds.remove(SyntheticKind.RANDOM_WALK);
    return kinds;
  }

  @Test
  void aConstantIsForecastExactly() {
    List<Trial> trials = TRIALS.of(SyntheticKind.CONSTANT);
    assertThat(trials)
        .hasSize(SEEDS)
        .allSatisfy(trial -> assertThat(trial.error(TopologySpec.COMBINED)).isZero());
  }

  @Test
  void aRandomWalkCostsHardlyMoreThanTheLastValue() {
    assertThat(TRIALS.mean(SyntheticKind.RANDOM_WALK, Trial::againstLastValue))
        .isLessThanOrEqualTo(1.01);
  }

  /** Whichever baseline is best on each series. */
  @ParameterizedTest
  @MethodSource("withSomethingToLearn")
  void theCombinationKeepsUpWithTheBestBaseline(SyntheticKind kind) {
    assertThat(TRIALS.mean(kind, Trial::againstTheBest)).isLessThanOrEqualTo(1.02);
  }

  @ParameterizedTest
  @MethodSource("withSomethingToForecast")
  void theFirstStepsCostLittleMoreThanTheLastValue(SyntheticKind kind) {
    assertThat(TRIALS.mean(kind, Trial::earlyAgainstLastValue)).isLessThanOrEqualTo(1.10);
  }
}
