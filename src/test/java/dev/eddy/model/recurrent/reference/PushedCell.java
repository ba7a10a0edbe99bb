package dev.eddy.model.recurrent.reference;

/** A cell whose h is pushed once, for central differences by hidden states. Unrolled only once. */
final class PushedCell implements WrappedCell {
  private final ReferenceCell cell;
  private final Push push;
  private int step;

  PushedCell(ReferenceCell cell, Push push) {
    this.cell = cell;
    this.push = push;
  }

  @Override
  public ReferenceCell cell() {
    return cell;
  }

  @Override
  public Carry step(Weights weights, Scalar[] x, Carry before) {
    Carry after = cell.step(weights, x, before);
    if (step++ != push.step()) {
      return after;
    }
    Scalar[] h = after.hidden.clone();
    h[push.unit()] = h[push.unit()].plus(push.amount());
    return new Carry(h, after.cells);
  }
}
