package dev.eddy.bench.plan;

import dev.eddy.spec.CacheSpec;

/**
 * What a deployment has to bear.
 *
 * @param series how many
 * @param rate records a second, of all series together
 * @param cache how many series are kept live
 */
public record Demand(long series, double rate, CacheSpec cache) {}
