package dev.eddy.model.recurrent.reference;

import java.util.Arrays;

/**
 * The gated recurrent unit of Cho et al. 2014, arXiv 1406.1078, with the reset gate before the
 * recurrent product. Rows r, z, n; both biases of n stand outside the gate's reach.
 *
 * <pre>
 *   r = σ(a_r)   z = σ(a_z)
 *   n = tanh(W_n x + b_in + U_n (r·h') + b_hn)
 *   h = z·h' + (1 − z)·n
 * </pre>
 */
record ChoGru(int units) implements UniformCell {
  @Override
  public String name() {
    return "gru-cho";
  }

  @Override
  public int rowsPerUnit() {
    return 3;
  }

  @Override
  public int cells() {
    return 0;
  }

  @Override
  public Carry step(Weights weights, Scalar[] x, Carry before) {
    Scalar[] a = weights.sums(x, before.hidden); // of r and z; n's rows are made below
    Scalar[] kept = new Scalar[units];
    for (int u = 0; u < units; u++) {
      kept[u] = a[u].sigmoid().times(before.hidden[u]);
    }
    Scalar[] bias = Weights.add(weights.inputSums(x), weights.column("bias_hh"));
    Scalar[] candidates =
        Weights.addProduct(
            Arrays.copyOfRange(bias, 2 * units, 3 * units),
            Arrays.copyOfRange(weights.array("weight_hh"), 2 * units, 3 * units),
            kept);
    Scalar[] h = new Scalar[units];
    for (int u = 0; u < units; u++) {
      Scalar z = a[units + u].sigmoid();
      Scalar n = candidates[u].tanh();
      h[u] = z.times(before.hidden[u]).plus(z.times(-1).plus(1).times(n));
    }
    return new Carry(h, new Scalar[0]);
  }
}
