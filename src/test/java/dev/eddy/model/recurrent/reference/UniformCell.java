package dev.eddy.model.recurrent.reference;

import java.util.Map;

/**
 * A cell whose units are alike: each has as many rows, one entry of h and, unless the cell says
 * otherwise, one of c.
 */
interface UniformCell extends ReferenceCell {
  /** How many units there are. */
  int units();

  /** One for each gate, and one for the candidate. */
  int rowsPerUnit();

  @Override
  default int outputs() {
    return units();
  }

  @Override
  default int cells() {
    return units();
  }

  @Override
  default Map<String, int[]> shapes(int inputs) {
    return ReferenceCell.shapes(rowsPerUnit() * units(), inputs, units());
  }

  @Override
  default long parameterCount(int inputs) {
    return (long) rowsPerUnit() * units() * (inputs + units() + 2);
  }
}
