package dev.eddy.model.narx;

import dev.eddy.model.Forecaster;
import dev.eddy.model.ForecasterContract;
import dev.eddy.series.Frame;
import dev.eddy.spec.Entries;

class ArxForecasterTest extends ForecasterContract {
  @Override
  protected Forecaster make(Frame frame, long seed) {
    return new ArxForecaster(Entries.entry().arx(), frame);
  }
}
