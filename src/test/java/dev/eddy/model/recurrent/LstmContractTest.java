package dev.eddy.model.recurrent;

import dev.eddy.model.Forecaster;
import dev.eddy.model.ForecasterContract;
import dev.eddy.series.Frame;
import dev.eddy.spec.LstmSpec;
import dev.eddy.training.Chance;

class LstmContractTest extends ForecasterContract {
  @Override
  protected Forecaster make(Frame frame, long seed) {
    LstmSpec spec = new LstmSpec(null, null, null, 8, null, null, null, null);
    return new LstmForecaster(spec, frame, new Chance(seed, "lstm", 0));
  }
}
