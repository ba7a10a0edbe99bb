package dev.eddy.training;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Kernels;
import dev.eddy.spec.AdamSpec;
import dev.eddy.spec.AdamWSpec;
import dev.eddy.spec.OptimizerSpec;
import dev.eddy.spec.RmsPropSpec;
import dev.eddy.spec.SgdSpec;
import dev.eddy.training.ParameterLayout.Role;
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

/**
 * What an update costs beside the passes: a gradient's norms, and a step of each optimizer on a
 * gradient copied anew, whose copy is measured too. 32 units make 5,376 floats, 128 make 70,656.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OptimizerBenchmark {
  private static final List<String> GATES = List.of("i", "f", "g", "o");

  /** Which kernel. */
  @Param({"vector", "plain"})
  public String kernel;

  /** Hidden units of an LSTM with four inputs, whose parameters these are. */
  @Param({"32", "128"})
  public int units;

  private final ParameterLayout layout = new ParameterLayout();
  private Optimizer adam;
  private Optimizer adamW;
  private Optimizer momentum;
  private Optimizer rmsProp;
  private GradientNorms norms;
  private WeightNoise noise;
  private Draws draws;
  private Parameters parameters;
  private Parameters noisy;
  private float[] slopes;
  private float[] gradient;

  /** Parameters, a gradient, and optimizers at rest. */
  @Setup
  public void start() {
    Kernels.force(kernel);
    Kernel forced = Kernels.active();
    layout.add(Role.INPUT, GATES, units, 4);
    layout.add(Role.RECURRENT, GATES, units, units);
    layout.add(Role.BIAS, GATES, units, 1);
    layout.add(Role.BIAS, GATES, units, 1);
    layout.add(Role.READOUT, List.of("readout"), 1, units);
    draws = new Chance(1, "benchmark", 0).draws("gradient");
    parameters = Parameters.zeros(layout);
    noisy = Parameters.zeros(layout);
    slopes = new float[layout.size()];
    gradient = new float[layout.size()];
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = (float) draws.gaussian();
    }
    adam = optimizer(new AdamSpec(null, null, null, null), forced);
    adamW = optimizer(new AdamWSpec(null, null, null, null, null, null, null), forced);
    momentum = optimizer(new SgdSpec(null, null, null, null), forced);
    rmsProp = optimizer(new RmsPropSpec(null, null, null, null), forced);
    norms = new GradientNorms(layout, forced);
    noise = new WeightNoise(0.01);
  }

  private Optimizer optimizer(OptimizerSpec spec, Kernel forced) {
    return Optimizers.of(spec, layout, forced);
  }

  private boolean step(Optimizer optimizer) {
    System.arraycopy(slopes, 0, gradient, 0, slopes.length);
    return optimizer.step(parameters.values(), gradient, 0.7);
  }

  /** The copy alone. */
  @Benchmark
  public float[] copy() {
    System.arraycopy(slopes, 0, gradient, 0, slopes.length);
    return gradient;
  }

  /** Adam. */
  @Benchmark
  public boolean adam() {
    return step(adam);
  }

  /** AdamW, whose parameters are three ranges. */
  @Benchmark
  public boolean adamW() {
    return step(adamW);
  }

  /** Gradient descent with momentum. */
  @Benchmark
  public boolean momentum() {
    return step(momentum);
  }

  /** RMSprop. */
  @Benchmark
  public boolean rmsProp() {
    return step(rmsProp);
  }

  /** Norms by group. */
  @Benchmark
  public double norms() {
    return norms.measure(slopes);
  }

  /** A noisy copy. */
  @Benchmark
  public Parameters noise() {
    noise.perturbInto(parameters, draws, noisy);
    return noisy;
  }
}
