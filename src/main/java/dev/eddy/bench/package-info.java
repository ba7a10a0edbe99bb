/**
 * This machine measured: what an event of a series costs, and the arithmetic under the forecasters
 * beside the bounds that the processor sets, and beside the same update written on a library of
 * matrices.
 *
 * <pre>
 *   CoreBench ─► SeriesBench, MachineBench, RecurrentBench, EchoStateBench ─► Stopwatch
 *       └──► Row, one a measurement, as it is done
 * </pre>
 */
package dev.eddy.bench;
