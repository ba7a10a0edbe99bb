package dev.eddy.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.kernel.Kernels;
import dev.eddy.model.LearningReport;
import dev.eddy.model.LearningReport.Outcome;
import dev.eddy.model.Reach.Advice;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.GaussianSpec;
import dev.eddy.spec.HuberSpec;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.PinballSpec;
import dev.eddy.spec.RecurrentSpec;
import dev.eddy.spec.ReplaySpec;
import dev.eddy.spec.ReservoirSpec;
import dev.eddy.spec.SgdSpec;
import dev.eddy.spec.TruncationSpec;
import dev.eddy.training.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a specification can ask of the training beyond its defaults. */
class TrainingOptionsTest {
  private static final Chance CHANCE = new Chance(1, "options", 0);

  @AfterEach
  void chooseTheBestKernel() {
    Kernels.force(Kernels.vector().isPresent() ? "vector" : "plain");
  }

  /** One of each option. */
  static Stream<RecurrentSpec> options() {
    List<RecurrentSpecs> options = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      options.add(new RecurrentSpecs());
    }
    options.get(0).replay = new ReplaySpec(2, 40);
    options.get(1).weightNoise = 0.05;
    options.get(2).above = List.of(LayerSpec.of(CellKind.GRU, 5), LayerSpec.of(CellKind.ELMAN, 3));
    options.get(3).loss = new PinballSpec(List.of(0.1, 0.5, 0.9));
    options.get(4).loss = new GaussianSpec();
    options.get(5).loss = new HuberSpec(0.5);
    return options.stream().map(RecurrentSpecs::spec);
  }

  private static RecurrentForecaster forecaster(RecurrentSpec spec, WaveFrame frame) {
    return new RecurrentForecaster(spec, frame, CHANCE);
  }

  private static List<LearningReport> run(RecurrentForecaster model, WaveFrame frame, int steps) {
    List<LearningReport> reports = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      frame.advance();
      model.learn(frame);
      model.report().ifPresent(reports::add);
    }
    return reports;
  }

  @ParameterizedTest
  @MethodSource("options")
  void theForecastComesNearTheWave(RecurrentSpec spec) {
    WaveFrame frame = new WaveFrame(1, 2);
    RecurrentForecaster model = forecaster(spec, frame);
    run(model, frame, 4_000);
    double early = error(forecaster(spec, frame), frame.copy());
    assertThat(error(model, frame)).isLessThan(early / 5);
  }

  /** Mean absolute error of the forecast one step ahead. */
  private static double error(RecurrentForecaster model, WaveFrame frame) {
    double sum = 0;
    double[][] forecast = new double[1][2];
    for (int i = 0; i < 50; i++) {
      model.forecastInto(frame, forecast);
      frame.advance();
      sum += Math.abs(forecast[0][0] - frame.restore(0, 1, frame.residual(0, 1)));
      model.learn(frame);
    }
    return sum / 50;
  }

  @ParameterizedTest
  @MethodSource("options")
  void bothKernelsLearnTheSameBitsAndRestoredTheyGoOn(RecurrentSpec spec) {
    byte[][] states = new byte[2][];
    String[] kernels = {"plain", "vector"};
    for (int k = 0; k < 2; k++) {
      Kernels.force(kernels[k]);
      WaveFrame frame = new WaveFrame(2, 3);
      RecurrentForecaster model = forecaster(spec, frame);
      run(model, frame, 150);
      RecurrentForecaster restored =
          new RecurrentForecaster(spec, frame, new Chance(1, "options", 0));
      ArchiveReader.load(ArchiveWriter.bytesOf(model), restored);
      run(restored, frame.copy(), 50);
      run(model, frame, 50);
      states[k] = ArchiveWriter.bytesOf(model);
      assertThat(ArchiveWriter.bytesOf(restored)).isEqualTo(states[k]);
    }
    assertThat(states[1]).isEqualTo(states[0]);
  }

  @Test
  void replayedWindowsAreUpdatesToo() {
    RecurrentSpecs specs = new RecurrentSpecs();
    WaveFrame frame = new WaveFrame(1, 2);
    List<LearningReport> without = run(forecaster(specs.spec(), frame), frame, 400);
    specs.replay = new ReplaySpec(3, 100);
    WaveFrame again = new WaveFrame(1, 2);
    List<LearningReport> with = run(forecaster(specs.spec(), again), again, 400);
    assertThat(with).hasSameSizeAs(without);
    long updates = without.get(without.size() - 1).updates();
    assertThat(with.get(with.size() - 1).updates()).isGreaterThan(3 * updates);
    assertThat(with.get(40).loss()).isLessThan(without.get(40).loss());
  }

  /** Of updates that come in pairs, each sixteenth is told, whichever of a pair it is. */
  @Test
  void aShareOfUpdatesIsToldHoweverManyAStepMakes() {
    RecurrentSpecs specs = new RecurrentSpecs();
    specs.replay = new ReplaySpec(1, 40);
    WaveFrame frame = new WaveFrame(1, 2);
    List<LearningReport> reports = run(forecaster(specs.spec(), frame), frame, 800);
    long updates = reports.get(reports.size() - 1).updates();
    assertThat(reports.stream().filter(report -> report.completes(16))).hasSize((int) updates / 16);
    assertThat(updates).isGreaterThan(300);
  }

  /** An outlier spoils windows as long as it is remembered, and each failure is told. */
  @Test
  void whatReplayCannotLearnIsTold() {
    RecurrentSpecs specs = new RecurrentSpecs();
    specs.replay = new ReplaySpec(8, 100);
    WaveFrame frame = new WaveFrame(1, 2);
    RecurrentForecaster model = forecaster(specs.spec(), frame);
    run(model, frame, 100);
    frame.factor = 1e30; // squares leave the floats
    run(model, frame, 1);
    frame.factor = 1;
    List<LearningReport> reports = run(model, frame, 90);
    long last = 0;
    for (LearningReport report : reports) {
      boolean whole = report.outcome() == Outcome.APPLIED;
      assertThat(report.updates() - last == 9 || last == 0).isEqualTo(whole || last == 0);
      last = report.updates();
    }
    assertThat(reports).extracting(LearningReport::outcome).contains(Outcome.ROLLED_BACK);
  }

  /** Noise stands in the way of the fit, and never in what is carried on or forecast. */
  @Test
  void noiseOnWeightsRaisesTheLossAndLeavesForecastsAlone() {
    RecurrentSpecs specs = new RecurrentSpecs();
    WaveFrame frame = new WaveFrame(1, 2);
    RecurrentForecaster model = forecaster(specs.spec(), frame);
    run(model, frame, 2_000);
    double plain = meanLoss(run(model, frame, 200));
    specs.weightNoise = 0.2;
    RecurrentForecaster noisy = forecaster(specs.spec(), frame);
    ArchiveReader.load(ArchiveWriter.bytesOf(model), noisy);
    double[][] expected = new double[1][2];
    double[][] found = new double[1][2];
    model.forecastInto(frame, expected);
    noisy.forecastInto(frame, found);
    assertThat(found).isDeepEqualTo(expected);
    assertThat(meanLoss(run(noisy, frame, 200))).isGreaterThan(10 * plain);
  }

  private static double meanLoss(List<LearningReport> reports) {
    return reports.stream().mapToDouble(LearningReport::loss).average().orElseThrow();
  }

  @Test
  void aStartHasTheSpectralRadiusAskedFor() {
    RecurrentSpecs specs = new RecurrentSpecs();
    specs.type = CellKind.ELMAN;
    specs.start = new ReservoirSpec(0.7, 1.0);
    WaveFrame frame = new WaveFrame(1, 2);
    LearningReport first = run(forecaster(specs.spec(), frame), frame, 20).get(0);
    assertThat(first.spectralRadius()).isCloseTo(0.7, within(0.05));
    assertThat(first.gradient().byGroup()).containsOnlyKeys("layer1.units", "readout");
  }

  /** A window that nobody chose is nobody's mistake. */
  @Test
  void onlyAWindowThatWasChosenIsTooLong() {
    RecurrentSpecs specs = new RecurrentSpecs();
    specs.type = CellKind.ELMAN;
    specs.start = new ReservoirSpec(0.1, 1.0);
    specs.optimizer = new SgdSpec(1e-9, 0.0, null, null);
    specs.truncation(1, 48);
    assertThat(advice(specs)).isEqualTo(Advice.LONGER_THAN_REACHED);
    specs.truncation = new TruncationSpec(1, null);
    assertThat(advice(specs)).isEqualTo(Advice.NONE);
  }

  private static Advice advice(RecurrentSpecs specs) {
    WaveFrame frame = new WaveFrame(1, 2);
    List<LearningReport> reports = run(forecaster(specs.spec(), frame), frame, 600);
    return reports.get(reports.size() - 1).reach().advice();
  }

  /** The squares of the groups' norms are those of the whole. */
  @Test
  void theGradientIsToldByLayerAndGate() {
    RecurrentSpecs specs = new RecurrentSpecs();
    specs.above = List.of(LayerSpec.of(CellKind.GRU, 5));
    WaveFrame frame = new WaveFrame(1, 2);
    List<LearningReport> reports = run(forecaster(specs.spec(), frame), frame, 80);
    LearningReport last = reports.get(reports.size() - 1);
    assertThat(last.gradient().byGroup().keySet())
        .containsExactly(
            "layer1.input-gate",
            "layer1.forget-gate",
            "layer1.candidate",
            "layer1.output-gate",
            "layer2.reset-gate",
            "layer2.update-gate",
            "layer2.candidate",
            "readout");
    double squares =
        last.gradient().byGroup().values().stream().mapToDouble(norm -> norm * norm).sum();
    assertThat(Math.sqrt(squares)).isCloseTo(last.gradient().norm(), within(1e-9));
    assertThat(last.gradient().byGroup().values()).allSatisfy(n -> assertThat(n).isPositive());
  }
}
