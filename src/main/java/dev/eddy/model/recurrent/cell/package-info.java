/**
 * The equations of recurrent layers, one file each.
 *
 * <pre>
 *   inputs of the window ─InputWeights──┐ Connections
 *   hidden state before ─RecurrentWeights─► sums ─Equations─► hidden state, cell state
 *   └───────────────────────────── ComposedCell ─────────────────────────────────────┘
 * </pre>
 *
 * <p>A cell whose sums are made otherwise is a {@link dev.eddy.model.recurrent.cell.Cell} of its
 * own. What several cells have in common stands in LstmState, Exposure and Normalisation.
 *
 * <p>A new cell is one file here, its name in {@link dev.eddy.spec.CellKind} and one line in {@link
 * dev.eddy.model.recurrent.cell.Cells}.
 */
package dev.eddy.model.recurrent.cell;
