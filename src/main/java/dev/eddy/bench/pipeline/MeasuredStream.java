package dev.eddy.bench.pipeline;

import dev.eddy.bench.BenchFailure;
import java.time.Duration;

/** A stream of this process that tells how far it is. */
interface MeasuredStream extends AutoCloseable {
  /** How long it may stand still before it is given up. */
  Duration PATIENCE = Duration.ofMinutes(2);

  /** The beginning of its threads' names, and of its topics'. */
  String name();

  /** How many records it has processed. */
  long processed();

  /** Nanoseconds of processor time that went into learning and forecasting. */
  double learningNanos();

  /** Throws if it does not run any more. */
  void requireLive() throws InterruptedException;

  @Override
  void close();

  /**
   * Waits until so many records are processed.
   *
   * @throws BenchFailure if it stands still
   */
  default void awaitProcessed(long count) throws InterruptedException {
    long before = -1;
    long moved = System.nanoTime();
    for (long now = processed(); now < count; now = processed()) {
      if (now > before) {
        before = now;
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
        throw new BenchFailure(
            name() + " stands still after " + now + " of " + count + " records", null);
      }
      requireLive();
      Thread.sleep(2);
    }
  }

  /** How far it is at this moment. */
  default Mark mark() {
    return new Mark(
        System.nanoTime(),
        processed(),
        ThreadTimes.of(name() + "-StreamThread-", ""),
        ThreadTimes.of("kafka-producer-network-thread", " " + name() + "-StreamThread-"),
        learningNanos(),
        ProducedBytes.to(name() + "-", "-changelog"));
  }

  /**
   * How far a stream is.
   *
   * @param nanos by the wall clock
   * @param records processed
   * @param streamNanos processor time of its thread
   * @param networkNanos processor time of its producer's thread
   * @param learningNanos of the first, what learning took
   * @param changelogBytes sent to its changelogs
   */
  record Mark(
      long nanos,
      long records,
      long streamNanos,
      long networkNanos,
      double learningNanos,
      double changelogBytes) {
    /** What it did since an earlier mark. */
    Mark since(Mark earlier) {
      return new Mark(
          nanos - earlier.nanos,
          records - earlier.records,
          streamNanos - earlier.streamNanos,
          networkNanos - earlier.networkNanos,
          learningNanos - earlier.learningNanos,
          changelogBytes - earlier.changelogBytes);
    }

    double perSecond() {
      return records * 1e9 / nanos;
    }

    /** Processor time of the stream's thread for a record. */
    double streamMicros() {
      return streamNanos / 1e3 / records;
    }

    /** The same without learning and forecasting. */
    double overheadMicros() {
      return (streamNanos - learningNanos) / 1e3 / records;
    }

    double networkMicros() {
      return networkNanos / 1e3 / records;
    }
  }
}
