package dev.eddy.model.recurrent.reference;

/**
 * The gated recurrent unit as cuDNN and PyTorch have it, with the reset gate after the recurrent
 * product. Rows r, z, n; x̂ = W_ih x + b_ih and ĥ = W_hh h' + b_hh.
 *
 * <pre>
 *   r = σ(x̂_r + ĥ_r)   z = σ(x̂_z + ĥ_z)
 *   n = tanh(x̂_n + r·ĥ_n)
 *   h = (1 − z)·n + z·h'
 * </pre>
 */
record Gru(int units) implements UniformCell {
  @Override
  public String name() {
    return "gru";
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
    Scalar[] input = weights.inputSums(x);
    Scalar[] recurrent = weights.recurrentSums(before.hidden);
    Scalar[] h = new Scalar[units];
    for (int u = 0; u < units; u++) {
      Scalar r = input[u].plus(recurrent[u]).sigmoid();
      Scalar z = input[units + u].plus(recurrent[units + u]).sigmoid();
      Scalar n = input[2 * units + u].plus(r.times(recurrent[2 * units + u])).tanh();
      h[u] = z.times(-1).plus(1).times(n).plus(z.times(before.hidden[u]));
    }
    return new Carry(h, new Scalar[0]);
  }
}
