package dev.eddy.model.narx;

import dev.eddy.model.Forecaster;
import dev.eddy.model.ForecasterContract;
import dev.eddy.series.Frame;
import dev.eddy.spec.Entries;
import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.PseudoInverseSpec;

class BatchArxTest extends ForecasterContract {
  @Override
  protected Forecaster make(Frame frame, long seed) {
    PseudoInverseSpec readout = new PseudoInverseSpec(23, 60);
    LagsSpec lags = new LagsSpec(3, 1, 2, 1);
    return new ArxForecaster(Entries.entry().lags(lags).readout(readout).arx(), frame);
  }
}
