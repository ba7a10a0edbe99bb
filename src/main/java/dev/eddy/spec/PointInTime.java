package dev.eddy.spec;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * A time as files write it, ISO-8601: {@code 2026-01-31}, which is the start of that day, {@code
 * 2026-01-31T06:30} or {@code 2026-01-31T06:30:00Z}.
 *
 * @param local what a clock on the wall shows
 * @param offset of that clock; empty: it hangs in the source's zone
 */
public record PointInTime(LocalDateTime local, Optional<ZoneOffset> offset) {
  /** The forms, for the message where a text has none of them. */
  static final String FORMS = "a time such as 2026-01-31, 2026-01-31T06:30 or 2026-01-31T06:30:00Z";

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter();

  /** The time that a text tells; empty if it tells none. */
  static Optional<PointInTime> read(String text) {
    try {
      TemporalAccessor read =
          FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      return Optional.of(of(read));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static PointInTime of(TemporalAccessor read) {
    if (read instanceof OffsetDateTime time) {
      return new PointInTime(time.toLocalDateTime(), Optional.of(time.getOffset()));
    }
    return read instanceof LocalDateTime time
        ? new PointInTime(time, Optional.empty())
        : new PointInTime(LocalDate.from(read).atStartOfDay(), Optional.empty());
  }

  /**
   * The moment that is meant. Where clocks are put back and show it twice, the earlier; where they
   * are put forward and never show it, it is moved by as much as they are.
   */
  public Instant in(ZoneId zone) {
    return offset.map(local::toInstant).orElseGet(() -> local.atZone(zone).toInstant());
  }

  /** The form that a file may have. */
  @Override
  public String toString() {
    return local + offset.map(ZoneOffset::toString).orElse("");
  }
}
