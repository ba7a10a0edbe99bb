package dev.eddy.demo;

import java.util.List;
import java.util.Optional;

/**
 * How a file's rows become records of a topic.
 *
 * @param topic where they go
 * @param key columns whose cells are the record's key, joined by {@code /}, with {@code /} and
 *     {@code \} in a cell escaped by {@code \}, as fields name a series; empty: no key, and all
 *     records to partition 0, so that they keep their order
 * @param format how a record is written
 * @param speed how fast
 * @param time the column of the record's timestamp, ISO-8601 (UTC where it has no offset) or epoch
 *     milliseconds; left out: {@code time} if there is such a column. A row without a time that
 *     Kafka can hold is stamped with the present and waits for nothing
 * @param createPartitions if present, the topic is made with so many partitions where it is missing
 */
public record Replay(
    String topic,
    List<String> key,
    Format format,
    ReplaySpeed speed,
    Optional<String> time,
    Optional<Integer> createPartitions) {

  /** How a row is written as a record's value. */
  public enum Format {
    /**
     * One object, its members named by the header: cells that are JSON numbers as they stand, empty
     * ones as null, all others as text.
     */
    JSON,
    /** The cells joined by commas, quoted where needed, without a header. */
    CSV
  }

  /**
   * Checks.
   *
   * @throws DemoFailure if a rule is broken
   */
  public Replay {
    key = List.copyOf(key);
    if (!topic.matches("[A-Za-z0-9._-]{1,249}") || topic.matches("\\.{1,2}")) {
      throw DemoFailure.ofUse(
          "--topic " + topic + ": must be 1 to 249 letters, digits, dots, dashes and underscores",
          null);
    }
    if (createPartitions.isPresent()
        && (createPartitions.get() < 1 || createPartitions.get() > 10_000)) {
      throw DemoFailure.ofUse(
          "--partitions " + createPartitions.get() + ": must be 1 to 10000", null);
    }
  }

  /** Every row as JSON, as fast as possible, to a topic that is there, in the order of the file. */
  public static Replay of(String topic) {
    return new Replay(
        topic, List.of(), Format.JSON, ReplaySpeed.MAX, Optional.empty(), Optional.empty());
  }

  /** The same with keys. */
  public Replay withKey(List<String> key) {
    return new Replay(topic, key, format, speed, time, createPartitions);
  }

  /** The same in another format. */
  public Replay withFormat(Format format) {
    return new Replay(topic, key, format, speed, time, createPartitions);
  }

  /** The same at another speed. */
  public Replay withSpeed(ReplaySpeed speed) {
    return new Replay(topic, key, format, speed, time, createPartitions);
  }

  /** The same with the time taken from a column. */
  public Replay withTime(String column) {
    return new Replay(topic, key, format, speed, Optional.of(column), createPartitions);
  }

  /** The same, making the topic where it is missing. */
  public Replay creatingTopic(int partitions) {
    return new Replay(topic, key, format, speed, time, Optional.of(partitions));
  }
}
