/**
 * Recurrent networks as the papers write them, in double, slow and plain: what the real ones are
 * judged by.
 *
 * <pre>
 *   Tape, Scalar                 arithmetic that can be differentiated backwards
 *   ReferenceCell                one step of a cell, in formulas ◄── ReferenceCells names them all
 *   ReferenceLayer, -Readout     a cell and its arrays of weights
 *   ReferenceLoss                of one pair of a forecast and its target
 *   ReferenceWindow              inputs, targets and carries
 *
 *   ReferenceNetwork + ReferenceWindow ─► ReferenceAnswer: outputs, loss and every gradient
 * </pre>
 *
 * <p>Nothing here uses the code under test. It stands on the golden numbers of another
 * implementation, on closed forms, and on central differences.
 */
package dev.eddy.model.recurrent.reference;
