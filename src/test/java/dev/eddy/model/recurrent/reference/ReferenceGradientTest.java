package dev.eddy.model.recurrent.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of every cell under every loss against central differences of the loss. */
class ReferenceGradientTest {
  private static final double STEP = 1e-5;
  private static final double CLOSE = 1e-7; // of 1 + the slope; third derivatives are moderate here
  private static final int ENTRIES = 3; // looked at in each array; the direction looks at them all

  /** What a network is tried on. */
  private record Trial(
      int inputs, int units, int layers, int steps, int pairs, double missing, boolean direct) {}

  private static final List<Trial> TRIALS =
      List.of(
          new Trial(3, 5, 1, 7, 2, 0, false),
          new Trial(1, 1, 1, 1, 1, 0, true), // one of everything
          new Trial(0, 4, 1, 5, 1, 0, false), // no inputs
          new Trial(2, 3, 2, 6, 3, 0.5, true), // another cell on top
          new Trial(2, 3, 1, 6, 2, 1, false)); // all masked but one

  static Stream<Arguments> cellsAndLosses() {
    List<ReferenceLoss> losses =
        List.of(
            ReferenceLoss.squared(),
            ReferenceLoss.huber(0.7),
            ReferenceLoss.pinball(0.1, 0.5, 0.9),
            ReferenceLoss.gaussian());
    return cells().flatMap(cell -> losses.stream().map(loss -> and(cell, loss)));
  }

  private static Arguments and(Arguments cell, ReferenceLoss loss) {
    return Arguments.of(cell.get()[0], cell.get()[1], loss);
  }

  static Stream<Arguments> cells() {
    List<ReferenceCell> cells = ReferenceCells.all(1);
    return IntStream.range(0, cells.size()).mapToObj(k -> Arguments.of(k, cells.get(k).name()));
  }

  @ParameterizedTest(name = "{1} {2}")
  @MethodSource("cellsAndLosses")
  void gradientsAreCentralDifferences(int kind, String name, ReferenceLoss loss) {
    for (Trial trial : TRIALS) {
      assertGradients(kind, name, loss, trial);
    }
  }

  /** Wider than any register. */
  @ParameterizedTest(name = "{1}")
  @MethodSource("cells")
  void manyUnits(int kind, String name) {
    assertGradients(kind, name, ReferenceLoss.squared(), new Trial(3, 17, 1, 3, 1, 0.3, true));
  }

  private static void assertGradients(int kind, String name, ReferenceLoss loss, Trial trial) {
    Draws draws = new Chance(kind, name, trial.units).draws("gradient");
    ReferenceNetwork network = network(kind, loss, trial, draws);
    ReferenceWindow window =
        ReferenceWindow.random(network.layers(), trial.steps, trial.pairs, trial.missing, draws);
    ReferenceAnswer answer = network.run(window);
    assertThat(answer.loss()).isEqualTo(network.loss(window));
    List<double[][]> arrays = arrays(network, window);
    List<double[][]> gradients = gradients(answer, network);
    for (int a = 0; a < arrays.size(); a++) {
      assertEntries(network, window, arrays.get(a), gradients.get(a), draws);
    }
    assertDirection(network, window, arrays, gradients, draws);
    for (int layer = 0; layer < trial.layers; layer++) {
      assertHiddenGradient(network, window, layer, answer.hiddenGradient(layer), draws);
    }
  }

  /** Nothing to learn from: no loss, no gradient, and no NaN. */
  @ParameterizedTest(name = "{1} {2}")
  @MethodSource("cellsAndLosses")
  void withoutTargetsThereIsNoGradient(int kind, String name, ReferenceLoss loss) {
    Trial trial = new Trial(2, 3, 2, 4, 2, 0, true);
    Draws draws = new Chance(kind, name, 0).draws("masked");
    ReferenceNetwork network = network(kind, loss, trial, draws);
    ReferenceWindow window = ReferenceWindow.random(network.layers(), 4, 2, 0, draws);
    for (double[] targets : window.targets) {
      Arrays.fill(targets, Double.NaN);
    }
    ReferenceAnswer answer = network.run(window);
    assertThat(answer.loss()).isZero();
    assertThat(answer.pairs()).isZero();
    assertThat(answer.gradientNorm()).isZero();
    for (double[][] rows : gradients(answer, network)) {
      for (double[] row : rows) {
        assertThat(row).containsExactly(new double[row.length]);
      }
    }
  }

