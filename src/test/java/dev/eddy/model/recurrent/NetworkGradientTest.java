package dev.eddy.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Kernels;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Steps;
import dev.eddy.model.recurrent.Twin.Trial;
import dev.eddy.model.recurrent.cell.Cell;
import dev.eddy.model.recurrent.reference.ReferenceAnswer;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.GaussianSpec;
import dev.eddy.spec.HuberSpec;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.LossSpec;
import dev.eddy.spec.SquaredSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell under every loss, on every kernel, against the reference in double. */
class NetworkGradientTest {
  private static final double FORWARD = 1e-6; // activations are within 2e-7, whatever their size
  private static final double SHARE = 2e-5; // of the largest entry

  static Stream<Arguments> kindsAndLosses() {
    return Arrays.stream(CellKind.values())
        .flatMap(kind -> Twin.LOSSES.keySet().stream().map(loss -> Arguments.of(kind, loss)));
  }

  private static List<Trial> trials(CellKind kind) {
    CellKind other = CellKind.values()[(kind.ordinal() + 5) % CellKind.values().length];
    return List.of(
        new Trial(3, layers(kind, 5), 7, 2, 0, false),
        new Trial(1, layers(kind, 1), 1, 1, 0, true), // one of everything
        new Trial(0, layers(kind, 4), 5, 1, 0, false), // no inputs
        new Trial(2, layers(kind, 3), 6, 2, 1, false), // all masked but one
        new Trial(2, layers(kind, 3, other, 4), 6, 3, 0.5, true), // another cell on top
        new Trial(2, layers(kind, 17), 4, 9, 0.3, true), // wider than any register
        new Trial(2, List.of(withOptions(kind)), 3, 2, 0, true));
  }

  /** Each kind's own options, where it has any, away from their defaults. */
  private static LayerSpec withOptions(CellKind kind) {
    Optional<Integer> projection =
        kind == CellKind.LSTM_PROJECTION ? Optional.of(17) : Optional.empty();
    Optional<Double> decay = kind == CellKind.LSTM_DECAY ? Optional.of(0.75) : Optional.empty();
    Optional<Integer> blockSize = kind == CellKind.MEMORY_BLOCK ? Optional.of(5) : Optional.empty();
    return new LayerSpec(kind, 20, projection, decay, blockSize);
  }

  private static List<LayerSpec> layers(CellKind kind, int units) {
    return List.of(LayerSpec.of(kind, units));
  }

  private static List<LayerSpec> layers(CellKind kind, int units, CellKind above, int unitsAbove) {
    return List.of(LayerSpec.of(kind, units), LayerSpec.of(above, unitsAbove));
  }

