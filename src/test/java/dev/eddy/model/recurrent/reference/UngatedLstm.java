package dev.eddy.model.recurrent.reference;

/**
 * The LSTM before there were forget gates. With δ = 1 that of Hochreiter and Schmidhuber 1997, doi
 * 10.1162/neco.1997.9.8.1735, here with tanh for both squashing functions, where the paper has a
 * sigmoid scaled to (−2, 2) for the candidate and to (−1, 1) for the cell. With δ below 1 the state
 * decays at a fixed rate that is not learned. Rows i, g, o.
 *
 * <pre>
 *   i = σ(a_i)   g = tanh(a_g)   o = σ(a_o)
 *   c = δ·c' + i·g
 *   h = o·tanh(c)
 * </pre>
 *
 * @param decay δ, in (0, 1]
 */
record UngatedLstm(String name, int units, double decay) implements UniformCell {
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
      Scalar g = a[units + u].tanh();
      Scalar o = a[2 * units + u].sigmoid();
      c[u] = before.cells[u].times(decay).plus(i.times(g));
      h[u] = o.times(c[u].tanh());
    }
    return new Carry(h, c);
  }
}
