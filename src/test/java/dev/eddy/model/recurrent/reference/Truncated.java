package dev.eddy.model.recurrent.reference;

import java.util.Map;

/**
 * A cell whose sums take h' for a constant: slopes go back along the cell states alone, as in
 * Hochreiter and Schmidhuber 1997, doi 10.1162/neco.1997.9.8.1735, appendix A.1.
 */
record Truncated(ReferenceCell cell) implements ReferenceCell {
  @Override
  public String name() {
    return cell.name() + ", truncated";
  }

  @Override
  public int outputs() {
    return cell.outputs();
  }

  @Override
  public int cells() {
    return cell.cells();
  }

  @Override
  public Map<String, int[]> shapes(int inputs) {
    return cell.shapes(inputs);
  }

  @Override
  public long parameterCount(int inputs) {
    return cell.parameterCount(inputs);
  }

  @Override
  public Carry step(Weights weights, Scalar[] x, Carry before) {
    Scalar[] hidden = new Scalar[before.hidden.length];
    for (int u = 0; u < hidden.length; u++) {
      hidden[u] = before.hidden[u].held();
    }
    return cell.step(weights, x, new Carry(hidden, before.cells));
  }
}
