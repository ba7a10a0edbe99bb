package dev.eddy.model.recurrent.reference;

import java.util.Map;

/**
 * Elman 1990, doi 10.1207/s15516709cog1402_1: h = φ(a), φ = tanh or the rectifier.
 *
 * @param rectified whether φ is max(0, a)
 */
record Elman(int units, boolean rectified) implements ReferenceCell {
  @Override
  public String name() {
    return rectified ? "elman-relu" : "elman";
  }

  @Override
  public int outputs() {
    return units;
  }

  @Override
  public int cells() {
    return 0;
  }

  @Override
  public Map<String, int[]> shapes(int inputs) {
    return ReferenceCell.shapes(units, inputs, units);
  }

  @Override
  public long parameterCount(int inputs) {
    return (long) units * (inputs + units + 2);
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
