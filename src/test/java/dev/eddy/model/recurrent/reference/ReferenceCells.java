package dev.eddy.model.recurrent.reference;

import java.util.List;

/** All cells that the reference knows. */
public final class ReferenceCells {
  private ReferenceCells() {}

  /** h = tanh(a). */
  public static ReferenceCell elman(int units) {
    return new Elman(units, false);
  }

  /** h = max(0, a). */
  public static ReferenceCell elmanRelu(int units) {
    return new Elman(units, true);
  }

  /** With input, forget and output gates. */
  public static ReferenceCell lstm(int units) {
    return new Lstm(units);
  }

  /** With gates that see their cell. */
  public static ReferenceCell peepholeLstm(int units) {
    return new PeepholeLstm(units);
  }

  /** With h a linear map of the cells' outputs. */
  public static ReferenceCell projectedLstm(int units, int projection) {
    return new ProjectedLstm(units, projection);
  }

  /** Without a forget gate. */
  public static ReferenceCell lstm1997(int units) {
    return new UngatedLstm("lstm-1997", units, 1);
  }

  /**
   * Without a forget gate, its state decaying at a fixed rate.
   *
   * @param decay δ, in (0, 1]
   */
  public static ReferenceCell decayLstm(int units, double decay) {
    return new UngatedLstm("lstm-decay", units, decay);
  }

  /**
   * With gates that several cells share.
   *
   * @param size cells of a block
   */
  public static ReferenceCell memoryBlocks(int blocks, int size) {
    return new MemoryBlocks(blocks, size);
  }

  /** With f = 1 − i. */
  public static ReferenceCell coupledLstm(int units) {
    return new CoupledLstm(units);
  }

  /** As cuDNN and PyTorch have it: reset after the product. */
  public static ReferenceCell gru(int units) {
    return new Gru(units);
  }

  /** As Cho et al. have it: reset before the product. */
  public static ReferenceCell choGru(int units) {
    return new ChoGru(units);
  }

  /** With normalised sums and cells. */
  public static ReferenceCell layerNormalisedLstm(int units) {
    return new LayerNormalisedLstm(units);
  }

  /** A cell whose sums take h' for a constant; its gradient is not that of its loss. */
  public static ReferenceCell truncated(ReferenceCell cell) {
    return new Truncated(cell);
  }

  /**
   * One of each kind; the projection has half as many entries as units, rounded up, and there are
   * as many blocks of two cells as units.
   */
  public static List<ReferenceCell> all(int units) {
    return List.of(
        elman(units),
        elmanRelu(units),
        lstm(units),
        peepholeLstm(units),
        projectedLstm(units, (units + 1) / 2),
        lstm1997(units),
        decayLstm(units, 0.9),
        memoryBlocks(units, 2),
        coupledLstm(units),
        gru(units),
        choGru(units),
        layerNormalisedLstm(units));
  }
}
