package dev.eddy.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.kernel.Kernels;
import dev.eddy.model.LearningReport;
import dev.eddy.model.LearningReport.Outcome;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.ClipSpec;
import dev.eddy.spec.LearningRule;
import dev.eddy.spec.RecurrentSpec;
import dev.eddy.spec.TruncationSpec;
import dev.eddy.training.Chance;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a forecaster behaves that learns in real time. */
class RealTimeLearningTest {
  private static final Chance CHANCE = new Chance(1, "real time", 0);

  private static RecurrentSpec spec(CellKind kind, int every, ClipSpec clip) {
    RecurrentSpecs specs = new RecurrentSpecs();
    specs.type = kind;
    specs.learning = LearningRule.RTRL;
    specs.truncation = new TruncationSpec(every, null);
    specs.clip = clip;
    return specs.spec();
  }

  private static RecurrentForecaster network(CellKind kind, WaveFrame frame) {
    return new RecurrentForecaster(spec(kind, 4, null), frame, CHANCE);
  }

  private static List<LearningReport> run(RecurrentForecaster network, WaveFrame frame, int steps) {
    List<LearningReport> reports = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      frame.advance();
      network.learn(frame);
      network.report().ifPresent(reports::add);
    }
    return reports;
  }

  @AfterEach
  void chooseTheBestKernel() {
    Kernels.force(Kernels.vector().isPresent() ? "vector" : "plain");
  }

  /** Whose base is far off: the first loss is the base's. */
  @ParameterizedTest
  @EnumSource(names = {"ELMAN", "ELMAN_RELU", "LSTM_1997", "LSTM_DECAY"})
  void itLearnsAWave(CellKind kind) {
    WaveFrame frame = new WaveFrame(1, 2);
    RecurrentForecaster network = network(kind, frame);
    double early = meanLoss(run(network, frame, 100));
    run(network, frame, 3_000);
    assertThat(meanLoss(run(network, frame, 100))).isLessThan(early / 50);
  }

  private static double meanLoss(List<LearningReport> reports) {
    assertThat(reports).extracting(LearningReport::outcome).containsOnly(Outcome.APPLIED);
    return reports.stream().mapToDouble(LearningReport::loss).average().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(names = {"ELMAN", "ELMAN_RELU", "LSTM_1997", "LSTM_DECAY"})
  void bothKernelsLearnTheSameBits(CellKind kind) {
    List<byte[]> states = new ArrayList<>();
    for (String kernel : List.of("plain", "vector")) {
      Kernels.force(kernel);
      WaveFrame frame = new WaveFrame(2, 5);
      RecurrentForecaster network = network(kind, frame);
      run(network, frame, 500);
      states.add(ArchiveWriter.bytesOf(network));
    }
    assertThat(states.get(1)).isEqualTo(states.get(0));
  }

  @ParameterizedTest
  @EnumSource(names = {"ELMAN", "ELMAN_RELU", "LSTM_1997", "LSTM_DECAY"})
  void restoredItGoesOnBitForBit(CellKind kind) {
    for (int steps : new int[] {0, 1, 6, 7, 8, 350}) { // the window holds 7
      WaveFrame frame = new WaveFrame(2, 3);
      RecurrentForecaster network = network(kind, frame);
      run(network, frame, steps);
      byte[] bytes = ArchiveWriter.bytesOf(network);
      assertThat(ArchiveSize.of(network)).isEqualTo(bytes.length);
      RecurrentForecaster restored =
          new RecurrentForecaster(spec(kind, 4, null), frame, new Chance(99, "other", 0));
      ArchiveReader.load(bytes, restored);
      assertThat(ArchiveWriter.bytesOf(restored)).isEqualTo(bytes);
      assertThat(forecast(restored, frame)).isDeepEqualTo(forecast(network, frame));
      WaveFrame copy = frame.copy();
      assertThat(losses(run(restored, copy, 40))).isEqualTo(losses(run(network, frame, 40)));
      assertThat(ArchiveWriter.bytesOf(restored)).isEqualTo(ArchiveWriter.bytesOf(network));
    }
  }

  /** Three gates of 512 units: a trace's steps lie further apart than its rows are long. */
  @Test
  void restoredItGoesOnWhereStepsLieFurtherApart() {
    RecurrentSpecs specs = new RecurrentSpecs();
    specs.type = CellKind.LSTM_1997;
    specs.units = 505;
    specs.learning = LearningRule.RTRL;
    specs.truncation = new TruncationSpec(4, null);
    WaveFrame frame = new WaveFrame(1, 3);
    RecurrentForecaster network = new RecurrentForecaster(specs.spec(), frame, CHANCE);
    run(network, frame, 18);
    RecurrentForecaster restored = new RecurrentForecaster(specs.spec(), frame, CHANCE);
    ArchiveReader.load(ArchiveWriter.bytesOf(network), restored);
    WaveFrame copy = frame.copy();
    assertThat(losses(run(restored, copy, 8))).isEqualTo(losses(run(network, frame, 8)));
    assertThat(forecast(restored, copy)).isDeepEqualTo(forecast(network, frame));
  }

  private static List<Double> losses(List<LearningReport> reports) {
    return reports.stream().map(LearningReport::loss).toList();
  }

  private static double[][] forecast(RecurrentForecaster network, WaveFrame frame) {
    double[][] forecast = new double[frame.targets()][frame.horizon()];
    network.forecastInto(frame, forecast);
    return forecast;
  }

  @ParameterizedTest
  @EnumSource(names = {"ELMAN", "ELMAN_RELU", "LSTM_1997", "LSTM_DECAY"})
  void whatIsNotFiniteNeverReachesTheParameters(CellKind kind) {
    WaveFrame frame = new WaveFrame(1, 2);
    RecurrentForecaster network = network(kind, frame);
    run(network, frame, 40);
    frame.factor = 1e30; // squares leave the floats
    assertThat(run(network, frame, 12))
        .extracting(LearningReport::outcome)
        .containsExactly(Outcome.NON_FINITE, Outcome.NON_FINITE, Outcome.ROLLED_BACK);
    assertThat(forecast(network, frame)[0]).as("as at the start").containsExactly(1000, 1000);
    frame.factor = 1e300;
    assertThat(run(network, frame, 12)).as("not even a float: missing").isEmpty();
    frame.factor = 1;
    frame.poison = true; // of the inputs
    run(network, frame, 12);
    frame.poison = false;
    assertThat(meanLoss(run(network, frame, 20))).isFinite();
    assertThat(forecast(network, frame)[0][0]).isFinite();
  }

  @ParameterizedTest
  @EnumSource(names = {"ELMAN", "ELMAN_RELU", "LSTM_1997"})
  void eachPairTeachesOnceAndNoneFromBeforeAReset(CellKind kind) {
    WaveFrame frame = new WaveFrame(1, 2);
    RecurrentForecaster network = new RecurrentForecaster(spec(kind, 1, null), frame, CHANCE);
    assertThat(run(network, frame, 40)).hasSize(39);
    network.resetCarry();
    assertThat(run(network, frame, 1)).as("its pairs began before").isEmpty();
    assertThat(run(network, frame, 1)).hasSize(1);
    frame.missing = true;
    assertThat(run(network, frame, 5)).isEmpty();
    frame.missing = false;
    assertThat(run(network, frame, 1)).hasSize(1);
  }

  /** A pair that is complete waits for the next update, however late that is. */
  @ParameterizedTest
  @EnumSource(names = {"ELMAN", "ELMAN_RELU", "LSTM_1997"})
  void updatesAreMadeAtEverySoManySteps(CellKind kind) {
    WaveFrame frame = new WaveFrame(1, 2);
    RecurrentForecaster network = new RecurrentForecaster(spec(kind, 8, null), frame, CHANCE);
    run(network, frame, 40);
    run(network, frame, 1); // step 41 completes pairs
    frame.missing = true;
    assertThat(run(network, frame, 6)).isEmpty();
    assertThat(run(network, frame, 1)).as("step 48").hasSize(1);
    assertThat(run(network, frame, 8)).as("none is left").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"ELMAN", "ELMAN_RELU", "LSTM_1997"})
  void reportsTellWhatAnUpdateDid(CellKind kind) {
    WaveFrame frame = new WaveFrame(1, 2);
    RecurrentForecaster network =
        new RecurrentForecaster(spec(kind, 4, ClipSpec.parse("1e-3")), frame, CHANCE);
    List<LearningReport> reports = run(network, frame, 200);
    assertThat(reports).hasSize(50);
    LearningReport last = reports.get(49);
    assertThat(last.updates()).isEqualTo(50);
    assertThat(last.gradient().clipped()).isTrue();
    assertThat(last.gradient().appliedNorm()).isCloseTo(1e-3, within(1e-5));
    assertThat(last.gradient().byLag()).isEmpty();
    assertThat(last.saturation()).isBetween(0.0, 1.0);
    assertThat(last.spectralRadius()).as("orthogonal at the start").isBetween(0.8, 1.3);
  }
}
