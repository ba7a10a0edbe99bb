/**
 * Recurrent networks that learn online, by truncated backpropagation through time or, small ones,
 * in real time.
 *
 * <pre>
 *   RecurrentSpec, NetworkShape   what was asked for
 *   Parameters                    what was learned     ◄── optimizer ◄── clip ◄── gradient
 *   Memory                        what runs along: carries, inputs and targets of the last steps
 *   Network                       scratch of one unrolled window: {@link dev.eddy.model.recurrent.cell
 *                                 cells} in layers, then a readout; forward and backward
 *
 *   Frame ─► RecurrentForecaster ─► OnlineLearner: TruncatedBackpropagation ─► Network ─► Kernel
 *                                              or RealTimeLearning         ─┘
 * </pre>
 *
 * <p>Real-time learning keeps its last steps in a network of its own (SlidingWindow) and all that
 * lies before them in Sensitivities.
 */
package dev.eddy.model.recurrent;
