/**
 * Recurrent networks that learn online by truncated backpropagation through time.
 *
 * <pre>
 *   RecurrentSpec, NetworkShape   what was asked for
 *   Parameters                    what was learned     ◄── optimizer ◄── clip ◄── gradient
 *   Memory                        what runs along: carries, inputs and targets of the last steps
 *   Network                       scratch of one unrolled window: {@link dev.eddy.model.recurrent.cell
 *                                 cells} in layers, then a readout; forward and backward
 *
 *   Frame ─► RecurrentForecaster ─► TruncatedBackpropagation ─► Network ─► Kernel
 * </pre>
 */
package dev.eddy.model.recurrent;
