package dev.eddy.learning;

import dev.eddy.model.recurrent.SequenceLearner.Setting;
import dev.eddy.spec.AdamSpec;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.ClipSpec;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.OptimizerSpec;
import dev.eddy.spec.SgdSpec;
import java.util.List;

/** Networks of one layer, whose gradient's norm is clipped at 1. */
final class Learners {
  private Learners() {}

  /** By Adam. */
  static Setting of(CellKind kind, int units, double learningRate) {
    return of(kind, units, learningRate, 0);
  }

  /**
   * By Adam, with gates started for a memory.
   *
   * @param reach see {@link Setting}
   */
  static Setting of(CellKind kind, int units, double learningRate, int reach) {
    return of(kind, units, new AdamSpec(learningRate, null, null, null), reach);
  }

  /** By gradient descent with a momentum of 0.9. */
  static Setting withMomentum(CellKind kind, int units, double learningRate) {
    return of(kind, units, new SgdSpec(learningRate, 0.9, null, null), 0);
  }

  private static Setting of(CellKind kind, int units, OptimizerSpec optimizer, int reach) {
    return new Setting(List.of(LayerSpec.of(kind, units)), optimizer, ClipSpec.parse("1"), reach);
  }
}
