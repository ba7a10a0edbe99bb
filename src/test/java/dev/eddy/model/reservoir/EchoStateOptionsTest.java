package dev.eddy.model.reservoir;

import dev.eddy.model.Forecaster;
import dev.eddy.model.ForecasterContract;
import dev.eddy.series.Frame;
import dev.eddy.spec.EchoStateSpec;
import dev.eddy.spec.Entries;
import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.RidgeSpec;
import java.util.List;

/** With every option: three reservoirs, feedback, and a readout by ridge regression. */
class EchoStateOptionsTest extends ForecasterContract {
  @Override
  protected Forecaster make(Frame frame, long seed) {
    EchoStateSpec spec =
        Entries.entry()
            .units(17)
            .leakRate(List.of(0.05, 0.3, 1.0))
            .feedback(0.3)
            .lags(new LagsSpec(2, 1, 2, 1))
            .readout(new RidgeSpec(17, 50, null))
            .echoState();
    return new EchoStateForecaster(spec, frame, new Reservoirs(), seed, 0);
  }
}
