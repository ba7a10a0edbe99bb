package dev.eddy.stream;

import dev.eddy.forecast.StepForecast;
import dev.eddy.forecast.StepForecast.Settled;
import dev.eddy.observe.rest.RecentErrors;
import dev.eddy.spec.TopologySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How forecasts of one series turned out lately: absolute errors of the combination and of the last
 * value, one step ahead and at the horizon, for the last {@value #STEPS} steps of which any is
 * known; and their sums over all horizons, which fade. Not safe for use by several threads.
 */
final class ErrorRing {
  static final int STEPS = 64;
  private static final String LAST_VALUE = "last-value";
  private static final double KEPT = 255.0 / 256;
  private static final int OBJECTS_BYTES = 200;
  private static final double[] NO_ERRORS = {};

  private final int targets;
  private final List<Integer> horizons;
  private final long[] times = new long[STEPS];
  private final double[] combined; // [STEPS][targets][horizons]
  private final double[] lastValue; // likewise
  private final double[] combinedSums; // [targets], faded
  private final double[] lastValueSums; // likewise
  private long added;

  ErrorRing(int targets, int horizon) {
    this.targets = targets;
    this.horizons = horizon == 1 ? List.of(1) : List.of(1, horizon);
    this.combined = new double[STEPS * targets * horizons.size()];
    this.lastValue = new double[combined.length];
    this.combinedSums = new double[targets];
    this.lastValueSums = new double[targets];
  }

  /** What it takes on the heap. */
  long bytes() {
    return OBJECTS_BYTES + 8L * (STEPS + 2L * combined.length + 2L * targets);
  }

  /** Takes in a step. */
  void add(StepForecast step) {
    boolean known = false;
    double[][] ours = new double[targets][];
    double[][] theirs = new double[targets][];
    for (int t = 0; t < targets; t++) {
      ours[t] = errors(step, TopologySpec.COMBINED, t);
      theirs[t] = errors(step, LAST_VALUE, t);
      known |= isKnown(ours[t]) || isKnown(theirs[t]);
      fade(t, ours[t], theirs[t]);
    }
    if (known) { // else the oldest place is left as it is
      int place = (int) (added % STEPS);
      times[place] = step.step().epochMillis();
      for (int t = 0; t < targets; t++) {
        for (int h = 0; h < horizons.size(); h++) {
          combined[index(place, t, h)] = at(horizons.get(h), ours[t]);
          lastValue[index(place, t, h)] = at(horizons.get(h), theirs[t]);
        }
      }
      added++;
    }
  }

  private static double[] errors(StepForecast step, String model, int target) {
    for (Settled settled : step.settled()) {
      if (settled.target() == target && settled.model().equals(model)) {
        return settled.absoluteError();
      }
    }
    return NO_ERRORS;
  }

  private boolean isKnown(double[] errors) {
    for (int h = 0; h < horizons.size(); h++) {
      if (Double.isFinite(at(horizons.get(h), errors))) {
        return true;
      }
    }
    return false;
  }

  private static double at(int horizon, double[] errors) {
    return horizon <= errors.length ? errors[horizon - 1] : Double.NaN;
  }

  private int index(int place, int target, int h) {
    return (place * targets + target) * horizons.size() + h;
  }

  private void fade(int target, double[] ours, double[] theirs) {
    double sum = 0;
    double yardstick = 0;
    boolean compared = false;
    for (int h = 0; h < Math.min(ours.length, theirs.length); h++) {
      if (Double.isFinite(ours[h]) && Double.isFinite(theirs[h])) {
        sum += ours[h];
        yardstick += theirs[h];
        compared = true;
      }
    }
    if (compared) {
      combinedSums[target] = KEPT * combinedSums[target] + sum;
      lastValueSums[target] = KEPT * lastValueSums[target] + yardstick;
    }
  }

  /** The mean over targets of {@link #skill(int)}, as far as it is known; NaN where none is. */
  double skill() {
    double sum = 0;
    int known = 0;
    for (int t = 0; t < targets; t++) {
      double one = skill(t);
      if (!Double.isNaN(one)) {
        sum += one;
        known++;
      }
    }
    return known == 0 ? Double.NaN : sum / known;
  }

  private double skill(int target) {
    return lastValueSums[target] > 0 ? combinedSums[target] / lastValueSums[target] : Double.NaN;
  }

  /** What it holds, for readers. */
  RecentErrors view() {
    int size = (int) Math.min(added, STEPS);
    List<Instant> at = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      at.add(Instant.ofEpochMilli(times[place(i, size)]));
    }
    List<RecentErrors.OfTarget> ofTargets = new ArrayList<>(targets);
    for (int t = 0; t < targets; t++) {
      ofTargets.add(
          new RecentErrors.OfTarget(
              skill(t), inOrder(combined, t, size), inOrder(lastValue, t, size)));
    }
    return new RecentErrors(at, horizons, ofTargets);
  }

  private double[][] inOrder(double[] ring, int target, int size) {
    double[][] ordered = new double[horizons.size()][size];
    for (int h = 0; h < horizons.size(); h++) {
      for (int i = 0; i < size; i++) {
        ordered[h][i] = ring[index(place(i, size), target, h)];
      }
    }
    return ordered;
  }

  private int place(int i, int size) {
    return (int) ((added - size + i) % STEPS);
  }
}
