package dev.eddy.backtest.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimeBlocksTest {
  private static double total(TimeBlocks blocks) {
    double total = 0;
    for (int b = 0; b < blocks.count(); b++) {
      total += blocks.sums(b) == null ? 0 : blocks.sums(b)[0];
    }
    return total;
  }

  @Test
  void noStepIsLostHoweverManyThereAre() {
    TimeBlocks blocks = new TimeBlocks(1);
    for (int step = 7; step < 100_007; step++) {
      blocks.at(step)[0]++;
    }
    assertThat(total(blocks)).isEqualTo(100_000);
    assertThat(blocks.count()).isBetween(TimeBlocks.MOST / 2, TimeBlocks.MOST);
    assertThat(blocks.length()).isEqualTo(1_024);
    assertThat(blocks.start(1)).isEqualTo(1_024);
    assertThat(blocks.sums(1)[0]).isEqualTo(1_024);
  }

  @Test
  void stepsBeforeTheFirstOneAndSilencesAreTold() {
    TimeBlocks blocks = new TimeBlocks(1);
    blocks.at(-3)[0]++;
    blocks.at(-40)[0]++;
    blocks.at(1_000_000)[0]++;
    assertThat(total(blocks)).isEqualTo(3);
    assertThat(blocks.count()).isLessThanOrEqualTo(TimeBlocks.MOST);
    assertThat(blocks.sums(blocks.count() - 1)[0]).isEqualTo(1);
    assertThat(blocks.sums(0)[0]).isEqualTo(2);
  }

  @Test
  void blocksOfSeveralSeriesFallTogether() {
    TimeBlocks shortOne = new TimeBlocks(1);
    TimeBlocks longOne = new TimeBlocks(1);
    for (int step = 5_000; step < 5_100; step++) {
      shortOne.at(step)[0]++;
    }
    for (int step = 0; step < 10_000; step++) {
      longOne.at(step)[0]++;
    }
    TimeBlocks sum = TimeBlocks.sum(List.of(shortOne, longOne), 1);
    assertThat(sum.length()).isEqualTo(longOne.length());
    assertThat(total(sum)).isEqualTo(10_100);
    int at = (int) (5_000 / sum.length());
    assertThat(sum.sums(at)[0]).isGreaterThan(sum.length());
    assertThat(total(shortOne)).isEqualTo(100);
    assertThat(shortOne.length()).isEqualTo(1);
  }
}
