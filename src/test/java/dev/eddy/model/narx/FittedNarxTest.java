package dev.eddy.model.narx;

import dev.eddy.model.Forecaster;
import dev.eddy.model.ForecasterContract;
import dev.eddy.series.Frame;
import dev.eddy.spec.Entries;
import dev.eddy.spec.LevenbergMarquardtSpec;
import dev.eddy.spec.NarxSpec;
import dev.eddy.training.Chance;

class FittedNarxTest extends ForecasterContract {
  @Override
  protected Forecaster make(Frame frame, long seed) {
    LevenbergMarquardtSpec fitting = new LevenbergMarquardtSpec(19, 2, 40, null, null);
    NarxSpec spec = Entries.entry().units(2).optimizer(fitting).narx();
    return new NarxForecaster(spec, frame, new Chance(seed, "narx", 0));
  }
}
