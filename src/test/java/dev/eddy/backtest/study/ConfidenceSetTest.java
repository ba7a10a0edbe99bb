package dev.eddy.backtest.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfidenceSetTest {
  private static final List<String> NAMES = List.of("a", "b", "c", "bad");

  private static double[][] losses(int stretches, double worse, long seed) {
    Draws draws = new Chance(seed, "test", 0).draws("losses");
    double[][] losses = new double[stretches][NAMES.size()];
    for (double[] stretch : losses) {
      double common = draws.gaussian();
      for (int i = 0; i < stretch.length; i++) {
        stretch[i] = 10 + common + draws.gaussian() + (i == 3 ? worse : 0);
      }
    }
    return losses;
  }

  @Test
  void whoIsClearlyWorseIsLeftOutFirst() {
    Map<String, Double> set = new ConfidenceSet(NAMES, losses(60, 2, 1), 7).pValues();
    assertThat(set.keySet().iterator().next()).isEqualTo("bad");
    assertThat(set.get("bad")).isLessThan(0.01);
    assertThat(List.copyOf(set.values())).isSorted().endsWith(1.0);
  }

  @Test
  void theSameLossesAndSeedGiveTheSameSet() {
    double[][] losses = losses(40, 0.3, 2);
    assertThat(new ConfidenceSet(NAMES, losses, 7).pValues())
        .isEqualTo(new ConfidenceSet(NAMES, losses, 7).pValues());
  }

  /** Where all are equally good, all are in the set of 90 % in about nine of ten trials. */
  @Test
  void equalsStayTogetherAsOftenAsItSays() {
    int together = 0;
    int trials = 100;
    for (int i = 0; i < trials; i++) {
      Map<String, Double> set = new ConfidenceSet(NAMES, losses(60, 0, i), i).pValues();
      together += set.values().stream().allMatch(p -> p >= 0.1) ? 1 : 0;
    }
    assertThat(together).isBetween(82, 98);
  }

  @Test
  void equalLossesTellNobodyApart() {
    double[][] same = new double[20][NAMES.size()];
    assertThat(new ConfidenceSet(NAMES, same, 1).pValues().values()).containsOnly(1.0);
  }
}
