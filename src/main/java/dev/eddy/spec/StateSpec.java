package dev.eddy.spec;

/**
 * How state is held.
 *
 * @param cache how many series an instance keeps live on its heap
 */
public record StateSpec(CacheSpec cache) {
  /** Fills in defaults. */
  public StateSpec {
    cache = cache == null ? CacheSpec.parse("40%") : cache;
  }
}
