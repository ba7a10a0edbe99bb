/**
 * What models are trained with: reproducible chance, initial weights, optimizers, clipping, and
 * recursive least squares for targets that arrive late.
 *
 * <pre>
 *   gradient ──GradientClip──► scale ──Adam──► parameters      (networks)
 *   features ──advance──► RecursiveLeastSquares ◄──learn── target of an earlier step   (linear)
 * </pre>
 *
 * Stands on {@link dev.eddy.kernel}, {@link dev.eddy.spec} and {@link dev.eddy.archive}.
 */
package dev.eddy.training;
