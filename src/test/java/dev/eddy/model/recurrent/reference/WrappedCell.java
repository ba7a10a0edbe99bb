package dev.eddy.model.recurrent.reference;

import java.util.Map;

/** Another cell, but for its step. */
interface WrappedCell extends ReferenceCell {
  /** The other cell. */
  ReferenceCell cell();

  @Override
  default String name() {
    return cell().name();
  }

  @Override
  default int outputs() {
    return cell().outputs();
  }

  @Override
  default int cells() {
    return cell().cells();
  }

  @Override
  default Map<String, int[]> shapes(int inputs) {
    return cell().shapes(inputs);
  }

  @Override
  default long parameterCount(int inputs) {
    return cell().parameterCount(inputs);
  }
}
