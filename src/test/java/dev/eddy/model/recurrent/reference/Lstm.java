package dev.eddy.model.recurrent.reference;

/**
 * Gers, Schmidhuber and Cummins 2000, doi 10.1162/089976600300015015; rows i, f, g, o.
 *
 * <pre>
 *   i = σ(a_i)   f = σ(a_f)   g = tanh(a_g)   o = σ(a_o)
 *   c = f·c' + i·g
 *   h = o·tanh(c)
 * </pre>
 */
record Lstm(int units) implements UniformCell {
  @Override
  public String name() {
    return "lstm";
  }

  @Override
  public int rowsPerUnit() {
    return 4;
  }

  @Override
  public Carry step(Weights weights, Scalar[] x, Carry before) {
    Scalar[] a = weights.sums(x, before.hidden);
    Scalar[] h = new Scalar[units];
    Scalar[] c = new Scalar[units];
    for (int u = 0; u < units; u++) {
      Scalar i = a[u].sigmoid();
      Scalar f = a[units + u].sigmoid();
      Scalar g = a[2 * units + u].tanh();
      Scalar o = a[3 * units + u].sigmoid();
      c[u] = f.times(before.cells[u]).plus(i.times(g));
      h[u] = o.times(c[u].tanh());
    }
    return new Carry(h, c);
  }
}
