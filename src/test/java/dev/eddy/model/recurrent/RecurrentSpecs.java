package dev.eddy.model.recurrent;

import dev.eddy.spec.AdamSpec;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.ClipSpec;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.LearningRule;
import dev.eddy.spec.LossSpec;
import dev.eddy.spec.OptimizerSpec;
import dev.eddy.spec.RecurrentSpec;
import dev.eddy.spec.ReplaySpec;
import dev.eddy.spec.StartSpec;
import dev.eddy.spec.TruncationSpec;
import java.util.List;
import java.util.Optional;

/**
 * Specifications for tests: nine LSTM units, BPTT(4, 12), Adam at 0.01, unless a test says more.
 */
final class RecurrentSpecs {
  CellKind type = CellKind.LSTM;
  int units = 9;
  List<LayerSpec> above = List.of();
  LossSpec loss;
  LearningRule learning;
  TruncationSpec truncation = new TruncationSpec(4, Optional.of(12));
  Boolean stateful;
  ReplaySpec replay;
  OptimizerSpec optimizer = new AdamSpec(0.01, null, null, null);
  ClipSpec clip;
  Double weightNoise;
  StartSpec start;

  RecurrentSpecs truncation(int every, int window) {
    truncation = new TruncationSpec(every, Optional.of(window));
    return this;
  }

  RecurrentSpec spec() {
    return new RecurrentSpec(
        null,
        type,
        null,
        null,
        null,
        units,
        null,
        null,
        null,
        above,
        loss,
        learning,
        truncation,
        stateful,
        replay,
        optimizer,
        clip,
        weightNoise,
        start);
  }
}
