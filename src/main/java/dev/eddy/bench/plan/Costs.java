package dev.eddy.bench.plan;

/**
 * What one series of a topology costs.
 *
 * @param freshBytes its snapshot when nothing is known of it
 * @param grownBytes its snapshot after it was followed for a while
 * @param heapBytes what it takes on the heap then
 * @param recordMicros processor time of one record: to learn it, forecast, write forecast and state
 * @param journalBytes that a record adds to the journal
 * @param snapshotBytes that are written of snapshots, a record
 * @param forecastBytes of a record that is published
 * @param journalPlaces how many entries of the journal are kept
 * @param loadMicros to bring it back to the heap, records of its journal learned again
 */
public record Costs(
    long freshBytes,
    long grownBytes,
    long heapBytes,
    double recordMicros,
    double journalBytes,
    double snapshotBytes,
    double forecastBytes,
    int journalPlaces,
    double loadMicros) {}
