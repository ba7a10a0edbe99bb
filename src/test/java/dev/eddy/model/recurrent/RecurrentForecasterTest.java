package dev.eddy.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.kernel.Kernels;
import dev.eddy.model.LearningReport;
import dev.eddy.model.LearningReport.Outcome;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.ClipSpec;
import dev.eddy.spec.RecurrentSpec;
import dev.eddy.training.Chance;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecurrentForecasterTest {
  private static final Chance CHANCE = new Chance(1, "lstm", 0);

  private static RecurrentSpec spec(int every, int window, ClipSpec clip, Boolean stateful) {
    return spec(CellKind.LSTM, every, window, clip, stateful);
  }

  private static RecurrentSpec spec(
      CellKind kind, int every, int window, ClipSpec clip, Boolean stateful) {
    RecurrentSpecs specs = new RecurrentSpecs().truncation(every, window);
    specs.type = kind;
    specs.clip = clip;
    specs.stateful = stateful;
    return specs.spec();
  }

  private static RecurrentSpec spec() {
    return spec(4, 12, null, null);
  }

  @AfterEach
  void chooseTheBestKernel() {
    Kernels.force(Kernels.vector().isPresent() ? "vector" : "plain");
  }

  @Test
  void itStartsAtTheForecastOfTheBase() {
    WaveFrame frame = new WaveFrame(2, 3);
    RecurrentForecaster lstm = new RecurrentForecaster(spec(), frame, CHANCE);
    double[][] forecast = new double[2][3];
    lstm.forecastInto(frame, forecast);
    assertThat(forecast).isDeepEqualTo(new double[][] {{1000, 1000, 1000}, {1000, 1000, 1000}});
    frame.advance();
    lstm.learn(frame);
    lstm.forecastInto(frame, forecast);
    assertThat(forecast).isDeepEqualTo(new double[][] {{1000, 1000, 1000}, {1000, 1000, 1000}});
  }

  @Test
  void itLearnsAWave() {
    WaveFrame frame = new WaveFrame(1, 2);
    RecurrentForecaster lstm = new RecurrentForecaster(spec(), frame, CHANCE);
    double early = meanLoss(lstm, frame, 100);
    meanLoss(lstm, frame, 3_000);
    double late = meanLoss(lstm, frame, 100);
    assertThat(late).isLessThan(early / 50);
  }

  private static double meanLoss(RecurrentForecaster lstm, WaveFrame frame, int steps) {
    double sum = 0;
    int updates = 0;
    for (LearningReport report : run(lstm, frame, steps)) {
      assertThat(report.outcome()).isEqualTo(Outcome.APPLIED);
      sum += report.loss();
      updates++;
    }
    return sum / updates;
  }

  private static List<LearningReport> run(RecurrentForecaster lstm, WaveFrame frame, int steps) {
    List<LearningReport> reports = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      frame.advance();
      lstm.learn(frame);
      lstm.report().ifPresent(reports::add);
    }
    return reports;
  }

  @ParameterizedTest
  @EnumSource
  void bothKernelsLearnTheSameBits(CellKind kind) {
    byte[][] states = new byte[2][];
    String[] kernels = {"plain", "vector"};
    for (int k = 0; k < 2; k++) {
      Kernels.force(kernels[k]);
      WaveFrame frame = new WaveFrame(2, 5);
      RecurrentForecaster network =
          new RecurrentForecaster(spec(kind, 4, 12, null, null), frame, CHANCE);
      run(network, frame, 500);
      states[k] = ArchiveWriter.bytesOf(network);
    }
    assertThat(states[1]).isEqualTo(states[0]);
  }

  @ParameterizedTest
  @EnumSource
  void restoredItGoesOnBitForBit(CellKind kind) {
    RecurrentSpec spec = spec(kind, 4, 12, null, null);
    for (int steps : new int[] {0, 1, 7, 12, 13, 350}) {
      WaveFrame frame = new WaveFrame(2, 3);
      RecurrentForecaster network = new RecurrentForecaster(spec, frame, CHANCE);
      run(network, frame, steps);
      RecurrentForecaster restored =
          new RecurrentForecaster(spec, frame, new Chance(99, "other", 0));
      ArchiveReader.load(ArchiveWriter.bytesOf(network), restored);
      WaveFrame copy = frame.copy();
      assertThat(numbers(run(restored, copy, 40))).isEqualTo(numbers(run(network, frame, 40)));
      assertThat(ArchiveWriter.bytesOf(restored)).isEqualTo(ArchiveWriter.bytesOf(network));
      double[][] expected = new double[2][3];
      double[][] found = new double[2][3];
      network.forecastInto(frame, expected);
      restored.forecastInto(frame, found);
      assertThat(found).isDeepEqualTo(expected);
    }
  }

  private static List<Double> numbers(List<LearningReport> reports) {
    List<Double> numbers = new ArrayList<>();
    for (LearningReport report : reports) {
      numbers.add(report.loss());
      numbers.add(report.gradient().norm());
      numbers.add(report.gradient().appliedNorm());
      numbers.add(report.saturation());
      numbers.add(report.spectralRadius());
    }
    return numbers;
  }

  /** Networks of one shape share their scratch. */
  @Test
  void twoNetworksDoNotDisturbEachOther() {
    WaveFrame alone = new WaveFrame(1, 2);
    RecurrentForecaster first = new RecurrentForecaster(spec(), alone, CHANCE);
    run(first, alone, 100);
    WaveFrame frame = new WaveFrame(1, 2);
    WaveFrame other = new WaveFrame(1, 2);
    RecurrentForecaster interleaved = new RecurrentForecaster(spec(), frame, CHANCE);
    RecurrentForecaster second = new RecurrentForecaster(spec(), other, new Chance(2, "lstm", 0));
    run(second, other, 3);
    for (int i = 0; i < 100; i++) {
      run(interleaved, frame, 1);
      run(second, other, 1);
    }
    assertThat(ArchiveWriter.bytesOf(interleaved)).isEqualTo(ArchiveWriter.bytesOf(first));
  }

  @Test
  void withoutANewPairThereIsNoUpdate() {
    WaveFrame frame = new WaveFrame(1, 2);
    RecurrentForecaster lstm = new RecurrentForecaster(spec(), frame, CHANCE);
    run(lstm, frame, 40);
    frame.missing = true;
    assertThat(run(lstm, frame, 40)).isEmpty();
    frame.missing = false;
    run(lstm, frame, 1); // step 81 completes pairs
    frame.missing = true;
    assertThat(run(lstm, frame, 20)).as("the gap step 84 is due").hasSize(1);
  }

  @Test
  void pairsFromBeforeAResetTeachNothing() {
    WaveFrame frame = new WaveFrame(1, 2);
    RecurrentForecaster lstm = new RecurrentForecaster(spec(1, 12, null, null), frame, CHANCE);
    assertThat(run(lstm, frame, 40)).isNotEmpty();
    lstm.resetCarry();
    assertThat(run(lstm, frame, 1)).as("its pairs began before").isEmpty();
    assertThat(run(lstm, frame, 1)).hasSize(1);
  }

  @Test
  void withoutStateEachWindowStartsFromZero() {
    WaveFrame frame = new WaveFrame(1, 2);
    RecurrentForecaster stateless = new RecurrentForecaster(spec(4, 4, null, false), frame, CHANCE);
    List<LearningReport> with = run(stateless, frame, 40);
    WaveFrame again = new WaveFrame(1, 2);
    RecurrentForecaster stateful = new RecurrentForecaster(spec(4, 4, null, true), again, CHANCE);
    List<LearningReport> without = run(stateful, again, 40);
    assertThat(with.get(0).loss()).isEqualTo(without.get(0).loss());
    assertThat(with.get(5).loss()).isNotEqualTo(without.get(5).loss());
  }

  @Test
  void whatIsNotFiniteNeverReachesTheParameters() {
    WaveFrame frame = new WaveFrame(1, 2);
    RecurrentForecaster lstm = new RecurrentForecaster(spec(), frame, CHANCE);
    run(lstm, frame, 40);
    frame.factor = 1e30; // squares leave the floats
    List<Outcome> outcomes = run(lstm, frame, 12).stream().map(LearningReport::outcome).toList();
    assertThat(outcomes)
        .containsExactly(Outcome.NON_FINITE, Outcome.NON_FINITE, Outcome.ROLLED_BACK);
    assertStartsAgain(lstm, frame);
    frame.factor = 1e300;
    assertThat(run(lstm, frame, 12)).as("not even a float: missing").isEmpty();
    frame.factor = 1;
    run(lstm, frame, 12);
    for (LearningReport report : run(lstm, frame, 20)) {
      assertThat(report.outcome()).isEqualTo(Outcome.APPLIED);
      assertThat(report.loss()).isFinite();
    }
  }

  /** The start is the first checkpoint: a readout of zero. */
  private static void assertStartsAgain(RecurrentForecaster lstm, WaveFrame frame) {
    double[][] forecast = new double[1][2];
    lstm.forecastInto(frame, forecast);
    assertThat(forecast[0]).containsExactly(1000, 1000);
  }

  @Test
  void inputsThatAreNotFiniteCountAsMissing() {
    WaveFrame frame = new WaveFrame(1, 2);
    RecurrentForecaster lstm = new RecurrentForecaster(spec(), frame, CHANCE);
    run(lstm, frame, 40);
    frame.poison = true;
    run(lstm, frame, 4);
    frame.poison = false;
    for (LearningReport report : run(lstm, frame, 20)) {
      assertThat(report.outcome()).isEqualTo(Outcome.APPLIED);
    }
    double[][] forecast = new double[1][2];
    lstm.forecastInto(frame, forecast);
    assertThat(forecast[0][0]).isFinite();
  }

  @Test
  void reportsTellWhatAnUpdateDid() {
    WaveFrame frame = new WaveFrame(1, 2);
    RecurrentForecaster lstm =
        new RecurrentForecaster(spec(4, 12, ClipSpec.parse("1e-3"), null), frame, CHANCE);
    List<LearningReport> reports = run(lstm, frame, 200);
    assertThat(reports).hasSize(50);
    LearningReport last = reports.get(49);
    assertThat(last.updates()).isEqualTo(50);
    assertThat(last.gradient().clipped()).isTrue();
    assertThat(last.gradient().appliedNorm()).isCloseTo(1e-3, within(1e-5));
    assertThat(last.gradient().byLag()).hasSize(12);
    assertThat(last.gradient().byLag()[0]).as("no pair began at the present step").isZero();
    assertThat(last.gradient().byLag()[1]).isPositive();
    assertThat(last.saturation()).isBetween(0.0, 1.0);
    assertThat(last.spectralRadius()).as("orthogonal at the start").isBetween(0.8, 1.3);
    lstm.learn(frame);
  }
}
