package dev.eddy.forecast;

import dev.eddy.series.Observation;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.StepSpec;
import dev.eddy.spec.TopologySpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * A series of a topology's shape that nobody observed, a cycle and noise: for finding out what a
 * series costs, and for having its code compiled. Each observation is a step later than the one
 * before. Not safe for use by several threads.
 */
public final class MadeUpSeries {
  /** What it is called. */
  public static final String NAME = "series";

  private static final int CYCLE = 48;
  private static final long FIRST_MILLIS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  private final TopologySpec spec;
  private final long stepMillis;
  private final Draws draws = new Chance(1, "made-up", 0).draws("values");
  private long made;
  private double noise;

  /** Of a topology: the same observations each time. */
  public MadeUpSeries(TopologySpec spec) {
    this.spec = spec;
    this.stepMillis = spec.step().map(StepSpec::every).orElse(Duration.ofMinutes(1)).toMillis();
  }

  /** The next observation; its arrays are the caller's. */
  public Observation next() {
    SourceSpec source = spec.source();
    noise = 0.9 * noise + draws.gaussian();
    double angle = 2 * StrictMath.PI * (made % CYCLE) / CYCLE;
    double value = 50 + 10 * StrictMath.sin(angle) + noise;
    double[] targets = new double[source.targets().size()];
    double[] inputs = new double[source.inputs().size()];
    double[][] known = new double[source.known().size()][spec.forecast().horizon() + 1];
    Arrays.setAll(targets, t -> value + t);
    Arrays.setAll(inputs, i -> value - i);
    Arrays.stream(known).forEach(ahead -> Arrays.fill(ahead, angle));
    return new Observation(NAME, FIRST_MILLIS + made++ * stepMillis, targets, inputs, known);
  }
}
