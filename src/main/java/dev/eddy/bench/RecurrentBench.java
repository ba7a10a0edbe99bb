package dev.eddy.bench;

import dev.eddy.kernel.Kernel;
import dev.eddy.model.recurrent.NetworkShape;
import dev.eddy.model.recurrent.TruncatedBackpropagation;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.RecurrentSpec;
import dev.eddy.spec.TruncationSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Recurrent networks of one layer that learn at every step: forward over the window from the stored
 * carry, readout, squared loss, backward, norm, clip and Adam. Multiply-adds of the products are
 * counted, those of gates and optimizer are not.
 */
final class RecurrentBench {
  /** The cells that are measured: what their rows are called, and their gates. */
  enum Kind {
    LSTM(CellKind.LSTM, 4),
    GRU(CellKind.GRU, 3),
    RNN(CellKind.ELMAN, 1);

    private final CellKind cell;
    private final int gates;

    Kind(CellKind cell, int gates) {
      this.cell = cell;
      this.gates = gates;
    }

    String update() {
      return name().toLowerCase(Locale.ROOT) + "-update";
    }
  }

  private static final int INPUTS = 4;
  private static final int WINDOW = 32;
  private static final int HORIZON = 48;
  private static final int TARGETS = 7;
  private static final int DATA = 1_024;

  private final Stopwatch stopwatch;
  private final Machine machine;
  private final Consumer<Row> rows;
  private final double[][] inputs = new double[DATA][INPUTS];
  private final double[][] targets = new double[DATA][HORIZON * TARGETS];

  RecurrentBench(Stopwatch stopwatch, Machine machine, Consumer<Row> rows) {
    this.stopwatch = stopwatch;
    this.machine = machine;
    this.rows = rows;
    Draws draws = new Chance(1, "benchmark", 0).draws("data");
    for (int i = 0; i < DATA; i++) {
      Arrays.setAll(inputs[i], j -> draws.gaussian());
      Arrays.setAll(targets[i], j -> draws.gaussian());
    }
  }

  /** Updates that are not measured. */
  void warmUp(Kind kind, int units, Kernel kernel) {
    nanos(oneOutput(kind, units), 1, WINDOW, kernel);
  }

  /** An update with one output. */
  void update(String bench, Kind kind, int units, Kernel kernel) {
    double nanos = nanos(oneOutput(kind, units), 1, WINDOW, kernel);
    updated(bench, kind, units, kernel.description(), nanos);
  }

  /** The same update on a library of matrices, in double. */
  void yardstick(int units) {
    EjmlLstm network = new EjmlLstm(INPUTS, units, 1, WINDOW);
    network.draw(new Chance(1, "benchmark", 0).draws("weights"));
    int[] n = {0};
    double nanos =
        stopwatch.nanos(
            () -> {
              int at = n[0]++ % (DATA - WINDOW);
              network.update(inputs, targets, at);
            });
    updated("lstm-update-ejml", Kind.LSTM, units, "ejml", nanos);
  }

  private void updated(String bench, Kind kind, int units, String kernel, double nanos) {
    double gigaflops = 2 * multiplyAdds(kind, units, 1, WINDOW) / nanos;
    double peak = kernel.equals("ejml") ? machine.doubleGigaflops() : machine.floatGigaflops();
    rows.accept(
        sized(bench, units, WINDOW, kernel)
            .measured("micros", nanos / 1e3)
            .measured("gflops", gigaflops)
            .measured("shareOfPeak", gigaflops / peak));
  }

  /** One step forward with its readout, as between updates; its bound is reading the weights. */
  void step(int units, Kernel kernel) {
    TruncatedBackpropagation network = network(oneOutput(Kind.LSTM, units), 1, WINDOW, kernel);
    float[] output = new float[1];
    float[] nothing = {Float.NaN};
    float[][] x = floats(inputs, INPUTS);
    int[] n = {0};
    double nanos =
        stopwatch.nanos(
            () -> {
              int at = n[0]++ % DATA;
              network.step(at, x[at], nothing);
              network.forecastInto(output);
            });
    long multiplyAdds = 4L * units * (INPUTS + units) + units + INPUTS;
    long bytes = Float.BYTES * multiplyAdds;
    rows.accept(
        sized("lstm-step", units, 1, kernel.description())
            .measured("micros", nanos / 1e3)
            .measured("gflops", 2 * multiplyAdds / nanos)
            .measured("shareOfCopy", bytes / nanos / machine.bandwidth(bytes)));
  }

  /** What {@value #HORIZON} horizons of {@value #TARGETS} targets add to an update. */
  void readout(int units, Kernel kernel) {
    int window = HORIZON + 1;
    int outputs = HORIZON * TARGETS;
    double all = nanos(shape(Kind.LSTM, units, outputs), HORIZON, window, kernel);
    double one = nanos(oneOutput(Kind.LSTM, units), 1, window, kernel);
    double gigaflops = 2 * multiplyAdds(Kind.LSTM, units, outputs, window) / all;
    rows.accept(
        sized("lstm-readout", units, window, kernel.description())
            .with("horizons", HORIZON)
            .with("targets", TARGETS)
            .measured("micros", all / 1e3)
            .measured("microsOfOneOutput", one / 1e3)
            .measured("gflops", gigaflops)
            .measured("shareOfPeak", gigaflops / machine.floatGigaflops()));
  }

  private double nanos(NetworkShape shape, int horizon, int window, Kernel kernel) {
    TruncatedBackpropagation network = network(shape, horizon, window, kernel);
    float[][] x = floats(inputs, INPUTS);
    float[][] y = floats(targets, shape.outputs());
    int[] n = {0};
    for (; n[0] < 2 * window; n[0]++) { // the window is full from the first measured update on
      network.step(n[0], x[n[0]], y[n[0]]);
    }
    return stopwatch.nanos(
        () -> {
          int at = n[0]++ % DATA;
          network.step(at, x[at], y[at]);
        });
  }

  private static NetworkShape oneOutput(Kind kind, int units) {
    return shape(kind, units, 1);
  }

  private static NetworkShape shape(Kind kind, int units, int outputs) {
    return new NetworkShape(INPUTS, List.of(LayerSpec.of(kind.cell, units)), outputs, 1, true);
  }

  private static TruncatedBackpropagation network(
      NetworkShape shape, int horizon, int window, Kernel kernel) {
    TruncationSpec truncation = new TruncationSpec(1, Optional.of(window));
    LayerSpec layer = shape.layers().get(0);
    RecurrentSpec spec = RecurrentSpec.of(layer.type(), layer.units(), truncation);
    Chance chance = new Chance(1, "benchmark", 0);
    return TruncatedBackpropagation.start(spec, shape, horizon, chance, kernel);
  }

  /** Forward; backward to the hidden states; to the weights. */
  private static double multiplyAdds(Kind kind, int units, int outputs, int window) {
    double cell = (double) kind.gates * units * (INPUTS + units);
    double readout = (double) outputs * (INPUTS + units);
    double back = (double) kind.gates * units * units + (double) outputs * units;
    return window * (2 * (cell + readout) + back);
  }

  private static Row sized(String bench, int units, int window, String kernel) {
    return Row.of(bench)
        .with("hidden", units)
        .with("inputs", INPUTS)
        .with("window", window)
        .with("kernel", kernel);
  }

  private static float[][] floats(double[][] rows, int columns) {
    float[][] narrowed = new float[rows.length][columns];
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns; c++) {
        narrowed[r][c] = (float) rows[r][c];
      }
    }
    return narrowed;
  }
}
