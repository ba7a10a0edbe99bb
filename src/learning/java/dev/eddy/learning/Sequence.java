package dev.eddy.learning;

import dev.eddy.kernel.Steps;
import java.util.Arrays;

/** Inputs of successive steps and what is to be read out at each; missing targets are NaN. */
public final class Sequence {
  private final int steps;
  private final int inputSize;
  private final int targetSize;
  private final float[] inputs; // [steps][inputs]
  private final float[] targets; // [steps][targets]

  /** All inputs zero, all targets missing. */
  public Sequence(int steps, int inputs, int targets) {
    this.steps = steps;
    inputSize = inputs;
    targetSize = targets;
    this.inputs = new float[steps * inputs];
    this.targets = new float[steps * targets];
    Arrays.fill(this.targets, Float.NaN);
  }

  /**
   * Each character of a text is to forecast the next one, each one-hot.
   *
   * @param alphabet the characters in the order of their places
   */
  static Sequence nextCharacters(String text, String alphabet) {
    int last = text.length() - 1;
    Sequence sequence = new Sequence(last, alphabet.length(), alphabet.length());
    for (int t = 0; t < last; t++) {
      sequence.setInput(t, alphabet.indexOf(text.charAt(t)), 1);
      sequence.setClass(t, alphabet.indexOf(text.charAt(t + 1)));
    }
    return sequence;
  }

  public int steps() {
    return steps;
  }

  public float input(int step, int index) {
    return inputs[step * inputSize + index];
  }

  public float target(int step, int index) {
    return targets[step * targetSize + index];
  }

  void setInput(int step, int index, double value) {
    inputs[step * inputSize + index] = (float) value;
  }

  void setTarget(int step, int index, double value) {
    targets[step * targetSize + index] = (float) value;
  }

  /** One target of the step is 1, all others 0. */
  void setClass(int step, int index) {
    for (int i = 0; i < targetSize; i++) {
      setTarget(step, i, i == index ? 1 : 0);
    }
  }

  /** Copies the inputs. */
  public void inputsInto(float[] to) {
    System.arraycopy(inputs, 0, to, 0, inputs.length);
  }

  /**
   * Copies the targets.
   *
   * @param stride floats of a step there
   */
  public void targetsInto(float[] to, int stride) {
    for (int t = 0; t < steps; t++) {
      System.arraycopy(targets, t * targetSize, to, t * stride, targetSize);
    }
  }

  /** Which of the first numbers read out at a step is the highest. */
  static int highest(Steps outputs, int step, int count) {
    int from = outputs.at(step);
    int highest = 0;
    for (int i = 1; i < count; i++) {
      highest = outputs.values()[from + i] > outputs.values()[from + highest] ? i : highest;
    }
    return highest;
  }
}
