package dev.eddy.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.kernel.Kernels;
import dev.eddy.model.recurrent.reference.ReferenceAnswer;
import dev.eddy.model.recurrent.reference.ReferenceCell;
import dev.eddy.model.recurrent.reference.ReferenceCells;
import dev.eddy.model.recurrent.reference.ReferenceLayer;
import dev.eddy.model.recurrent.reference.ReferenceLoss;
import dev.eddy.model.recurrent.reference.ReferenceNetwork;
import dev.eddy.model.recurrent.reference.ReferenceReadout;
import dev.eddy.model.recurrent.reference.ReferenceWindow;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.GaussianSpec;
import dev.eddy.spec.HuberSpec;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.LossSpec;
import dev.eddy.spec.PinballSpec;
import dev.eddy.spec.SquaredSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import dev.eddy.training.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With constant parameters the gradient of every update is that of backpropagation over the whole
 * past, or its truncated form, by the reference in double.
 */
class RealTimeNetworkTest {
  /**
   * What a network is tried on. Cell states that never decay add up: over a long past only small
   * weights leave them where tanh has a slope that floats can tell from 0. Many rectified units
   * explode but for small weights.
   */
  private record Trial(
      int inputs,
      int units,
      int targets,
      int horizon,
      int every,
      int steps,
      double missing,
      double deviation) {
    int pairs() {
      return targets * horizon;
    }
  }

  private static final List<Trial> TRIALS =
      List.of(
          new Trial(
              2, 3, 1, 1, 1, 12, 0, 0.5), // nothing but sensitivities, from the second step on
          new Trial(3, 5, 2, 3, 4, 40, 0.3, 0.5),
          new Trial(1, 1, 1, 2, 1, 9, 0, 0.5), // one of everything
          new Trial(0, 4, 1, 2, 3, 20, 0, 0.5), // no inputs
          new Trial(2, 17, 1, 4, 2, 30, 0.9, 0.2), // wider than a register, hardly a target
          new Trial(1, 3, 1, 5, 1, 150, 0.5, 0.1));

  /** A kind of layer, and what it is judged by. */
  private record Kind(LayerSpec layer, ReferenceCell cell) {}

  private static List<Kind> kinds(int units) {
    LayerSpec decaying = new LayerSpec(CellKind.LSTM_DECAY, units, null, Optional.of(0.75), null);
    return List.of(
        new Kind(LayerSpec.of(CellKind.ELMAN, units), ReferenceCells.elman(units)),
        new Kind(
            LayerSpec.of(CellKind.LSTM_1997, units),
            ReferenceCells.truncated(ReferenceCells.lstm1997(units))),
        new Kind(LayerSpec.of(CellKind.ELMAN_RELU, units), ReferenceCells.elmanRelu(units)),
        new Kind(decaying, ReferenceCells.truncated(ReferenceCells.decayLstm(units, 0.75))));
  }

  static Stream<Arguments> everything() {
    return Stream.of(0, 1, 2, 3)
        .flatMap(
            kind ->
                Stream.of(
                    Arguments.of(kind, new SquaredSpec(), ReferenceLoss.squared()),
                    Arguments.of(kind, new HuberSpec(0.75), ReferenceLoss.huber(0.75)),
                    Arguments.of(
                        kind,
                        new PinballSpec(List.of(0.125, 0.5, 0.75)),
                        ReferenceLoss.pinball(0.125, 0.5, 0.75)),
                    Arguments.of(kind, new GaussianSpec(), ReferenceLoss.gaussian())));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void theGradientIsThatOverTheWholePast(int kind, LossSpec spec, ReferenceLoss loss) {
    for (Trial trial : TRIALS) {
      assertGradients(kinds(trial.units).get(kind), trial, spec, loss);
    }
  }

  private static void assertGradients(Kind kind, Trial trial, LossSpec spec, ReferenceLoss loss) {
    Draws draws = new Chance(trial.units, kind.cell.name(), trial.steps).draws("real time");
    ReferenceLayer layer = ReferenceLayer.random(kind.cell, trial.inputs, draws, trial.deviation);
    int outputs = trial.pairs() * loss.width();
    ReferenceReadout readout =
        ReferenceReadout.random(outputs, trial.units, trial.inputs, draws, trial.deviation);
    ReferenceNetwork reference = ReferenceNetwork.of(List.of(layer), readout, loss);
    ReferenceWindow all =
        ReferenceWindow.random(
            reference.layers(), trial.steps, trial.pairs(), trial.missing, draws);
    NetworkShape shape =
        new NetworkShape(
            trial.inputs, List.of(kind.layer), trial.pairs(), loss.width(), trial.inputs > 0);
    int window = trial.horizon + trial.every;
    RealTimeNetwork network = new RealTimeNetwork(shape, spec, window, Kernels.active());
    Parameters parameters = Parameters.zeros(network.network().layout());
    NamedArrays.setLayer(network.network(), parameters, 0, layer.parameters());
    NamedArrays.setReadout(network.network(), parameters, readout.parameters());

    double[][] taught = unknown(trial);
    for (int n = 0; n < trial.steps; n++) {
      network.append(parameters, floats(all.inputs[n]));
      for (int pair = 0; pair < trial.pairs(); pair++) {
        int lag = pair % trial.horizon + 1;
        if (lag <= n && !Double.isNaN(all.targets[n - lag][pair])) {
          taught[n - lag][pair] = all.targets[n - lag][pair];
          assertThat(network.complete(pair, lag, (float) taught[n - lag][pair])).isTrue();
        }
      }
      if ((n + 1) % trial.every == 0 && network.pairs() > 0) {
        assertTaught(reference, past(reference, all, taught, n), network, parameters);
        taught = unknown(trial);
        assertThat(network.pairs()).as("each pair teaches once").isZero();
      }
      network.pass(parameters);
    }
  }

  private static double[][] unknown(Trial trial) {
    double[][] targets = new double[trial.steps][trial.pairs()];
    for (double[] row : targets) {
      Arrays.fill(row, Double.NaN);
    }
    return targets;
  }

  /** From the first step to the one before n. */
  private static ReferenceWindow past(
      ReferenceNetwork reference, ReferenceWindow all, double[][] targets, int n) {
    return ReferenceWindow.fromRest(
        Arrays.copyOf(all.inputs, n), Arrays.copyOf(targets, n), reference.layers());
  }

  private static void assertTaught(
      ReferenceNetwork reference,
      ReferenceWindow past,
      RealTimeNetwork network,
      Parameters parameters) {
    ReferenceAnswer answer = reference.run(past);
    assertThat(network.pairs()).isEqualTo(answer.pairs());
    double loss = network.teach(parameters, network.pairs());
    assertThat(loss).isCloseTo(answer.loss(), within(1e-5 * (1 + Math.abs(answer.loss()))));
    Parameters gradient = network.gradient();
    NamedArrays.assertClose(
        NamedArrays.layer(network.network(), gradient, 0), answer.gradients(0), 2e-5);
    NamedArrays.assertClose(
        NamedArrays.readout(network.network(), gradient), answer.readoutGradients(), 2e-5);
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
