package dev.eddy.model.reservoir;

import dev.eddy.kernel.Kernels;
import dev.eddy.spec.EchoStateSpec;
import dev.eddy.spec.RlsSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import dev.eddy.training.RecursiveLeastSquares;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The two halves of an echo state network's step, one weight in ten there, and both together. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EchoStateBenchmark {
  private static final int INPUTS = 5;
  private static final int DATA = 1024;

  /** Which kernel. */
  @Param({"vector", "plain"})
  public String kernel;

  /** Of the reservoir. */
  @Param({"300", "500"})
  public int units;

  private final float[][] inputs = new float[DATA][INPUTS];
  private Reservoir reservoir;
  private RecursiveLeastSquares squares;
  private float[] state;
  private float[] sums;
  private double[] features;
  private int n;

  /** A reservoir and data that drive it. */
  @Setup
  public void start() {
    Kernels.force(kernel);
    EchoStateSpec spec =
        new EchoStateSpec(
            null, null, null, null, units, null, List.of(0.3), 0.1, null, null, null, null);
    reservoir = new Reservoirs().of(spec, INPUTS, 0, 1, 0).get(0);
    squares = new RecursiveLeastSquares(new RlsSpec(null, null), units + 1, 1, 0, Kernels.active());
    state = new float[units];
    sums = new float[units];
    features = new double[units + 1];
    Draws draws = new Chance(1, "benchmark", 0).draws("data");
    for (float[] row : inputs) {
      row[0] = 1;
      for (int i = 1; i < INPUTS; i++) {
        row[i] = (float) draws.gaussian();
      }
    }
  }

  /** The reservoir alone. */
  @Benchmark
  public float[] reservoir() {
    reservoir.step(inputs[n++ % DATA], state, sums);
    return state;
  }

  /** The reservoir, and the least squares of one output over a constant and its states. */
  @Benchmark
  public double step() {
    reservoir.step(inputs[n++ % DATA], state, sums);
    features[0] = 1;
    for (int unit = 0; unit < units; unit++) {
      features[1 + unit] = state[unit];
    }
    squares.advance(features);
    return squares.learn(0, 0, inputs[n % DATA][1]);
  }
}
