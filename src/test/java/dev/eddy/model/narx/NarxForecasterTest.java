package dev.eddy.model.narx;

import dev.eddy.model.Forecaster;
import dev.eddy.model.ForecasterContract;
import dev.eddy.series.Frame;
import dev.eddy.spec.Entries;
import dev.eddy.spec.NarxSpec;
import dev.eddy.training.Chance;

class NarxForecasterTest extends ForecasterContract {
  @Override
  protected Forecaster make(Frame frame, long seed) {
    NarxSpec spec = Entries.entry().units(10).narx();
    return new NarxForecaster(spec, frame, new Chance(seed, "narx", 0));
  }
}
