package dev.eddy.stream;

import dev.eddy.observe.EngineMeters;

/**
 * Tells the time that a record is learned in from the time that it takes to keep what was learned:
 * a series learns first, and from its first put on it keeps. Not safe for use by several threads.
 */
final class LearningWatch {
  private final EngineMeters meters;
  private long start;
  private long learned;
  private boolean keeping;

  LearningWatch(EngineMeters meters) {
    this.meters = meters;
  }

  /** A record is handed to its series. */
  void start() {
    keeping = false;
    start = meters.now();
  }

  /** Something is about to be put. */
  void keeps() {
    if (!keeping) {
      keeping = true;
      learned = meters.now();
    }
  }

  /** The series is done with the record. */
  void stop() {
    long stop = meters.now();
    meters.engineTime(stop - start);
    meters.learningTime((keeping ? learned : stop) - start);
  }
}