  private static ReferenceNetwork network(int kind, ReferenceLoss loss, Trial trial, Draws draws) {
    List<ReferenceLayer> layers = new ArrayList<>();
    int read = trial.inputs;
    List<ReferenceCell> cells = ReferenceCells.all(trial.units);
    for (int l = 0; l < trial.layers; l++) {
      ReferenceCell cell = cells.get((kind + 5 * l) % cells.size());
      layers.add(ReferenceLayer.random(cell, read, draws, 0.5));
      read = cell.outputs();
    }
    int outputs = trial.pairs * loss.width();
    int direct = trial.direct ? trial.inputs : 0;
    ReferenceReadout readout = ReferenceReadout.random(outputs, read, direct, draws, 0.5);
    return ReferenceNetwork.of(layers, readout, loss);
  }

  /** All that a gradient can be taken by. */
  private static List<double[][]> arrays(ReferenceNetwork network, ReferenceWindow window) {
    List<double[][]> arrays = new ArrayList<>();
    arrays.add(window.inputs);
    arrays.add(window.hidden);
    arrays.add(window.cells);
    arrays.addAll(network.readout().parameters().values());
    network.layers().forEach(layer -> arrays.addAll(layer.parameters().values()));
    return arrays;
  }

  /** In the order of {@link #arrays}. */
  private static List<double[][]> gradients(ReferenceAnswer answer, ReferenceNetwork network) {
    int layers = network.layers().size();
    List<double[][]> gradients = new ArrayList<>();
    gradients.add(answer.inputGradient());
    gradients.add(byLayer(layers, answer::startHiddenGradient));
    gradients.add(byLayer(layers, answer::startCellGradient));
    gradients.addAll(answer.readoutGradients().values());
    for (int l = 0; l < layers; l++) {
      gradients.addAll(answer.gradients(l).values());
    }
    return gradients;
  }

  private static double[][] byLayer(int layers, IntFunction<double[]> gradient) {
    return IntStream.range(0, layers).mapToObj(gradient).toArray(double[][]::new);
  }

  private static void assertEntries(
      ReferenceNetwork network,
      ReferenceWindow window,
      double[][] array,
      double[][] gradient,
      Draws draws) {
    assertThat(gradient).hasSameDimensionsAs(array);
    for (int look = 0; look < ENTRIES; look++) {
      int row = draws.below(array.length);
      if (array[row].length == 0) {
        continue;
      }
      int column = draws.below(array[row].length);
      double kept = array[row][column];
      array[row][column] = kept + STEP;
      double above = network.loss(window);
      array[row][column] = kept - STEP;
      double below = network.loss(window);
      array[row][column] = kept;
      assertSlope(gradient[row][column], above, below);
    }
  }

  /** Everything moved at once, each entry by its own share. */
  private static void assertDirection(
      ReferenceNetwork network,
      ReferenceWindow window,
      List<double[][]> arrays,
      List<double[][]> gradients,
      Draws draws) {
    long seed = draws.bits();
    double expected = 0;
    Draws shares = shares(seed);
    for (double[][] rows : gradients) {
      for (double[] row : rows) {
        for (double slope : row) {
          expected += shares.uniform(1) * slope;
        }
      }
    }
    move(arrays, shares(seed), STEP);
    double above = network.loss(window);
    move(arrays, shares(seed), -2 * STEP);
    double below = network.loss(window);
    move(arrays, shares(seed), STEP);
    assertSlope(expected, above, below);
  }

  private static Draws shares(long seed) {
    return new Chance(seed, "gradient", 0).draws("direction");
  }

  private static void move(List<double[][]> arrays, Draws shares, double step) {
    for (double[][] rows : arrays) {
      for (double[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          row[i] += step * shares.uniform(1);
        }
      }
    }
  }

  private static void assertHiddenGradient(
      ReferenceNetwork network,
      ReferenceWindow window,
      int layer,
      double[][] gradient,
      Draws draws) {
    for (int step = 0; step < gradient.length; step++) {
      int unit = draws.below(gradient[step].length);
      double above = pushed(network, layer, new Push(step, unit, STEP)).loss(window);
      double below = pushed(network, layer, new Push(step, unit, -STEP)).loss(window);
      assertSlope(gradient[step][unit], above, below);
    }
  }

  private static ReferenceNetwork pushed(ReferenceNetwork network, int layer, Push push) {
    List<ReferenceLayer> layers = new ArrayList<>(network.layers());
    ReferenceLayer kept = layers.get(layer);
    PushedCell cell = new PushedCell(kept.cell(), push);
    layers.set(layer, ReferenceLayer.of(cell, kept.inputs(), kept.parameters()));
    return ReferenceNetwork.of(layers, network.readout(), network.loss());
  }

  private static void assertSlope(double slope, double above, double below) {
    double expected = (above - below) / (2 * STEP);
    assertThat(slope).isCloseTo(expected, within(CLOSE * (1 + Math.abs(expected))));
  }
}
