package dev.eddy.model.recurrent.reference;

/** What a cell hands on to its next step. Immutable. */
final class Carry {
  /** h, [outputs]: what the next layer, the readout and the next step read. */
  final Scalar[] hidden;

  /** c, [cells]: what the next step alone reads; empty where there are none. */
  final Scalar[] cells;

  Carry(Scalar[] hidden, Scalar[] cells) {
    this.hidden = hidden;
    this.cells = cells;
  }
}
