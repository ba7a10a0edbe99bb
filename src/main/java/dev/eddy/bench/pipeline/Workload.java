package dev.eddy.bench.pipeline;

import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Records of many series, each with a cycle of 48 steps and noise: the same values at each run. Not
 * safe for use by several threads. Takes 16 bytes a series, and its name.
 */
final class Workload {
  private static final int CYCLE = 48;
  private static final long FIRST_MILLIS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final long STEP_MILLIS = 60_000;
  private static final int THOUSANDTHS = 1_000;

  private final byte[][] keys;
  private final int[] steps;
  private final double[] noise;
  private final Draws draws = new Chance(1, "benchmark", 0).draws("pipeline");

  /** Of so many series. */
  Workload(int series) {
    keys = new byte[series][];
    for (int s = 0; s < series; s++) {
      keys[s] = String.format("series-%06d", s).getBytes(StandardCharsets.UTF_8);
    }
    steps = new int[series];
    noise = new double[series];
  }

  int series() {
    return keys.length;
  }

  /** The record's key. */
  byte[] key(int series) {
    return keys[series];
  }

  /** The time of the next record of a series, a minute after the one before. */
  long nextMillis(int series) {
    return FIRST_MILLIS + steps[series] * STEP_MILLIS;
  }

  /** The value of the next record of a series, in JSON. */
  byte[] next(int series, long epochMillis) {
    noise[series] = 0.9 * noise[series] + draws.gaussian();
    double angle = 2 * StrictMath.PI * ((steps[series] + 7L * series) % CYCLE) / CYCLE;
    steps[series]++;
    long value = Math.round((50 + 10 * StrictMath.sin(angle) + noise[series]) * THOUSANDTHS);
    String json =
        "{\"time\":"
            + epochMillis
            + ",\"y\":"
            + value / THOUSANDTHS
            + '.'
            + Long.toString(THOUSANDTHS + Math.abs(value % THOUSANDTHS)).substring(1)
            + '}';
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
