package dev.eddy.model.recurrent;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Kernels;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.RecurrentSpec;
import dev.eddy.spec.TruncationSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import java.util.Optional;
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

/**
 * One step of a recurrent network: with an update (4 inputs, one output, a window of 32 steps with
 * a target for each, forward, backward, clip and Adam), and between updates with a forecast.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RecurrentBenchmark {
  private static final int INPUTS = 4;
  private static final int DATA = 1024;
  private static final float[] NOTHING = {Float.NaN};

  /** Which kernel. */
  @Param({"vector", "plain"})
  public String kernel;

  /** Which cell. */
  @Param({"LSTM", "GRU", "ELMAN"})
  public String cell;

  /** Hidden units. */
  @Param("32")
  public int units;

  /** Steps of a window. */
  @Param("32")
  public int window;

  private final float[][] inputs = new float[DATA][INPUTS];
  private final float[][] targets = new float[DATA][1];
  private final float[] forecast = new float[1];
  private TruncatedBackpropagation network;
  private long n;

  /** A network and data to learn. */
  @Setup
  public void start() {
    Kernels.force(kernel);
    Kernel forced = Kernels.active();
    Chance chance = new Chance(1, "benchmark", 0);
    Draws draws = chance.draws("data");
    for (int i = 0; i < DATA; i++) {
      for (int j = 0; j < INPUTS; j++) {
        inputs[i][j] = (float) draws.gaussian();
      }
      targets[i][0] = (float) draws.gaussian();
    }
    RecurrentSpec spec =
        RecurrentSpec.of(CellKind.valueOf(cell), units, new TruncationSpec(1, Optional.of(window)));
    NetworkShape shape = new NetworkShape(INPUTS, spec.layers(), 1, 1, true);
    network = TruncatedBackpropagation.start(spec, shape, 1, chance, forced);
  }

  /** A step and its update. */
  @Benchmark
  public boolean update() {
    int at = (int) (n++ % DATA);
    return network.step(n, inputs[at], targets[at]);
  }

  /** A step without an update, and its forecast. */
  @Benchmark
  public float step() {
    int at = (int) (n++ % DATA);
    network.step(n, inputs[at], NOTHING);
    network.forecastInto(forecast);
    return forecast[0];
  }
}
