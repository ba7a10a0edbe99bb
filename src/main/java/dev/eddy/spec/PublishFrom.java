package dev.eddy.spec;

import java.util.Optional;

/**
 * Which forecasts are published while history is caught up on; all records are learned. Written as
 * {@code start}, {@code now} or a time.
 *
 * @param kind which
 * @param time with {@link Kind#TIME}: the origin, in the series' own time, from which forecasts are
 *     published
 */
public record PublishFrom(Kind kind, Optional<PointInTime> time) {
  /** All. */
  public static final PublishFrom START = new PublishFrom(Kind.START, Optional.empty());

  /** Those of records that came after the first start. */
  public static final PublishFrom NOW = new PublishFrom(Kind.NOW, Optional.empty());

  /** Which forecasts are published. */
  public enum Kind {
    /** All. */
    START,
    /** Those of records that were not there yet at the first start. */
    NOW,
    /** Those whose origin is at a time or after it. */
    TIME
  }

  /**
   * Which forecasts are published, from its short form.
   *
   * @throws InvalidSpec if it is none
   */
  public static PublishFrom parse(String text) {
    return switch (text) {
      case "start" -> START;
      case "now" -> NOW;
      default -> {
        Optional<PointInTime> time = PointInTime.read(text);
        new Checks()
            .that(time.isPresent(), "", text, "must be start, now or " + PointInTime.FORMS)
            .done();
        yield new PublishFrom(Kind.TIME, time);
      }
    };
  }

  /** The short form that {@link #parse} reads. */
  @Override
  public String toString() {
    return switch (kind) {
      case START -> "start";
      case NOW -> "now";
      case TIME -> time.orElseThrow().toString();
    };
  }
}
