package dev.eddy.backtest.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.backtest.score.Scorer;
import org.junit.jupiter.api.Test;

class RegimesTest {
  /** Alternates by a size that rises through the warm-up, from 0 to 1. */
  private static Regimes warmedUp() {
    Regimes regimes = new Regimes();
    for (int n = 0; n < Scorer.WARMUP; n++) {
      regimes.add(n, n % 2 == 0 ? 0 : (double) n / Scorer.WARMUP);
      assertThat(regimes.now()).isEqualTo(Regimes.UNKNOWN);
    }
    return regimes;
  }

  private static int after(double size) {
    Regimes regimes = warmedUp();
    for (int n = Scorer.WARMUP; n < Scorer.WARMUP + Regimes.WINDOW + 1; n++) {
      regimes.add(n, n % 2 == 0 ? 0 : size);
    }
    return regimes.now();
  }

  @Test
  void stepsAreToldApartByWhatTheWarmupKnew() {
    assertThat(after(0.1)).isEqualTo(0);
    assertThat(after(0.5)).isEqualTo(1);
    assertThat(after(0.9)).isEqualTo(2);
  }

  @Test
  void afterASilenceNothingIsKnown() {
    Regimes regimes = warmedUp();
    regimes.add(Scorer.WARMUP + 500, 1);
    assertThat(regimes.now()).isEqualTo(Regimes.UNKNOWN);
  }
}
