package dev.eddy.model.narx;

import dev.eddy.model.Forecaster;
import dev.eddy.model.ForecasterContract;
import dev.eddy.series.Frame;
import dev.eddy.spec.NarxSpec;
import dev.eddy.training.Chance;

class NarxForecasterTest extends ForecasterContract {
  @Override
  protected Forecaster make(Frame frame, long seed) {
    NarxSpec spec = new NarxSpec(null, null, null, null, 10, null, null, null, null);
    return new NarxForecaster(spec, frame, new Chance(seed, "narx", 0));
  }
}
