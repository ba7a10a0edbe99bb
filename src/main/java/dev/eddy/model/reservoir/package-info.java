/**
 * Echo state networks (Jaeger 2001, GMD report 148; Lukoševičius 2012, doi
 * 10.1007/978-3-642-35289-8_36): fixed random networks of leaky units whose states are a memory of
 * the series, and a readout that alone is learned.
 *
 * <pre>
 *             ┌────────────── feedback, where asked for ──────────────┐
 *   sequence x(n) ──► Reservoirs s(n) ─┐                              │
 *   lags f(n) ─────────────────────────┴─► [f(n), s(n)] ──readout──► residuals at every horizon
 * </pre>
 */
package dev.eddy.model.reservoir;
