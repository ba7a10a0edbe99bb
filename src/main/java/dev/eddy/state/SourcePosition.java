package dev.eddy.state;

/**
 * Where a record was read.
 *
 * @param partition of the source's topic
 * @param offset in that partition
 */
public record SourcePosition(int partition, long offset) {}
