package dev.eddy.bench;

import java.util.NavigableMap;

/**
 * The bounds that this core sets.
 *
 * @param floatGigaflops multiply-adds in single precision, each two operations
 * @param doubleGigaflops the same in double
 * @param copyGigabytes bytes read and written a nanosecond, by the bytes of both arrays together
 */
record Machine(
    double floatGigaflops, double doubleGigaflops, NavigableMap<Long, Double> copyGigabytes) {
  /** The bandwidth of the nearest memory that holds so many bytes. */
  double bandwidth(long bytes) {
    return (copyGigabytes.ceilingEntry(bytes) == null
            ? copyGigabytes.lastEntry()
            : copyGigabytes.ceilingEntry(bytes))
        .getValue();
  }
}
