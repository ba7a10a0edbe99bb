package dev.eddy.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.describe.Stationarity.Verdict;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StationarityTest {
  private static Stationarity ofLevels(int count, double memory, long seed) {
    Random random = new Random(seed);
    double[] values = new double[count];
    for (int i = 1; i < count; i++) {
      values[i] = memory * values[i - 1] + random.nextGaussian();
    }
    return Stationarity.of(values).orElseThrow();
  }

  /** Of the hypothesis that holds each test refuses about 5 %, of the other one nearly none. */
  @Test
  void bothTestsKeepToTheirLevel() {
    int wandering = 0;
    int level = 0;
    for (int seed = 0; seed < 200; seed++) {
      Stationarity walk = ofLevels(1_000, 1, seed);
      Stationarity back = ofLevels(1_000, 0.5, seed);
      wandering += walk.adf() < walk.critical() ? 1 : 0;
      level += back.kpss() > Stationarity.KPSS_CRITICAL ? 1 : 0;
      assertThat(back.adf()).isLessThan(back.critical());
    }
    assertThat(wandering / 200.0).isCloseTo(0.05, within(0.045));
    assertThat(level / 200.0).isCloseTo(0.05, within(0.045));
  }

  @Test
  void scaleAndLevelDoNotMatter() {
    double[] values = new Random(5).doubles(500).toArray();
    Stationarity one = Stationarity.of(values).orElseThrow();
    double[] moved = Arrays.stream(values).map(value -> 1e6 + 1e3 * value).toArray();
    Stationarity other = Stationarity.of(moved).orElseThrow();
    assertThat(other.adf()).isCloseTo(one.adf(), within(1e-6));
    assertThat(other.kpss()).isCloseTo(one.kpss(), within(1e-6));
    assertThat(one.verdict()).isEqualTo(Verdict.LEVEL);
  }

  @Test
  void tooFewOrAllTheSameTellNothing() {
    assertThat(Stationarity.of(new double[Stationarity.FEWEST - 1])).isEmpty();
    double[] same = new double[100];
    Arrays.fill(same, 0.1);
    assertThat(Stationarity.of(same)).isEmpty();
  }
}
