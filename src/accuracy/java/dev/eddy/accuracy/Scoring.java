package dev.eddy.accuracy;

import java.util.List;
import java.util.Set;

/** How the forecasts of one series are measured. Not safe for use by several threads. */
interface Scoring {
  /**
   * What a model says at a step of a target.
   *
   * @param origin number of the step, from 0
   * @param said [H]. Not modified.
   */
  void add(String model, int target, int origin, double[] said);

  /** Who said something. */
  Set<String> models();

  /** A model's figures, in the order of {@link #names}. */
  List<Double> figures(String model);

  /** What is measured; of every figure the least is best. */
  List<String> names();
}
