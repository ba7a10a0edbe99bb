package dev.eddy.spec;

import java.time.Duration;
import java.util.Optional;

/**
 * Steps of equal width. Step k covers [k·every, (k+1)·every) from the epoch in UTC; widths of whole
 * days are days of the source's zone.
 *
 * @param every the width: milliseconds that divide a day, or whole days up to 366
 * @param closes which record ends a step
 * @param aggregate how the records of one step become one value, with {@link Closes#NEXT}
 * @param grace how long a step waits for late records, with {@link Closes#NEXT}
 * @param revisions what becomes of a step whose record is corrected later; left out: {@link
 *     Revisions#IGNORE}
 */
public record StepSpec(
    Duration every,
    Closes closes,
    Aggregate aggregate,
    Duration grace,
    Optional<Revisions> revisions) {
  private static final Duration DAY = Duration.ofDays(1);

  /** Which record ends a step. */
  public enum Closes {
    /** The first record of a step is the step, and is forecast from at once. */
    FIRST_RECORD,
    /** A step gathers records until one of a later step, plus the grace, has come. */
    NEXT
  }

  /** How the records of one step become one value. */
  public enum Aggregate {
    /** The value with the latest time. */
    LAST,
    /** The arithmetic mean. */
    MEAN,
    /** The sum. */
    SUM,
    /** The least. */
    MIN,
    /** The greatest. */
    MAX
  }

  /** What a correction does: a record at the time of an earlier one that says otherwise. */
  public enum Revisions {
    /** Nothing: it is a duplicate, or late. */
    IGNORE,
    /** The step counts as missing from then on, with {@link Closes#FIRST_RECORD}. */
    MASK
  }

  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public StepSpec {
    closes = closes == null ? Closes.FIRST_RECORD : closes;
    Checks checks = new Checks();
    checks.that(every != null, "every", "", "is needed");
    if (every != null) {
      checks.that(
          isWidth(every),
          "every",
          every,
          "must be milliseconds that divide a day, or whole days up to 366");
    }
    boolean gathers = closes == Closes.NEXT;
    checks.that(
        gathers || aggregate == null || aggregate == Aggregate.LAST,
        "aggregate",
        aggregate,
        "goes with closes: next");
    checks.that(
        gathers || grace == null || grace.isZero(), "grace", grace, "goes with closes: next");
    boolean masks = revisions != null && revisions.equals(Optional.of(Revisions.MASK));
    checks.that(
        !masks || !gathers,
        "revisions",
        Revisions.MASK,
        "goes with closes: first-record; what comes while a step gathers is gathered, and what comes"
            + " later is late");
    revisions = masks ? revisions : Optional.empty();
    aggregate = aggregate == null ? Aggregate.LAST : aggregate;
    grace = grace == null ? Duration.ZERO : grace;
    checks.that(
        !grace.isNegative() && grace.compareTo(Duration.ofDays(366)) <= 0,
        "grace",
        grace,
        "must be 0s to 366d");
    checks.done();
  }

  /** Where corrections are ignored. */
  public StepSpec(Duration every, Closes closes, Aggregate aggregate, Duration grace) {
    this(every, closes, aggregate, grace, Optional.empty());
  }

  /** True if a correction makes its step count as missing. */
  public boolean masksRevisions() {
    return revisions.isPresent();
  }

  /** The same where corrections are ignored. */
  public StepSpec ignoringRevisions() {
    return new StepSpec(every, closes, aggregate, grace);
  }

  /** True if steps are days of the source's zone rather than equal spans of time. */
  public boolean wholeDays() {
    return every.compareTo(DAY) >= 0;
  }

  private static boolean isWidth(Duration every) {
    if (every.isNegative() || every.isZero() || every.compareTo(Duration.ofDays(366)) > 0) {
      return false;
    }
    if (every.compareTo(DAY) >= 0) {
      return every.equals(Duration.ofDays(every.toDays()));
    }
    return every.toNanosPart() % 1_000_000 == 0 && DAY.toMillis() % every.toMillis() == 0;
  }
}
