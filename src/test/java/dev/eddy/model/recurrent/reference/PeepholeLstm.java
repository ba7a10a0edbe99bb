package dev.eddy.model.recurrent.reference;

import java.util.Map;

/**
 * Gers, Schraudolph and Schmidhuber 2003, doi 10.1162/153244303768966139: the gates see their own
 * cell, the input and forget gates what it was, the output gate what it has become. Rows i, f, g,
 * o; p's rows i, f, o.
 *
 * <pre>
 *   i = σ(a_i + p_i·c')   f = σ(a_f + p_f·c')   g = tanh(a_g)
 *   c = f·c' + i·g
 *   o = σ(a_o + p_o·c)
 *   h = o·tanh(c)
 * </pre>
 */
record PeepholeLstm(int units) implements UniformCell {
  @Override
  public String name() {
    return "lstm-peephole";
  }

  @Override
  public int rowsPerUnit() {
    return 4;
  }

  @Override
  public Map<String, int[]> shapes(int inputs) {
    Map<String, int[]> shapes = UniformCell.super.shapes(inputs);
    shapes.put("peephole", new int[] {3, units});
    return shapes;
  }

  @Override
  public long parameterCount(int inputs) {
    return UniformCell.super.parameterCount(inputs) + 3L * units;
  }

  @Override
  public Carry step(Weights weights, Scalar[] x, Carry before) {
    Scalar[] a = weights.sums(x, before.hidden);
    Scalar[][] p = weights.array("peephole");
    Scalar[] h = new Scalar[units];
    Scalar[] c = new Scalar[units];
    for (int u = 0; u < units; u++) {
      Scalar i = a[u].plus(p[0][u].times(before.cells[u])).sigmoid();
      Scalar f = a[units + u].plus(p[1][u].times(before.cells[u])).sigmoid();
      Scalar g = a[2 * units + u].tanh();
      c[u] = f.times(before.cells[u]).plus(i.times(g));
      Scalar o = a[3 * units + u].plus(p[2][u].times(c[u])).sigmoid();
      h[u] = o.times(c[u].tanh());
    }
    return new Carry(h, c);
  }
}
