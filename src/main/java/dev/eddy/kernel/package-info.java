/**
 * The arithmetic under the models: arrays in, arrays out, nothing allocated.
 *
 * <p>One interface, {@link dev.eddy.kernel.Kernel}, with two implementations that give the same
 * bits: plain loops, and the Vector API where the module is there. Every sum is a column sum by
 * fused multiply-add in a fixed order, or sixteen partial sums in a fixed order, so that neither
 * the width of the processor's vectors nor the compiler decides a bit.
 *
 * <p>Stands on nothing.
 */
package dev.eddy.kernel;
