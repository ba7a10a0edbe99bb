package dev.eddy.kernel;

/** Loops in plain Java: the meaning of every operation, and what runs where vectors do not. */
final class PlainKernel implements Kernel {
  @Override
  public String description() {
    return "plain";
  }

  @Override
  public void addProduct(Panels w, float[] x, int xFrom, float[] y, int yFrom) {
    PlainProducts.addProduct(w, x, xFrom, y, yFrom);
  }

  @Override
  public void addWideProduct(Panels w, float[] x, int xFrom, float[] y, int yFrom) {
    PlainProducts.addWideProduct(w, x, xFrom, y, yFrom);
  }

  @Override
  public void sumsInto(Panels w, Steps b, Steps x, Steps y, int count) {
    for (int t = 0; t < count; t++) {
      System.arraycopy(b.values(), b.at(t), y.values(), y.at(t), w.rows());
      PlainProducts.addProduct(w, x.values(), x.at(t), y.values(), y.at(t));
    }
  }

  @Override
  public void transposeInto(Panels from, Panels to) {
    from.transposeInto(to);
  }

  @Override
  public void outerProductsInto(Steps d, Steps x, int count, Panels g) {
    PlainProducts.outerProductsInto(d, x, count, g);
  }

  @Override
  public void columnSumsInto(Steps x, int count, int size, float[] y, int yFrom) {
    float[] values = x.values();
    for (int i = 0; i < size; i++) {
      y[yFrom + i] = 0;
    }
    for (int t = 0; t < count; t++) {
      int from = x.at(t);
      for (int i = 0; i < size; i++) {
        y[yFrom + i] += values[from + i];
      }
    }
  }

  @Override
  public void lstmForward(LayerTrace trace, int step) {
    PlainCells.lstmForward(trace, step);
  }

  @Override
  public void lstmBackward(LayerTrace trace, int step) {
    PlainCells.lstmBackward(trace, step);
  }

  @Override
  public void elmanForward(LayerTrace trace, int step) {
    PlainCells.elmanForward(trace, step);
  }

  @Override
  public void elmanBackward(LayerTrace trace, int step) {
    PlainCells.elmanBackward(trace, step);
  }

  @Override
  public void reluForward(LayerTrace trace, int step) {
    PlainCells.reluForward(trace, step);
  }

  @Override
  public void reluBackward(LayerTrace trace, int step) {
    PlainCells.reluBackward(trace, step);
  }

  @Override
  public void gruForward(LayerTrace trace, int step) {
    PlainCells.gruForward(trace, step);
  }

  @Override
  public void gruBackward(LayerTrace trace, int step) {
    PlainCells.gruBackward(trace, step);
  }

  @Override
  public void tanhInto(float[] x, int xFrom, float[] y, int yFrom, int count) {
    for (int i = 0; i < count; i++) {
      y[yFrom + i] = Activations.tanh(x[xFrom + i]);
    }
  }

  @Override
  public void sigmoidInto(float[] x, int xFrom, float[] y, int yFrom, int count) {
    for (int i = 0; i < count; i++) {
      y[yFrom + i] = Activations.sigmoid(x[xFrom + i]);
    }
  }

  @Override
  public int present(float[] targets, int count) {
    return PlainLosses.present(targets, count);
  }

  @Override
  public float squaredLoss(float[] y, float[] targets, int count, float factor, float[] partial) {
    return PlainLosses.squared(y, targets, count, factor, partial);
  }

  @Override
  public boolean adam(float[] w, float[] g, int from, int count, AdamState state) {
    return state.step(w, g, from, count);
  }

  @Override
  public boolean momentum(float[] w, float[] g, int from, int count, MomentumState state) {
    return state.step(w, g, from, count);
  }

  @Override
  public void clamp(float[] x, float limit) {
    for (int i = 0; i < x.length; i++) {
      float below = x[i] > limit ? limit : x[i];
      x[i] = below < -limit ? -limit : below;
    }
  }

  @Override
  public float sumOfSquares(float[] x, int from, int count, float[] partial) {
    int end = from + count / PANEL * PANEL;
    for (int lane = 0; lane < PANEL; lane++) {
      int i = from + lane;
      float s0 = 0;
      float s1 = 0;
      float s2 = 0;
      float s3 = 0;
      for (; i < end - 3 * PANEL; i += 4 * PANEL) {
        s0 = Math.fma(x[i], x[i], s0);
        s1 = Math.fma(x[i + PANEL], x[i + PANEL], s1);
        s2 = Math.fma(x[i + 2 * PANEL], x[i + 2 * PANEL], s2);
        s3 = Math.fma(x[i + 3 * PANEL], x[i + 3 * PANEL], s3);
      }
      if (i < end) {
        s0 = Math.fma(x[i], x[i], s0);
      }
      if (i + PANEL < end) {
        s1 = Math.fma(x[i + PANEL], x[i + PANEL], s1);
      }
      if (i + 2 * PANEL < end) {
        s2 = Math.fma(x[i + 2 * PANEL], x[i + 2 * PANEL], s2);
      }
      partial[lane] = (s0 + s1) + (s2 + s3);
    }
    return PartialSums.withSquares(x, end, from + count, partial);
  }

  @Override
  public double dot(double[] a, double[] b, int count, double[] partial) {
    return PlainLeastSquares.dot(a, b, count, partial);
  }

  @Override
  public void addScaled(double scale, double[] x, double[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] = Math.fma(scale, x[i], y[i]);
    }
  }

  @Override
  public void multiplyAddsInto(float[] x, int times) {
    for (int n = 0; n < times; n++) {
      for (int i = 0; i < CHAINS; i++) {
        x[i] = Math.fma(x[i], 0.5f, 0.5f);
      }
    }
  }

  @Override
  public void multiplyAddsInto(double[] x, int times) {
    for (int n = 0; n < times; n++) {
      for (int i = 0; i < CHAINS; i++) {
        x[i] = Math.fma(x[i], 0.5, 0.5);
      }
    }
  }

  @Override
  public void symmetricProductInto(SymmetricMatrix p, double[] x, double[] y) {
    PlainLeastSquares.symmetricProductInto(p, x, y);
  }

  @Override
  public void symmetricDowndate(SymmetricMatrix p, double[] u, double[] s) {
    PlainLeastSquares.symmetricDowndate(p, u, s);
  }
}
