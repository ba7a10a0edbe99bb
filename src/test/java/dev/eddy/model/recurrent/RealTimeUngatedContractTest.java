package dev.eddy.model.recurrent;

import dev.eddy.model.Forecaster;
import dev.eddy.model.ForecasterContract;
import dev.eddy.series.Frame;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.LearningRule;
import dev.eddy.spec.RecurrentSpec;
import dev.eddy.training.Chance;

class RealTimeUngatedContractTest extends ForecasterContract {
  @Override
  protected Forecaster make(Frame frame, long seed) {
    RecurrentSpec spec =
        new RecurrentSpec(
            null,
            CellKind.LSTM_1997,
            null,
            null,
            5,
            null,
            null,
            null,
            null,
            null,
            LearningRule.RTRL,
            null,
            null,
            null,
            null,
            null,
            null);
    return new RecurrentForecaster(spec, frame, new Chance(seed, "real time", 0));
  }
}
