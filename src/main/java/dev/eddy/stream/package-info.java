/**
 * The engine as a Kafka Streams topology. A processor moves records and holds no formula.
 *
 * <pre>
 *   records ─► by-series? ─► decode ───► forecast ─► forecasts, learning
 *   (topic)    (re-keyed     │   commands ─┘ │  ▲
 *              topic)        └─► rejected ◄──┘  └── stores: snapshots, journal
 *   control ────────────────────► commands
 * </pre>
 *
 * {@link dev.eddy.stream.EddyTopology} draws it, from the specification alone; {@link
 * dev.eddy.stream.StreamEngine} runs it against brokers.
 */
package dev.eddy.stream;
