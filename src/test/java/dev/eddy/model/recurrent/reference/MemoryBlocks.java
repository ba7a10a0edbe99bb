package dev.eddy.model.recurrent.reference;

import java.util.Map;

/**
 * Memory blocks of several cells that share their gates (Hochreiter and Schmidhuber 1997, doi
 * 10.1162/neco.1997.9.8.1735, section 4; the forget gate of Gers, Schmidhuber and Cummins 2000, doi
 * 10.1162/089976600300015015). Cell k belongs to block ⌊k / size⌋. Rows: an input gate for each
 * block, a forget gate for each block, a candidate for each cell, an output gate for each block;
 * every row reads the outputs of all cells.
 *
 * <pre>
 *   i_b = σ(a_ib)   f_b = σ(a_fb)   g_k = tanh(a_gk)   o_b = σ(a_ob)
 *   c_k = f_b·c'_k + i_b·g_k
 *   h_k = o_b·tanh(c_k)
 * </pre>
 */
record MemoryBlocks(int blocks, int size) implements ReferenceCell {
  @Override
  public String name() {
    return "memory-block";
  }

  @Override
  public int outputs() {
    return blocks * size;
  }

  @Override
  public int cells() {
    return blocks * size;
  }

  @Override
  public Map<String, int[]> shapes(int inputs) {
    return ReferenceCell.shapes(3 * blocks + blocks * size, inputs, blocks * size);
  }

  @Override
  public long parameterCount(int inputs) {
    return (long) blocks * (3 + size) * (inputs + (long) blocks * size + 2);
  }

  @Override
  public Carry step(Weights weights, Scalar[] x, Carry before) {
    Scalar[] a = weights.sums(x, before.hidden);
    Scalar[] h = new Scalar[blocks * size];
    Scalar[] c = new Scalar[blocks * size];
    for (int b = 0; b < blocks; b++) {
      Scalar i = a[b].sigmoid();
      Scalar f = a[blocks + b].sigmoid();
      Scalar o = a[2 * blocks + blocks * size + b].sigmoid();
      for (int k = b * size; k < (b + 1) * size; k++) {
        Scalar g = a[2 * blocks + k].tanh();
        c[k] = f.times(before.cells[k]).plus(i.times(g));
        h[k] = o.times(c[k].tanh());
      }
    }
    return new Carry(h, c);
  }
}
