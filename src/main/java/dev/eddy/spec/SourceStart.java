package dev.eddy.spec;

import java.util.Optional;

/**
 * Where reading begins when a deployment is started for the first time. Written as {@code
 * earliest}, {@code latest} or a time.
 *
 * @param kind where
 * @param time with {@link Kind#TIME}: what the records' timestamps are compared with
 */
public record SourceStart(Kind kind, Optional<PointInTime> time) {
  /** With the oldest record that the topic holds. */
  public static final SourceStart EARLIEST = new SourceStart(Kind.EARLIEST, Optional.empty());

  /** With the first record after the start. */
  public static final SourceStart LATEST = new SourceStart(Kind.LATEST, Optional.empty());

  /** Where reading begins. */
  public enum Kind {
    /** With the oldest record. */
    EARLIEST,
    /** With the next record. */
    LATEST,
    /** With the first record, by its timestamp, at a time or after it. */
    TIME
  }

  /**
   * Where reading begins, from its short form.
   *
   * @throws InvalidSpec if it is none
   */
  public static SourceStart parse(String text) {
    return switch (text) {
      case "earliest" -> EARLIEST;
      case "latest" -> LATEST;
      default -> {
        Optional<PointInTime> time = PointInTime.read(text);
        new Checks()
            .that(time.isPresent(), "", text, "must be earliest, latest or " + PointInTime.FORMS)
            .done();
        yield new SourceStart(Kind.TIME, time);
      }
    };
  }

  /** The short form that {@link #parse} reads. */
  @Override
  public String toString() {
    return switch (kind) {
      case EARLIEST -> "earliest";
      case LATEST -> "latest";
      case TIME -> time.orElseThrow().toString();
    };
  }
}
