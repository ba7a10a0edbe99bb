package dev.eddy.model.recurrent.reference;

import dev.eddy.training.Draws;
import java.util.List;

/**
 * What a network is unrolled over. The arrays are the ones given, there to be changed; one thread.
 */
public final class ReferenceWindow {
  /** x, [steps][inputs]. */
  public final double[][] inputs;

  /** [steps][pairs]; NaN where the target is missing or not there yet. */
  public final double[][] targets;

  /** h before the first step, [layers][outputs of the layer]. */
  public final double[][] hidden;

  /** c before the first step, [layers][cells of the layer]. */
  public final double[][] cells;

  /**
   * A window.
   *
   * @param inputs [steps][inputs]
   * @param targets [steps][pairs], NaN where missing
   * @param hidden [layers][outputs of the layer]
   * @param cells [layers][cells of the layer]
   */
  public ReferenceWindow(
      double[][] inputs, double[][] targets, double[][] hidden, double[][] cells) {
    this.inputs = inputs;
    this.targets = targets;
    this.hidden = hidden;
    this.cells = cells;
  }

  /** A window from rest: all carries 0. */
  public static ReferenceWindow fromRest(
      double[][] inputs, double[][] targets, List<ReferenceLayer> layers) {
    double[][] hidden = new double[layers.size()][];
    double[][] cells = new double[layers.size()][];
    for (int l = 0; l < hidden.length; l++) {
      hidden[l] = new double[layers.get(l).cell().outputs()];
      cells[l] = new double[layers.get(l).cell().cells()];
    }
    return new ReferenceWindow(inputs, targets, hidden, cells);
  }

  /**
   * A window of normal inputs and targets with deviation 1 and carries with ½, all of them numbers
   * that floats hold exactly.
   *
   * @param missing the share of targets that are missing; one is always there
   */
  public static ReferenceWindow random(
      List<ReferenceLayer> layers, int steps, int pairs, double missing, Draws draws) {
    double[][] inputs = gaussian(draws, new double[steps][layers.get(0).inputs()], 1);
    double[][] targets = gaussian(draws, new double[steps][pairs], 1);
    int kept = draws.below(steps * pairs);
    for (int i = 0; i < steps * pairs; i++) {
      if (draws.uniform() < missing && i != kept) {
        targets[i / pairs][i % pairs] = Double.NaN;
      }
    }
    ReferenceWindow window = fromRest(inputs, targets, layers);
    gaussian(draws, window.hidden, 0.5);
    gaussian(draws, window.cells, 0.5);
    return window;
  }

  private static double[][] gaussian(Draws draws, double[][] rows, double scale) {
    for (double[] row : rows) {
      for (int c = 0; c < row.length; c++) {
        row[c] = (float) (scale * draws.gaussian());
      }
    }
    return rows;
  }
}
