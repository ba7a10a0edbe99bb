package dev.eddy.model.recurrent.reference;

/**
 * A cell whose sums take h' for a constant: slopes go back along the cell states alone, as in
 * Hochreiter and Schmidhuber 1997, doi 10.1162/neco.1997.9.8.1735, appendix A.1.
 */
record Truncated(ReferenceCell cell) implements WrappedCell {
  @Override
  public String name() {
    return cell.name() + ", truncated";
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
