package dev.eddy.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Kernels;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Steps;
import dev.eddy.model.recurrent.Twin.Trial;
import dev.eddy.model.recurrent.cell.Cell;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.HuberSpec;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.LossSpec;
import dev.eddy.spec.SquaredSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Parameters;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What has to hold of a network whatever its numbers are. */
class NetworkPropertyTest {
  private static final int UNITS = 6;
  private static final int STEPS = 8;
  private static final double ROUNDING = 1e-5; // of the largest entry

  private final Kernel kernel = Kernels.active();

  private static Twin twin(CellKind kind, LossSpec loss, int layers) {
    return twin(kind, UNITS, loss, layers);
  }

  private static Twin twin(CellKind kind, int units, LossSpec loss, int layers) {
    LayerSpec layer = LayerSpec.of(kind, units);
    Trial trial = new Trial(2, List.of(layer, layer).subList(0, layers), STEPS, 3, 0.2, true);
    return new Twin(trial, loss, new Chance(kind.ordinal(), "property", 0).draws("network"));
  }

  /** Hidden units have no order: only a block keeps its cells together. */
  @ParameterizedTest
  @EnumSource
  void unitsHaveNoOrder(CellKind kind) {
    Twin twin = twin(kind, new SquaredSpec(), 1);
    twin.run(kernel);
    double[][] outputs = outputs(twin);
    Map<String, double[][]> gradient = gradients(twin);

    permute(twin.reference.layers().get(0).parameters(), kind);
    permute(twin.reference.readout().parameters(), kind);
    Map<String, double[][]> carry = new LinkedHashMap<>();
    carry.put("hidden", twin.window.hidden);
    carry.put("cells", twin.window.cells);
    permute(carry, kind);
    System.arraycopy(carry.get("hidden"), 0, twin.window.hidden, 0, 1);
    System.arraycopy(carry.get("cells"), 0, twin.window.cells, 0, 1);
    twin.setParameters();
    twin.fillWindow();
    twin.run(kernel);

    NamedArrays.assertClose("outputs", outputs(twin), outputs, ROUNDING);
    permute(gradient, kind);
    NamedArrays.assertClose(gradients(twin), gradient, ROUNDING);
  }

  private static double[][] outputs(Twin twin) {
    return Twin.rows(twin.network.readout().outputs, STEPS, 3);
  }

  private static Map<String, double[][]> gradients(Twin twin) {
    Map<String, double[][]> gradients = NamedArrays.layer(twin.network, twin.network.gradient(), 0);
    gradients.putAll(NamedArrays.readout(twin.network, twin.network.gradient()));
    return gradients;
  }

  /** Turns the units of each array around. */
  private static void permute(Map<String, double[][]> arrays, CellKind kind) {
    boolean projected = kind == CellKind.LSTM_PROJECTION;
    IntUnaryOperator units = reversed(UNITS);
    IntUnaryOperator outputs = projected ? reversed(UNITS / 2) : units;
    IntUnaryOperator gates = kind == CellKind.MEMORY_BLOCK ? NetworkPropertyTest::blocks : units;
    arrays.replaceAll(
        (name, rows) ->
            switch (name) {
              case "weight_ih",
                  "bias_ih",
                  "bias_hh",
                  "gain_hh",
                  "shift_hh",
                  "gain_ih",
                  "shift_ih",
                  "gain_c",
                  "shift_c" ->
                  rows(rows, gates);
              case "weight_hh" -> columns(rows(rows, gates), outputs);
              case "weight_hr" -> columns(rows(rows, outputs), units);
              case "weight", "hidden" -> columns(rows, outputs);
              case "peephole", "cells" -> columns(rows, units);
              default -> rows;
            });
  }

  /** Turns around each run of so many. */
  private static IntUnaryOperator reversed(int size) {
    return i -> i / size * size + size - 1 - i % size;
  }

  /** Rows of three blocks of two cells: input and forget gates, candidates, output gates. */
  private static int blocks(int row) {
    boolean candidate = row >= UNITS && row < 2 * UNITS;
    return candidate ? reversed(UNITS).applyAsInt(row) : reversed(UNITS / 2).applyAsInt(row);
  }

  private static double[][] rows(double[][] rows, IntUnaryOperator from) {
    double[][] permuted = new double[rows.length][];
    Arrays.setAll(permuted, r -> rows[from.applyAsInt(r)]);
    return permuted;
  }

  private static double[][] columns(double[][] rows, IntUnaryOperator from) {
    double[][] permuted = new double[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      double[] row = rows[r];
      permuted[r] = new double[row.length];
      Arrays.setAll(permuted[r], c -> row[from.applyAsInt(c)]);
    }
    return permuted;
  }

  /** Twice the readout and twice the targets: four times the loss, exactly in binary. */
  @ParameterizedTest
  @EnumSource
  void theLossScalesWithWhatIsForecast(CellKind kind) {
    Twin twin = twin(kind, new SquaredSpec(), 2);
    double loss = twin.run(kernel);
    float[] gradient = twin.network.gradient().values().clone();
    twin.reference.readout().parameters().values().forEach(rows -> scale(rows, 2));
    scale(twin.window.targets, 2);
    twin.setParameters();
    twin.fillWindow();
    assertThat(twin.run(kernel)).isEqualTo(4 * loss);
    float[] scaled = twin.network.gradient().values();
    int readout = twin.network.readout().weights.from();
    for (int i = 0; i < scaled.length; i++) {
      assertThat(scaled[i]).isEqualTo((i < readout ? 4 : 2) * gradient[i]);
    }
  }

