package dev.eddy.model.recurrent.reference;

import java.util.Map;

/**
 * Sak, Senior and Beaufays 2014, arXiv 1402.1128, as PyTorch's {@code proj_size}: what is read and
 * fed back is a linear map of the cells' outputs. Rows i, f, g, o; the recurrent matrix has a
 * column for each entry of the projection.
 *
 * <pre>
 *   i = σ(a_i)   f = σ(a_f)   g = tanh(a_g)   o = σ(a_o)
 *   c = f·c' + i·g
 *   h = W_hr (o·tanh(c))
 * </pre>
 */
record ProjectedLstm(int units, int projection) implements ReferenceCell {
  @Override
  public String name() {
    return "lstm-projection";
  }

  @Override
  public int outputs() {
    return projection;
  }

  @Override
  public int cells() {
    return units;
  }

  @Override
  public Map<String, int[]> shapes(int inputs) {
    Map<String, int[]> shapes = ReferenceCell.shapes(4 * units, inputs, projection);
    shapes.put("weight_hr", new int[] {projection, units});
    return shapes;
  }

  @Override
  public long parameterCount(int inputs) {
    return 4L * units * (inputs + projection + 2) + (long) projection * units;
  }

  @Override
  public Carry step(Weights weights, Scalar[] x, Carry before) {
    Scalar[] a = weights.sums(x, before.hidden);
    Scalar[] c = new Scalar[units];
    Scalar[] exposed = new Scalar[units];
    for (int u = 0; u < units; u++) {
      Scalar i = a[u].sigmoid();
      Scalar f = a[units + u].sigmoid();
      Scalar g = a[2 * units + u].tanh();
      Scalar o = a[3 * units + u].sigmoid();
      c[u] = f.times(before.cells[u]).plus(i.times(g));
      exposed[u] = o.times(c[u].tanh());
    }
    return new Carry(project(weights.array("weight_hr"), exposed), c);
  }

  private Scalar[] project(Scalar[][] matrix, Scalar[] exposed) {
    Scalar[] h = new Scalar[projection];
    for (int p = 0; p < projection; p++) {
      h[p] = matrix[p][0].times(exposed[0]);
      for (int u = 1; u < units; u++) {
        h[p] = h[p].plus(matrix[p][u].times(exposed[u]));
      }
    }
    return h;
  }
}