  @ParameterizedTest
  @MethodSource("kindsAndLosses")
  void everyNumber(CellKind kind, LossSpec loss) {
    for (Trial trial : trials(kind)) {
      assertSame(trial, loss, new Chance(kind.ordinal(), "gradient", trial.steps()).draws("twin"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyNumberOfRandomShapes(CellKind kind) {
    List<LossSpec> losses =
        List.of(new SquaredSpec(), new HuberSpec(0.75), new GaussianSpec(), new SquaredSpec());
    for (int member = 0; member < losses.size(); member++) {
      Draws draws = new Chance(kind.ordinal(), "shapes", member).draws("twin");
      CellKind above = CellKind.values()[draws.below(CellKind.values().length)];
      List<LayerSpec> layers =
          layers(kind, 2 + draws.below(20), above, 2 + draws.below(20))
              .subList(0, 1 + draws.below(2));
      Trial trial =
          new Trial(
              draws.below(5),
              layers,
              1 + draws.below(6),
              1 + draws.below(4),
              draws.uniform(),
              draws.below(2) == 1);
      assertSame(trial, losses.get(member), draws);
    }
  }

  private static void assertSame(Trial trial, LossSpec loss, Draws draws) {
    Twin twin = new Twin(trial, loss, draws);
    assertThat(twin.network.layout().count()).isEqualTo((int) twin.reference.parameterCount());
    ReferenceAnswer answer = twin.answer();
    Stream.concat(Stream.of(Kernels.plain()), Kernels.vector().stream())
        .forEach(kernel -> assertSame(twin, answer, kernel));
  }

  private static void assertSame(Twin twin, ReferenceAnswer answer, Kernel kernel) {
    int steps = twin.steps;
    twin.fillWindow();
    twin.forward(kernel);
    for (int l = 0; l < twin.network.layers().size(); l++) {
      assertForward(twin, l, answer);
    }
    assertForward("outputs", twin.network.readout().outputs, answer.outputs());
    assertThat(twin.loss(kernel))
        .isCloseTo(answer.loss(), within(FORWARD * (1 + Math.abs(answer.loss()))));
    twin.backward(kernel);
    for (int l = 0; l < twin.network.layers().size(); l++) {
      assertBackward(twin, l, answer);
    }
    NamedArrays.assertClose(
        NamedArrays.readout(twin.network, twin.network.gradient()),
        answer.readoutGradients(),
        SHARE);
    Steps inputs = twin.network.inputGradients(twin.parameters, steps, kernel);
    assertGradients("inputs", inputs, answer.inputGradient());
    for (int t = 0; t < steps; t++) {
      double norm = hiddenGradientNorm(answer, twin, t);
      assertThat(twin.network.hiddenGradientNorm(t, kernel))
          .isCloseTo(norm, within(SHARE * (norm + 1e-3)));
    }
  }

  private static void assertForward(Twin twin, int layer, ReferenceAnswer answer) {
    Cell cell = twin.network.layers().get(layer);
    LayerTrace trace = cell.trace();
    String name = "layer " + layer;
    assertForward(name + " hidden", trace.hiddenAfter(), answer.hidden(layer));
    Steps cells = new Steps(trace.cells, trace.memory, trace.memory);
    assertForward(name + " cells", cells, answer.cells(layer));
    assertPadding(trace.hidden, trace.outputs, cell.outputs());
    assertPadding(trace.cells, trace.memory, cell.cells());
  }

  private static void assertBackward(Twin twin, int layer, ReferenceAnswer answer) {
    Cell cell = twin.network.layers().get(layer);
    LayerTrace trace = cell.trace();
    NamedArrays.assertClose(
        NamedArrays.layer(twin.network, twin.network.gradient(), layer),
        answer.gradients(layer),
        SHARE);
    assertStartHidden(cell, answer.startHiddenGradient(layer), answer.gradients(layer));
    double[][] cells = {answer.startCellGradient(layer)};
    assertGradients("carried cells", new Steps(trace.cellGradient, 0, 0), cells);
    assertGradients("hidden", trace.hiddenGradientsAfter(), answer.hiddenGradient(layer));
    assertPadding(trace.hiddenGradients, trace.outputs, cell.outputs());
    assertPadding(trace.cellGradient, trace.memory, cell.cells());
  }

  /**
   * Normalised, the recurrent product of a single unit has the same direction whatever h is: its
   * gradient by h is what ε leaves of a sum that cancels to some 1e−5 of its terms. Only there it
   * is measured by the terms, whose size is that of the gradient by the weights of that product.
   */
  private static void assertStartHidden(
      Cell cell, double[] expected, Map<String, double[][]> gradients) {
    double[][] found = Twin.rows(cell.trace().hiddenGradientsBefore(), 1, expected.length);
    if (gradients.containsKey("gain_hh") && cell.outputs() == 1) {
      double terms = largest(gradients.get("weight_hh"));
      assertThat(found[0][0]).isCloseTo(expected[0], within(SHARE * terms));
    } else {
      NamedArrays.assertClose("carried hidden", found, new double[][] {expected}, SHARE);
    }
  }

  private static double largest(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
  }

  /** Beyond its size, each of the rows is zero. */
  private static void assertPadding(float[] rows, int stride, int size) {
    for (int i = 0; i < rows.length; i++) {
      if (i % stride >= size) {
        assertThat(rows[i]).isZero();
      }
    }
  }

  private static void assertForward(String name, Steps found, double[][] expected) {
    double[][] rows = Twin.rows(found, expected.length, expected[0].length);
    NamedArrays.assertWithin(name, rows, expected, FORWARD * Math.max(1, largest(expected)));
  }

  private static void assertGradients(String name, Steps found, double[][] expected) {
    double[][] rows = Twin.rows(found, expected.length, expected[0].length);
    NamedArrays.assertClose(name, rows, expected, SHARE);
  }

  private static double hiddenGradientNorm(ReferenceAnswer answer, Twin twin, int step) {
    double squares = 0;
    for (int l = 0; l < twin.network.layers().size(); l++) {
      for (double slope : answer.hiddenGradient(l)[step]) {
        squares += slope * slope;
      }
    }
    return Math.sqrt(squares);
  }
}
