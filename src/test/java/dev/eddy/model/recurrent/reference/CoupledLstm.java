package dev.eddy.model.recurrent.reference;

/**
 * Coupled input and forget gate, "CIFG" of Greff et al. 2017, doi 10.1109/TNNLS.2016.2582924: f = 1
 * − i. Rows i, g, o.
 *
 * <pre>
 *   i = σ(a_i)   g = tanh(a_g)   o = σ(a_o)
 *   c = (1 − i)·c' + i·g
 *   h = o·tanh(c)
 * </pre>
 */
record CoupledLstm(int units) implements UniformCell {
  @Override
  public String name() {
    return "lstm-coupled";
  }

  @Override
  public int rowsPerUnit() {
    return 3;
  }

  @Override
  public Carry step(Weights weights, Scalar[] x, Carry before) {
    Scalar[] a = weights.sums(x, before.hidden);
    Scalar[] h = new Scalar[units];
    Scalar[] c = new Scalar[units];
    for (int u = 0; u < units; u++) {
      Scalar i = a[u].sigmoid();
      Scalar f = i.times(-1).plus(1);
      Scalar g = a[units + u].tanh();
      Scalar o = a[2 * units + u].sigmoid();
      c[u] = f.times(before.cells[u]).plus(i.times(g));
      h[u] = o.times(c[u].tanh());
    }
    return new Carry(h, c);
  }
}
