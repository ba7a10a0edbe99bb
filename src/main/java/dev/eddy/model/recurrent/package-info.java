/**
 * A long short-term memory network that learns online by truncated backpropagation through time.
 *
 * <pre>
 *   LstmSpec, LstmShape        what was asked for
 *   LstmParameters             what was learned         ◄── Adam ◄── GradientClip ◄── gradient
 *   LstmMemory                 what runs along: carries, inputs and targets of the last k2 steps
 *   LstmWindow                 scratch of one unrolled window, forward and backward
 *
 *   Frame ─► LstmForecaster ─► TruncatedBackpropagation ─► LstmWindow ─► Kernel
 * </pre>
 */
package dev.eddy.model.recurrent;
