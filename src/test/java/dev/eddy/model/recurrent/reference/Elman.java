package dev.eddy.model.recurrent.reference;

/**
 * Elman 1990, doi 10.1207/s15516709cog1402_1: h = φ(a), φ = tanh or the rectifier.
 *
 * @param rectified whether φ is max(0, a)
 */
record Elman(int units, boolean rectified) implements UniformCell {
  @Override
  public String name() {
    return rectified ? "elman-relu" : "elman";
  }

  @Override
  public int rowsPerUnit() {
    return 1;
  }

  @Override
  public int cells() {
    return 0;
  }

  @Override
  public Carry step(Weights weights, Scalar[] x, Carry before) {
    Scalar[] h = weights.sums(x, before.hidden);
    for (int u = 0; u < units; u++) {
      h[u] = rectified ? h[u].relu() : h[u].tanh();
    }
    return new Carry(h, new Scalar[0]);
  }
}
