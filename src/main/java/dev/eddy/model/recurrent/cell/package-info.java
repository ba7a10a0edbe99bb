/**
 * The equations of recurrent layers, one file each.
 *
 * <pre>
 *   inputs of the window ─InputWeights─► sums ─┐
 *   hidden state before ─RecurrentWeights──────┴─► Cell.forward ─► hidden state, cell state
 * </pre>
 *
 * A new cell is one file here, its name in {@link dev.eddy.spec.CellKind} and one line in {@link
 * dev.eddy.model.recurrent.cell.Cells}.
 */
package dev.eddy.model.recurrent.cell;
