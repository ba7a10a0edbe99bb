package dev.eddy.model.recurrent;

import dev.eddy.model.Forecaster;
import dev.eddy.model.ForecasterContract;
import dev.eddy.series.Frame;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.RecurrentSpec;
import dev.eddy.training.Chance;

class RecurrentContractTest extends ForecasterContract {
  @Override
  protected Forecaster make(Frame frame, long seed) {
    RecurrentSpec spec = RecurrentSpec.of(CellKind.LSTM, 8, null);
    return new RecurrentForecaster(spec, frame, new Chance(seed, "lstm", 0));
  }
}
