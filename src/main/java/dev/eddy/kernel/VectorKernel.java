package dev.eddy.kernel;

/**
 * Every operation on the Vector API. Loaded by name alone, so that Eddy starts where the module is
 * missing; whoever needs it asks {@link Kernels}.
 */
public final class VectorKernel implements Kernel {
  /**
   * The kernel.
   *
   * @throws UnsupportedOperationException if the processor's vectors are too narrow
   */
  public VectorKernel() {
    if (VectorWidth.FLOATS.length() > PANEL) {
      throw new UnsupportedOperationException("vectors wider than a panel");
    }
  }

  @Override
  public String description() {
    return "vector-" + VectorWidth.SHAPE.vectorBitSize();
  }

  @Override
  public void addProduct(Panels w, float[] x, int xFrom, float[] y, int yFrom) {
    VectorProducts.addProduct(w, x, xFrom, y, yFrom);
  }

  @Override
  public void addWideProduct(Panels w, float[] x, int xFrom, float[] y, int yFrom) {
    VectorProducts.addWideProduct(w, x, xFrom, y, yFrom);
  }

  @Override
  public void sumsInto(Panels w, Steps b, Steps x, Steps y, int count) {
    VectorBatches.sumsInto(w, b, x, y, count);
  }

  @Override
  public void transposeInto(Panels from, Panels to) {
    VectorTranspose.transposeInto(from, to);
  }

  @Override
  public void outerProductsInto(Steps d, Steps x, int count, Panels g) {
    VectorOuterProducts.outerProductsInto(d, x, count, g);
  }

  @Override
  public void columnSumsInto(Steps x, int count, int size, float[] y, int yFrom) {
    VectorBatches.columnSumsInto(x, count, size, y, yFrom);
  }

  @Override
  public void lstmForward(LayerTrace trace, int step) {
    VectorCells.lstmForward(trace, step);
  }

  @Override
  public void lstmBackward(LayerTrace trace, int step) {
    VectorCells.lstmBackward(trace, step);
  }

  @Override
  public void elmanForward(LayerTrace trace, int step) {
    VectorCells.elmanForward(trace, step);
  }

  @Override
  public void elmanBackward(LayerTrace trace, int step) {
    VectorCells.elmanBackward(trace, step);
  }

  @Override
  public void reluForward(LayerTrace trace, int step) {
    VectorCells.reluForward(trace, step);
  }

  @Override
  public void reluBackward(LayerTrace trace, int step) {
    VectorCells.reluBackward(trace, step);
  }

  @Override
  public void gruForward(LayerTrace trace, int step) {
    VectorCells.gruForward(trace, step);
  }

  @Override
  public void gruBackward(LayerTrace trace, int step) {
    VectorCells.gruBackward(trace, step);
  }

  @Override
  public void tanhInto(float[] x, int xFrom, float[] y, int yFrom, int count) {
    VectorActivations.tanhInto(x, xFrom, y, yFrom, count);
  }

  @Override
  public void sigmoidInto(float[] x, int xFrom, float[] y, int yFrom, int count) {
    VectorActivations.sigmoidInto(x, xFrom, y, yFrom, count);
  }

  @Override
  public int present(float[] targets, int count) {
    return VectorLosses.present(targets, count);
  }

  @Override
  public float squaredLoss(float[] y, float[] targets, int count, float factor, float[] partial) {
    return VectorLosses.squared(y, targets, count, factor, partial);
  }

  @Override
  public boolean adam(float[] w, float[] g, int from, int count, AdamState state) {
    return VectorOptimizer.adam(w, g, from, count, state);
  }

  @Override
  public boolean momentum(float[] w, float[] g, int from, int count, MomentumState state) {
    return VectorOptimizer.momentum(w, g, from, count, state);
  }

  @Override
  public void clamp(float[] x, float limit) {
    VectorOptimizer.clamp(x, limit);
  }

  @Override
  public float sumOfSquares(float[] x, int from, int count, float[] partial) {
    return VectorOptimizer.sumOfSquares(x, from, count, partial);
  }

  @Override
  public double dot(double[] a, double[] b, int count, double[] partial) {
    return VectorLeastSquares.dot(a, b, count, partial);
  }

  @Override
  public void addScaled(double scale, double[] x, double[] y, int count) {
    VectorLeastSquares.addScaled(scale, x, y, count);
  }

  @Override
  public void multiplyAddsInto(float[] x, int times) {
    VectorPeak.multiplyAddsInto(x, times);
  }

  @Override
  public void multiplyAddsInto(double[] x, int times) {
    VectorPeak.multiplyAddsInto(x, times);
  }

  @Override
  public void symmetricProductInto(SymmetricMatrix p, double[] x, double[] y) {
    VectorLeastSquares.symmetricProductInto(p, x, y);
  }

  @Override
  public void symmetricDowndate(SymmetricMatrix p, double[] u, double[] s) {
    VectorLeastSquares.symmetricDowndate(p, u, s);
  }
}
