package dev.eddy.model.recurrent.reference;

import java.util.Map;

/** A cell whose h is pushed once, for central differences by hidden states. Unrolled only once. */
final class PushedCell implements ReferenceCell {
  private final ReferenceCell cell;
  private final Push push;
  private int step;

  PushedCell(ReferenceCell cell, Push push) {
    this.cell = cell;
    this.push = push;
  }

  @Override
  public String name() {
    return cell.name();
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
    Carry after = cell.step(weights, x, before);
    if (step++ != push.step()) {
      return after;
    }
    Scalar[] h = after.hidden.clone();
    h[push.unit()] = h[push.unit()].plus(push.amount());
    return new Carry(h, after.cells);
  }
}
