/**
 * Models with tapped delays of the target and the inputs (Leontaritis and Billings 1985, doi
 * 10.1080/0020718508961129).
 *
 * <pre>
 *   lags f(n) ──RLS──► linear part ────────────────────┐
 *        └────► tanh layer: what that leaves ─Trust──► + ──► residuals at every horizon
 * </pre>
 */
package dev.eddy.model.narx;
