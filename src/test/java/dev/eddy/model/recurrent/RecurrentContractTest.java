package dev.eddy.model.recurrent;

import dev.eddy.model.Forecaster;
import dev.eddy.model.ForecasterContract;
import dev.eddy.series.Frame;
import dev.eddy.spec.CellKind;
import dev.eddy.spec.RecurrentSpec;
import dev.eddy.training.Chance;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class RecurrentContractTest extends ForecasterContract {
  @Parameter private CellKind kind;

  @Override
  protected Forecaster make(Frame frame, long seed) {
    RecurrentSpec spec = RecurrentSpec.of(kind, 4, null);
    return new RecurrentForecaster(spec, frame, new Chance(seed, kind.label(), 0));
  }
}
