/**
 * What models are trained with: reproducible chance, initial weights, optimizers with their
 * schedules, clipping, the norms of gradients, noise on weights, recursive least squares for
 * targets that arrive late, and damped Gauss–Newton fits.
 *
 * <pre>
 *   gradient ──GradientNorms──► norm ──GradientClip──► scale ──Optimizer──► parameters   (networks)
 *        ▲                                                        Schedule ──┘    │
 *        └───────────────────── passes ◄───── noisy copy ◄── WeightNoise ◄────────┘
 *   normal equations ──LevenbergMarquardt──► parameters                             (small layers)
 *   features ──advance──► RecursiveLeastSquares ◄──learn── target of an earlier step   (linear)
 * </pre>
 *
 * Stands on {@link dev.eddy.kernel}, {@link dev.eddy.spec} and {@link dev.eddy.archive}.
 */
package dev.eddy.training;
