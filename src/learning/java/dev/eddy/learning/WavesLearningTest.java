package dev.eddy.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.spec.CellKind;
import dev.eddy.spec.RecurrentSpec;
import dev.eddy.spec.TruncationSpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Series forecast while they are learned, by truncated backpropagation, an update at each step. */
@Tag("learning")
class WavesLearningTest {
  private static final int SCORED = 2_000; // last steps
  private static final int PERIOD = 25;

  @Test
  void sine() {
    double[] wave = new double[10_000];
    Arrays.setAll(wave, n -> StrictMath.sin(2 * Math.PI * n / PERIOD));
    OnlineForecast run = new OnlineForecast(lstm(16, 48), 1, wave);
    run.readTo(9_799);
    double error = run.error(1, SCORED);
    double alone = run.errorOfItsOwn(200);
    LearningTable.check(
        "sine, 25 steps a period",
        "LSTM, 16 units",
        parameters(16, 1),
        String.format(Locale.ROOT, "%.4f a step ahead, %.4f over 8 periods alone", error, alone));
    assertThat(error).isLessThan(0.01);
    assertThat(alone).isLessThan(0.1);
  }

  @Test
  void mackeyGlass() {
    int steps = 50_000;
    double[] series = MackeyGlass.solve(1.2, 1.2, steps, 10);
    OnlineForecast run = new OnlineForecast(lstm(32, 48), 6, series);
    run.readTo(steps);
    LearningTable.check(
        "Mackey–Glass, τ = 17",
        "LSTM, 32 units",
        parameters(32, 6),
        String.format(
            Locale.ROOT,
            "%.4f a step ahead, %.4f six steps ahead",
            run.error(1, SCORED),
            run.error(6, SCORED)));
    assertThat(run.error(1, SCORED)).isLessThan(0.02);
    assertThat(run.error(6, SCORED)).isLessThan(0.1);
  }

  private static RecurrentSpec lstm(int units, int window) {
    TruncationSpec truncation = new TruncationSpec(1, Optional.of(window));
    return RecurrentSpec.of(CellKind.LSTM, units, truncation);
  }

  /** Of an LSTM layer with one input, and its readout. */
  private static int parameters(int units, int outputs) {
    return 4 * units * (units + 3) + outputs * (units + 1);
  }
}