  private static void scale(double[][] rows, double factor) {
    for (double[] row : rows) {
      Arrays.setAll(row, i -> factor * row[i]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLearnedWhereTheTargetIsMet(CellKind kind) {
    for (LossSpec loss : List.of(new SquaredSpec(), new HuberSpec(0.75))) {
      Twin twin = twin(kind, loss, 2);
      twin.forward(kernel);
      float[] outputs = twin.network.readout().outputs.values();
      System.arraycopy(outputs, 0, twin.network.targets().values(), 0, outputs.length);
      assertThat(twin.loss(kernel)).isZero();
      twin.backward(kernel);
      for (float slope : twin.network.gradient().values()) {
        assertThat(slope).isZero();
      }
    }
  }

  /**
   * The carry is all that a step knows of those before it, forward to the bit; on the way back what
   * comes by the carry and by the readout is added in another order.
   */
  @ParameterizedTest
  @EnumSource
  void aWindowInTwoHalvesIsTheWhole(CellKind kind) {
    assertHalvesAreTheWhole(kind, UNITS);
  }

  /** Steps of a trace lie further apart where their distance would be a multiple of 2 KB. */
  @ParameterizedTest
  @EnumSource
  void soItIsWhereStepsLieFurtherApart(CellKind kind) {
    assertHalvesAreTheWhole(kind, 512);
  }

  private void assertHalvesAreTheWhole(CellKind kind, int units) {
    Twin whole = twin(kind, units, new SquaredSpec(), 1);
    whole.run(kernel);
    int half = STEPS / 2;
    Twin first = half(whole, kind, units, 0);
    first.forward(kernel);
    Twin second = half(whole, kind, units, half);
    LayerTrace from = first.trace(0);
    LayerTrace to = second.trace(0);
    System.arraycopy(from.hidden, half * from.outputs, to.hidden, 0, to.outputs);
    System.arraycopy(from.cells, half * from.memory, to.cells, 0, to.memory);
    second.forward(kernel);
    LayerTrace all = whole.trace(0);
    assertThat(to.hidden)
        .isEqualTo(Arrays.copyOfRange(all.hidden, half * all.outputs, all.hidden.length));
    assertThat(to.cells)
        .isEqualTo(Arrays.copyOfRange(all.cells, half * all.memory, all.cells.length));

    int pairs = whole.network.pairs(STEPS, kernel);
    backward(second, pairs, null);
    backward(first, pairs, to);
    float[] gradient = whole.network.gradient().values();
    float[] sum = new float[gradient.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = first.network.gradient().values()[i] + second.network.gradient().values()[i];
    }
    Parameters summed = new Parameters(whole.network.layout(), sum);
    NamedArrays.assertClose(
        NamedArrays.layer(whole.network, summed, 0),
        NamedArrays.layer(whole.network, whole.network.gradient(), 0),
        ROUNDING);
    NamedArrays.assertClose("carry", carryGradient(first), carryGradient(whole), ROUNDING);
  }

  private static Twin half(Twin whole, CellKind kind, int units, int from) {
    Trial trial = new Trial(2, List.of(LayerSpec.of(kind, units)), STEPS / 2, 3, 0.2, true);
    Twin half = new Twin(trial, new SquaredSpec(), new Chance(0, "half", 0).draws("network"));
    System.arraycopy(
        whole.parameters.values(),
        0,
        half.parameters.values(),
        0,
        whole.parameters.values().length);
    System.arraycopy(whole.window.inputs, from, half.window.inputs, 0, STEPS / 2);
    System.arraycopy(whole.window.targets, from, half.window.targets, 0, STEPS / 2);
    half.window.hidden[0] = whole.window.hidden[0];
    half.window.cells[0] = whole.window.cells[0];
    half.fillWindow();
    return half;
  }

  /** The way back through a half, with what the half after it left to its carry. */
  private void backward(Twin half, int pairs, LayerTrace after) {
    Network network = half.network;
    Cell cell = network.layers().get(0);
    LayerTrace trace = cell.trace();
    int steps = half.steps;
    network.loss(steps, pairs, kernel);
    trace.clearHiddenGradients(steps);
    if (after != null) {
      System.arraycopy(
          after.hiddenGradients, 0, trace.hiddenGradients, steps * trace.outputs, trace.outputs);
    }
    network.readout().backward(half.parameters, trace.hiddenGradientsAfter(), steps, kernel);
    cell.prepareBackward(half.parameters, kernel);
    if (after != null) {
      System.arraycopy(after.cellGradient, 0, trace.cellGradient, 0, trace.memory);
    }
    for (int t = steps - 1; t >= 0; t--) {
      cell.backward(half.parameters, t, kernel);
    }
    cell.collect(network.inputs(), steps, network.gradient(), kernel);
  }

  private static double[][] carryGradient(Twin twin) {
    LayerTrace trace = twin.trace(0);
    return new double[][] {
      Twin.rows(trace.hiddenGradientsBefore(), 1, trace.outputs)[0],
      Twin.rows(new Steps(trace.cellGradient, 0, 0), 1, trace.memory)[0]
    };
  }
}
