package dev.eddy.model.reservoir;

import dev.eddy.model.Forecaster;
import dev.eddy.model.ForecasterContract;
import dev.eddy.series.Frame;
import dev.eddy.spec.EchoStateSpec;
import dev.eddy.spec.Entries;

class EchoStateForecasterTest extends ForecasterContract {
  private static final Reservoirs RESERVOIRS = new Reservoirs();

  @Override
  protected Forecaster make(Frame frame, long seed) {
    EchoStateSpec spec = Entries.entry().units(40).echoState();
    return new EchoStateForecaster(spec, frame, RESERVOIRS, seed, 0);
  }
}
