package dev.eddy.kernel;

/**
 * Vectors of successive steps in one array, oldest first: step t begins at {@code t · stride}. A
 * view, which takes no memory of its own.
 *
 * @param values [steps][stride], not copied
 * @param stride floats from one step to the next
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Steps(float[] values, int stride) {}
