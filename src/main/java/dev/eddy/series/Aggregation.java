package dev.eddy.series;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.spec.StepSpec.Aggregate;

/**
 * One value of many: what the records of a step say of one target or input becomes the step's. The
 * order in which values come makes no difference, but for the last of several at the same time.
 *
 * <p>Of fixed size, however many values come: some 30 bytes. Not safe for use by several threads.
 */
interface Aggregation extends Archived {
  /**
   * Takes a value in.
   *
   * @param value finite
   * @param epochMillis when it was observed
   */
  void add(double value, long epochMillis);

  /** What they come to; NaN if there were none, or their sum has no double near it. */
  double value();

  /** The one that a specification asks for. */
  static Aggregation of(Aggregate aggregate) {
    return switch (aggregate) {
      case LAST -> new Last();
      case MEAN -> new Sum(true);
      case SUM -> new Sum(false);
      case MIN -> new Extreme(true);
      case MAX -> new Extreme(false);
    };
  }

  /** The value with the latest time; of several, the one that came last. */
  final class Last implements Aggregation {
    private double last = Double.NaN;
    private long lastMillis = Long.MIN_VALUE;

    @Override
    public void add(double value, long epochMillis) {
      if (epochMillis >= lastMillis) {
        last = value;
        lastMillis = epochMillis;
      }
    }

    @Override
    public double value() {
      return last;
    }

    @Override
    public void archive(Archive archive) {
      last = archive.number(last);
      lastMillis = archive.number(lastMillis);
    }
  }

  /** The least or the greatest. */
  final class Extreme implements Aggregation {
    private final boolean least;
    private double extreme = Double.NaN;

    Extreme(boolean least) {
      this.least = least;
    }

    @Override
    public void add(double value, long epochMillis) {
      if (Double.isNaN(extreme)) {
        extreme = value;
      } else {
        extreme = least ? Math.min(extreme, value) : Math.max(extreme, value);
      }
    }

    @Override
    public double value() {
      return extreme;
    }

    @Override
    public void archive(Archive archive) {
      extreme = archive.number(extreme);
    }
  }

  /** The sum, rounded once, or the mean: that sum divided by the count. */
  final class Sum implements Aggregation {
    private final boolean mean;
    private final ExactSum sum = new ExactSum();
    private long count;

    Sum(boolean mean) {
      this.mean = mean;
    }

    @Override
    public void add(double value, long epochMillis) {
      sum.add(value);
      count++;
    }

    @Override
    public double value() {
      if (count == 0) {
        return Double.NaN;
      }
      return mean ? sum.value() / count : sum.value();
    }

    @Override
    public void archive(Archive archive) {
      sum.archive(archive);
      count = archive.number(count);
    }
  }
}
