package dev.eddy.spec;

import java.time.Duration;
import java.util.Optional;

/**
 * How state is held.
 *
 * @param cache how many series an instance keeps live on its heap
 * @param expire a record later than this after its series' last step, by their own times, starts
 *     the series anew; left out: however long a silence was, what was learned before is gone on
 *     from
 * @param restore when series come back to the heap that were on it before a restart, or elsewhere;
 *     changes no forecast
 */
public record StateSpec(CacheSpec cache, Optional<Duration> expire, Restore restore) {
  /** When a series is brought back to the heap. */
  public enum Restore {
    /** With its next record, which waits for it. */
    ON_TOUCH,
    /** Beside other series' records, as many as the cache has room for. */
    AHEAD
  }

  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public StateSpec {
    cache = cache == null ? CacheSpec.parse("40%") : cache;
    expire = expire == null ? Optional.empty() : expire;
    restore = restore == null ? Restore.ON_TOUCH : restore;
    new Checks()
        .that(
            expire.isEmpty() || (!expire.get().isNegative() && !expire.get().isZero()),
            "expire",
            expire.map(Duration::toString).orElse(""),
            "must be longer than nothing")
        .done();
  }

  /** Of series that are remembered for good. */
  public StateSpec(CacheSpec cache) {
    this(cache, Optional.empty(), null);
  }
}
