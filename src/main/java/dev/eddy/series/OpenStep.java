package dev.eddy.series;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.spec.StepSpec.Aggregate;
import java.util.Arrays;

/**
 * A step that still gathers records. Its size does not grow with their number. Not safe for use by
 * several threads.
 */
final class OpenStep implements Archived {
  private final Aggregation[] targets;
  private final Aggregation[] inputs;
  private final double[][] known;
  private long index;
  private long lastMillis = Long.MIN_VALUE;

  /** Without records. */
  OpenStep(long index, StepShape shape, Aggregate aggregate) {
    this.index = index;
    this.targets = aggregations(shape.targets(), aggregate);
    this.inputs = aggregations(shape.inputs(), aggregate);
    this.known = new double[shape.known()][shape.ahead()];
  }

  private static Aggregation[] aggregations(int count, Aggregate aggregate) {
    Aggregation[] aggregations = new Aggregation[count];
    Arrays.setAll(aggregations, i -> Aggregation.of(aggregate));
    return aggregations;
  }

  /** Its place on the calendar. */
  long index() {
    return index;
  }

  /** Takes a record in. What is known ahead is that of the latest record as a whole. */
  void add(Observation observation) {
    addAll(observation.targets(), targets, observation.epochMillis());
    addAll(observation.inputs(), inputs, observation.epochMillis());
    if (observation.epochMillis() >= lastMillis) {
      lastMillis = observation.epochMillis();
      for (int i = 0; i < known.length; i++) {
        System.arraycopy(observation.known()[i], 0, known[i], 0, known[i].length);
      }
    }
  }

  private static void addAll(double[] values, Aggregation[] aggregations, long epochMillis) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        aggregations[i].add(values[i], epochMillis);
      }
    }
  }

  /**
   * What the records come to. To be called once, at the end.
   *
   * @param epochMillis when the step begins
   */
  Step close(long epochMillis) {
    return new Step(index, epochMillis, values(targets), values(inputs), known);
  }

  private static double[] values(Aggregation[] aggregations) {
    double[] values = new double[aggregations.length];
    Arrays.setAll(values, i -> aggregations[i].value());
    return values;
  }

  @Override
  public void archive(Archive archive) {
    index = archive.number(index);
    lastMillis = archive.number(lastMillis);
    for (Aggregation target : targets) {
      target.archive(archive);
    }
    for (Aggregation input : inputs) {
      input.archive(archive);
    }
    for (double[] ahead : known) {
      archive.array(ahead);
    }
  }
}
