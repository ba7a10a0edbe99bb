package dev.eddy.bench;

import dev.eddy.kernel.Kernel;
import dev.eddy.model.reservoir.Reservoir;
import dev.eddy.model.reservoir.Reservoirs;
import dev.eddy.spec.EchoStateSpec;
import dev.eddy.spec.RlsSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import dev.eddy.training.RecursiveLeastSquares;
import java.util.List;
import java.util.function.Consumer;

/**
 * The two halves of an echo state network's step: its reservoir, one weight in ten there, and the
 * recursive least squares of one output over a constant and all states. Either reads more than it
 * computes, so memory is the bound.
 */
final class EchoStateBench {
  private static final int INPUTS = 5; // a constant and four
  private static final double DENSITY = 0.1;
  private static final int DATA = 1_024;

  private final Stopwatch stopwatch;
  private final Machine machine;
  private final Consumer<Row> rows;

  EchoStateBench(Stopwatch stopwatch, Machine machine, Consumer<Row> rows) {
    this.stopwatch = stopwatch;
    this.machine = machine;
    this.rows = rows;
  }

  /** Both, the second over states of the first. Drawing the reservoir takes 40·units³. */
  void run(int units, Kernel kernel) {
    EchoStateSpec spec =
        new EchoStateSpec(
            null, null, null, null, units, null, List.of(0.3), DENSITY, null, null, null, null);
    Reservoir reservoir = new Reservoirs().of(spec, INPUTS, 0, 1, 0).get(0);
    Draws draws = new Chance(1, "benchmark", 0).draws("data");
    float[][] inputs = new float[DATA][INPUTS];
    for (float[] row : inputs) {
      row[0] = 1;
      for (int i = 1; i < INPUTS; i++) {
        row[i] = (float) draws.gaussian();
      }
    }
    double[][] features = new double[DATA][units + 1];
    float[] state = new float[units];
    float[] sums = new float[units];
    for (int n = 0; n < DATA; n++) {
      reservoir.step(inputs[n], state, sums);
      features[n][0] = 1;
      for (int unit = 0; unit < units; unit++) {
        features[n][1 + unit] = state[unit];
      }
    }
    int[] n = {0};
    double nanos = stopwatch.nanos(() -> reservoir.step(inputs[n[0]++ % DATA], state, sums));
    stepped(units, kernel, nanos);
    leastSquares(units, kernel, features, inputs);
  }

  private void stepped(int units, Kernel kernel, double nanos) {
    long connections = (long) Math.rint(DENSITY * units) * units;
    long inward = (long) INPUTS * units;
    long bytes = (Float.BYTES + Integer.BYTES) * connections + Float.BYTES * inward;
    rows.accept(
        Row.of("echo-state-step")
            .with("units", units)
            .with("inputs", INPUTS)
            .with("kernel", kernel.description())
            .measured("micros", nanos / 1e3)
            .measured("gflops", 2 * (connections + inward) / nanos)
            .measured("shareOfCopy", bytes / nanos / machine.bandwidth(bytes)));
  }

  /** A covariance is read twice and written once. */
  private void leastSquares(int units, Kernel kernel, double[][] features, float[][] inputs) {
    int k = units + 1;
    RecursiveLeastSquares squares =
        new RecursiveLeastSquares(new RlsSpec(null, null), k, 1, 0, kernel);
    int[] n = {0};
    double nanos =
        stopwatch.nanos(
            () -> {
              int at = n[0]++ % DATA;
              squares.advance(features[at]);
              squares.learn(0, 0, inputs[(at + 1) % DATA][1]);
            });
    long elements = (long) k * (k + 1) / 2;
    long bytes = Double.BYTES * elements;
    rows.accept(
        Row.of("rls-update")
            .with("units", units)
            .with("features", k)
            .with("kernel", kernel.description())
            .measured("micros", nanos / 1e3)
            .measured("gflops", 8 * elements / nanos)
            .measured("shareOfCopy", 3 * bytes / nanos / machine.bandwidth(bytes)));
  }
}
