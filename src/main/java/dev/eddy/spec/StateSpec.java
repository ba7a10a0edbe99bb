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
 */
public record StateSpec(CacheSpec cache, Optional<Duration> expire) {
  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public StateSpec {
    cache = cache == null ? CacheSpec.parse("40%") : cache;
    expire = expire == null ? Optional.empty() : expire;
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
    this(cache, Optional.empty());
  }
}
