/**
 * Something to try Eddy with where nothing else is at hand: a Kafka in this process, real data, and
 * a way to produce it at its own pace.
 *
 * <pre>
 *   BundledData ─┐
 *                ├─► backtest.CsvRows ──RowEncoder──► Replayer ──► Kafka (InProcessBroker or any other)
 *   CSV files  ──┘
 * </pre>
 *
 * No Kafka type stands in a public signature here, so that the command line needs none.
 */
package dev.eddy.demo;
