package dev.eddy.model.recurrent;

import dev.eddy.model.Forecaster;
import dev.eddy.model.ForecasterContract;
import dev.eddy.series.Frame;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.LearningRule;
import dev.eddy.training.Chance;

class RealTimeElmanContractTest extends ForecasterContract {
  @Override
  protected Forecaster make(Frame frame, long seed) {
    RecurrentSpecs specs = new RecurrentSpecs();
    specs.type = CellKind.ELMAN;
    specs.units = 5;
    specs.learning = LearningRule.RTRL;
    specs.truncation = null;
    return new RecurrentForecaster(specs.spec(), frame, new Chance(seed, "real time", 0));
  }
}
