package dev.eddy.model.recurrent.reference;

import java.util.Map;

/**
 * Ba, Kiros and Hinton 2016, arXiv 1607.06450, equations 20 to 22. Rows i, f, g, o.
 *
 * <pre>
 *   LN(z; α, β) = α·(z − mean z) / √(variance z + ε) + β
 *   a = LN(W_hh h'; α_1, β_1) + LN(W_ih x; α_2, β_2) + b_ih + b_hh
 *   i = σ(a_i)   f = σ(a_f)   g = tanh(a_g)   o = σ(a_o)
 *   c = f·c' + i·g
 *   h = o·tanh(LN(c; α_3, β_3))
 * </pre>
 *
 * <p>What the paper leaves open: each LN of sums runs over all 4·units of them together, not gate
 * by gate, as its equation has it; the variance is the mean square, divided by the number and not
 * by one less; ε = 1e−5 stands inside the root; the one b of the paper is two here, as everywhere
 * else, added after normalising; c' itself is carried on as it is, not normalised. α_1, β_1 are
 * "gain_hh" and "shift_hh", α_2, β_2 "gain_ih" and "shift_ih", α_3, β_3 "gain_c" and "shift_c".
 */
record LayerNormalisedLstm(int units) implements UniformCell {
  static final double EPSILON = 1e-5;

  @Override
  public String name() {
    return "lstm-layer-norm";
  }

  @Override
  public int rowsPerUnit() {
    return 4;
  }

  @Override
  public Map<String, int[]> shapes(int inputs) {
    Map<String, int[]> shapes = UniformCell.super.shapes(inputs);
    shapes.put("gain_hh", new int[] {4 * units, 1});
    shapes.put("shift_hh", new int[] {4 * units, 1});
    shapes.put("gain_ih", new int[] {4 * units, 1});
    shapes.put("shift_ih", new int[] {4 * units, 1});
    shapes.put("gain_c", new int[] {units, 1});
    shapes.put("shift_c", new int[] {units, 1});
    return shapes;
  }

  @Override
  public long parameterCount(int inputs) {
    return UniformCell.super.parameterCount(inputs) + 18L * units;
  }

  @Override
  public Carry step(Weights weights, Scalar[] x, Carry before) {
    Scalar[] bias = Weights.add(weights.column("bias_ih"), weights.column("bias_hh"));
    Scalar[] recurrent = product(weights, "weight_hh", before.hidden);
    Scalar[] input = product(weights, "weight_ih", x);
    Scalar[] a =
        Weights.add(
            Weights.add(normalise(weights, "hh", recurrent), normalise(weights, "ih", input)),
            bias);
    Scalar[] c = new Scalar[units];
    for (int u = 0; u < units; u++) {
      Scalar i = a[u].sigmoid();
      Scalar f = a[units + u].sigmoid();
      Scalar g = a[2 * units + u].tanh();
      c[u] = f.times(before.cells[u]).plus(i.times(g));
    }
    Scalar[] h = normalise(weights, "c", c);
    for (int u = 0; u < units; u++) {
      h[u] = a[3 * units + u].sigmoid().times(h[u].tanh());
    }
    return new Carry(h, c);
  }

  private static Scalar[] product(Weights weights, String name, Scalar[] vector) {
    Scalar[] nothing = weights.column("bias_ih");
    for (int r = 0; r < nothing.length; r++) {
      nothing[r] = nothing[r].times(0);
    }
    return Weights.addProduct(nothing, weights.array(name), vector);
  }

  private static Scalar[] normalise(Weights weights, String which, Scalar[] z) {
    Scalar[] gain = weights.column("gain_" + which);
    Scalar[] shift = weights.column("shift_" + which);
    Scalar mean = mean(z);
    Scalar[] squares = new Scalar[z.length];
    for (int k = 0; k < z.length; k++) {
      Scalar off = z[k].minus(mean);
      squares[k] = off.times(off);
    }
    Scalar deviation = mean(squares).plus(EPSILON).sqrt();
    Scalar[] normalised = new Scalar[z.length];
    for (int k = 0; k < z.length; k++) {
      normalised[k] = gain[k].times(z[k].minus(mean).over(deviation)).plus(shift[k]);
    }
    return normalised;
  }

  private static Scalar mean(Scalar[] z) {
    Scalar sum = z[0];
    for (int k = 1; k < z.length; k++) {
      sum = sum.plus(z[k]);
    }
    return sum.times(1.0 / z.length);
  }
}
