package dev.eddy.model.recurrent;

/**
 * How many numbers go in, through and out of a network.
 *
 * @param inputs numbers of a step
 * @param units hidden units
 * @param outputs numbers read out
 * @param direct true if the inputs also reach the outputs by a linear path of their own
 */
public record LstmShape(int inputs, int units, int outputs, boolean direct) {}
