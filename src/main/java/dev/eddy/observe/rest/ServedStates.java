package dev.eddy.observe.rest;

import java.util.List;
import java.util.Optional;

/**
 * What the series of a topology remember, as far as this process has it, and a way to change it.
 * Safe for use by several threads; reading never holds up who learns.
 */
public interface ServedStates {
  /** Goes back to an earlier state; the one command that takes a number of steps. */
  String ROLLBACK = "rollback";

  /** What can be asked of a series, import apart. */
  List<String> commands();

  /**
   * What is kept of a series; empty if this process has nothing of it. Costs as much as restoring
   * the series.
   *
   * @throws ServedTopology.NotReady while states are being restored or moved
   */
  Optional<Kept> find(String series);

  /**
   * What a series remembers, as one portable file; empty if this process has nothing of it. Costs
   * as {@link #find}.
   *
   * @throws ServedTopology.NotReady while states are being restored or moved
   */
  Optional<byte[]> export(String series);

  /**
   * Asks something of a series that this process has.
   *
   * @param command one of {@link #commands}
   * @param steps with {@link #ROLLBACK}: those of the state to go back to; else 0
   * @return where it was written
   * @throws NotWritten if brokers did not acknowledge it
   */
  Written ask(String series, String command, long steps);

  /**
   * Asks a series to go on from an exported state; one that nobody has seen then begins with it.
   *
   * @param exported a portable file
   * @return where it was written
   * @throws Unfit if it is none, or is of another kind of series
   * @throws NotWritten if brokers did not acknowledge it
   */
  Written adopt(String series, byte[] exported);

  /**
   * What is kept of a series.
   *
   * @param steps that it has taken in, skipped ones included
   * @param frozen true if it forecasts without learning
   * @param challenger true if other models learn beside those that forecast
   * @param entries how many journal entries it has written so far
   * @param stored states to go back to
   */
  record Kept(long steps, boolean frozen, boolean challenger, long entries, List<Stored> stored) {}

  /**
   * A state to go back to.
   *
   * @param slot 0 and 1 are the last two snapshots, 2 and 3 the checkpoints
   * @param steps that the series had taken in
   * @param bytes that it takes
   */
  record Stored(int slot, long steps, int bytes) {}

  /** Where a command was written. */
  record Written(String topic, int partition, long offset) {}

  /** What was brought does not fit; the message is a sentence's end, as of the file. */
  final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Because of this. */
    public Unfit(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Brokers did not say in time that they have a command; they may have it all the same. */
  final class NotWritten extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** In a sentence. */
    public NotWritten(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
