/**
 * How a series' forecaster survives the process it lives in: snapshots of all it remembers, and a
 * journal of the observations learned since. No Kafka.
 *
 * <pre>
 *   observation ─► LiveSeries.accept ─► SeriesState: champion, challenger?
 *   command ─────►     … .obey     ├── every change ─────────────► journal entry, place = number mod 512
 *                                  ├── after 64 to 256 entries ──────► snapshot, slot = count mod 2
 *                                  └── every 4,096 and 65,536 steps ──► checkpoint, slots 2 and 3
 *
 *   LiveSeries.restore: newest snapshot that can be read + journal entries after it, learned again
 * </pre>
 *
 * Learning is the same to the last bit whenever it is done again, so what is restored is the very
 * object that was lost.
 */
package dev.eddy.state;
