package dev.eddy.kernel;

/**
 * The arithmetic of every model: arrays in, arrays out, nothing allocated. An implementation has no
 * state, and any number of threads may use it.
 *
 * <p>Each operation names the order of its sums; implementations follow it to the bit. Columns are
 * summed by fused multiply-add in their order, all other sums are sixteen partial sums, element i
 * going to sum i mod 16, which are then added in halves.
 *
 * <p>Offsets and sizes are not checked beyond what the arrays do.
 */
public interface Kernel {
  /** Rows of a panel, and the number of partial sums. Never changes: snapshots depend on it. */
  int PANEL = 16;

  /**
   * 2^−56, some 1.4e-17: what is smaller counts as zero in an optimizer. Without that a parameter
   * whose gradient has stopped would keep moments below the least normal number for ever, which
   * processors calculate with ten times as slowly (measured: 6.7 instead of 0.6 ns a parameter).
   */
  float TINY = 0x1p-56f;

  /**
   * Independent chains of {@link #multiplyAddsInto(float[], int)}: twelve of the widest vectors.
   */
  int CHAINS = 192;

  /** The next multiple of {@link #PANEL}. */
  static int padded(int size) {
    return (size + PANEL - 1) / PANEL * PANEL;
  }

  /** {@code plain}, or {@code vector-} and the width in bits. */
  String description();

  /**
   * y += W·x. Column after column, y = fma(W[·][c], x[c], y). Time rows·columns.
   *
   * @param x [columns] from {@code xFrom}
   * @param y [rows] from {@code yFrom}. Modified.
   */
  void addProduct(Panels w, float[] x, int xFrom, float[] y, int yFrom);

  /**
   * y += W·x in four chains of sums, for a recurrence, which waits for each product, and for few
   * rows and many columns. Column c goes to partial sum c mod 4 in their order, then y += (p0 + p1)
   * + (p2 + p3). Time rows·columns.
   *
   * @param x [columns] from {@code xFrom}
   * @param y [rows] from {@code yFrom}. Modified.
   */
  void addWideProduct(Panels w, float[] x, int xFrom, float[] y, int yFrom);

  /**
   * y[t] += W·x[t] for t in [0, count), each as {@link #addProduct} would. Time count·rows·columns.
   *
   * @param x [count][columns]
   * @param y [count][rows]. Modified.
   */
  default void addProducts(Panels w, Steps x, Steps y, int count) {
    sumsInto(w, y, x, y, count);
  }

  /**
   * y[t] = b[t] + W·x[t] for t in [0, count), summed from b as {@link #addProduct} does from y.
   * Time count·rows·columns.
   *
   * @param b [count][rows], of stride 0 where all steps begin with the same row; may be y
   * @param x [count][columns]
   * @param y [count][rows]. Modified: what it held is forgotten.
   */
  void sumsInto(Panels w, Steps b, Steps x, Steps y, int count);

  /**
   * Writes the transpose of the first {@code to.columns()} rows; the rest of {@code to} stays. Time
   * rows·columns.
   *
   * @param to as many rows as {@code from} has columns, or more. Modified.
   */
  void transposeInto(Panels from, Panels to);

  /**
   * G = Σ d[t]·x[t]ᵀ over t in [0, count) in their order, from 0 by fma(d, x, G). Time
   * count·rows·columns.
   *
   * @param d [count][rows of g]
   * @param x [count][columns of g]
   * @param g Modified: what it held is forgotten.
   */
  void outerProductsInto(Steps d, Steps x, int count, Panels g);

  /**
   * y = Σ x[t] over t in [0, count) in their order.
   *
   * @param x [count][stride], of which {@code size} each are summed
   * @param size a multiple of {@link #PANEL}
   * @param y [size] from {@code yFrom}. Modified: what it held is forgotten.
   */
  void columnSumsInto(Steps x, int count, int size, float[] y, int yFrom);

  /**
   * The gates of an LSTM and its new state (Hochreiter and Schmidhuber 1997, doi
   * 10.1162/neco.1997.9.8.1735; Gers et al. 2000, doi 10.1162/089976600300015015), at one step t:
   *
   * <pre>
   *   i, f, o = sigmoid(z)   g = tanh(z)   c = fma(f, c', i·g)   h = o·tanh(c)
   * </pre>
   *
   * @param trace gates[t] holds z. Modified: gates[t], cells[t + 1], work[t] (tanh c), hidden[t +
   *     1].
   */
  void lstmForward(LayerTrace trace, int step);

  /**
   * The way back through {@link #lstmForward} at one step t.
   *
   * @param trace hiddenGradients[t + 1] and cellGradient hold what comes from later steps and the
   *     readout. Modified: gateGradients[t], cellGradient.
   */
  void lstmBackward(LayerTrace trace, int step);

  /**
   * An Elman unit's new state, h = tanh(z), at one step t (Elman 1990, doi
   * 10.1207/s15516709cog1402_1).
   *
   * @param trace gates[t] holds z. Modified: hidden[t + 1].
   */
  void elmanForward(LayerTrace trace, int step);

  /**
   * The way back through {@link #elmanForward}, dz = dh·fma(−h, h, 1).
   *
   * @param trace hiddenGradients[t + 1] holds dh. Modified: gateGradients[t].
   */
  void elmanBackward(LayerTrace trace, int step);

  /**
   * A rectified unit's new state, h = max(0, z), at one step t; NaN stays NaN.
   *
   * @param trace gates[t] holds z. Modified: hidden[t + 1].
   */
  void reluForward(LayerTrace trace, int step);

  /**
   * The way back through {@link #reluForward}: dz = dh where h &gt; 0, and 0 elsewhere.
   *
   * @param trace hiddenGradients[t + 1] holds dh. Modified: gateGradients[t].
   */
  void reluBackward(LayerTrace trace, int step);

  /**
   * The gates of a gated recurrent unit and its new state, at one step t; the reset gate acts after
   * the product (Cho et al. 2014, arXiv 1406.1078, in the form of cuDNN and PyTorch):
   *
   * <pre>
   *   r, z = sigmoid(a_r, a_z)   n = tanh(fma(r, u, a_n))   h = fma(z, h' − n, n)
   * </pre>
   *
   * @param trace gates[t] holds a in the order r, z, n; work[t] holds u, the product of the third
   *     gate with the state before, its bias included; hidden[t] holds h'. Modified: gates[t],
   *     hidden[t + 1].
   */
  void gruForward(LayerTrace trace, int step);

  /**
   * The way back through {@link #gruForward} at one step t:
   *
   * <pre>
   *   dn = (dh·(1 − z))·fma(−n, n, 1)   dz = (dh·(h' − n))·(z·(1 − z))   dr = (dn·u)·(r·(1 − r))
   * </pre>
   *
   * @param trace hiddenGradients[t + 1] holds dh. Modified: gateGradients[t] becomes dr, dz, dn;
   *     feedbackGradients[t] becomes dr, dz, dn·r; to hiddenGradients[t] dh·z is added, by fma.
   */
  void gruBackward(LayerTrace trace, int step);

  /**
   * y = tanh(x), by {@link Activations#tanh}.
   *
   * @param y [count], may be x. Modified.
   */
  default void tanhInto(float[] x, float[] y, int count) {
    tanhInto(x, 0, y, 0, count);
  }

  /**
   * y = tanh(x), by {@link Activations#tanh}.
   *
   * @param x [count] from {@code xFrom}
   * @param y [count] from {@code yFrom}, may be x at the same place. Modified.
   */
  void tanhInto(float[] x, int xFrom, float[] y, int yFrom, int count);

  /**
   * y = sigmoid(x), by {@link Activations#sigmoid}.
   *
   * @param x [count] from {@code xFrom}
   * @param y [count] from {@code yFrom}, may be x at the same place. Modified.
   */
  void sigmoidInto(float[] x, int xFrom, float[] y, int yFrom, int count);

  /**
   * How many targets are there, that is are not NaN.
   *
   * @param targets [count]
   */
  int present(float[] targets, int count);

  /**
   * A squared loss and its gradient over the outputs whose targets are there:
   *
   * <pre>
   *   e = y − target, 0 where that is NaN   y = factor·e   Σ e·e by fma, in sixteen partial sums
   * </pre>
   *
   * @param y [count] outputs. Modified: becomes the gradient.
   * @param targets [count], NaN where there is none
   * @param factor 2 / {@link #present} for the gradient of the mean
   * @param partial [16] scratch. Modified.
   * @return the sum
   */
  float squaredLoss(float[] y, float[] targets, int count, float factor, float[] partial);

  /**
   * One step of Adam (Kingma and Ba 2015, arXiv 1412.6980) with decoupled weight decay (Loshchilov
   * and Hutter 2019, arXiv 1711.05101) for the parameters i of a range:
   *
   * <pre>
   *   g = scale·g   m = fma(β1, m, (1 − β1)·g)   v = fma(β2, v, ((1 − β2)·g)·g)
   *   w = fma(keep, w, (−rate·m) / fma(√v, rootScale, epsilon))
   * </pre>
   *
   * where g and m below {@link #TINY} and v below its square become 0.
   *
   * @param w [n] parameters. Modified.
   * @param g [n] gradient. Modified: becomes what w was, so that the step can be taken back.
   * @param state [n] moments. Modified.
   * @return false if a parameter of the range is not finite now
   */
  boolean adam(float[] w, float[] g, int from, int count, AdamState state);

  /**
   * One step of gradient descent with momentum (Polyak 1964, doi 10.1016/0041-5553(64)90137-5) or
   * Nesterov's (Sutskever et al. 2013, PMLR 28(3):1139) for the parameters i of a range:
   *
   * <pre>
   *   g = scale·g   u = fma(momentum, u, g)   w = fma(−rate, fma(ahead, u, here·g), w)
   * </pre>
   *
   * where u below {@link #TINY} becomes 0.
   *
   * @param w [n] parameters. Modified.
   * @param g [n] gradient. Modified: becomes what w was, so that the step can be taken back.
   * @param state [n] velocity u. Modified.
   * @return false if a parameter of the range is not finite now
   */
  boolean momentum(float[] w, float[] g, int from, int count, MomentumState state);

  /**
   * x = limit where it is above, −limit where it is below that; NaN stays.
   *
   * @param x Modified.
   * @param limit above 0
   */
  void clamp(float[] x, float limit);

  /**
   * Σ x² over x[from] to x[from + count − 1] by fma. Element i, counted from 0, goes to sum i mod
   * 64 as long as whole panels are left; the sums j, j + 16, j + 32 and j + 48 become partial sum j
   * as (s0 + s1) + (s2 + s3), and what is left of a panel is added to the partial sums by fma.
   *
   * @param partial [16] scratch. Modified.
   */
  float sumOfSquares(float[] x, int from, int count, float[] partial);

  /**
   * Σ a·b over [0, count) by fma, in sixteen partial sums.
   *
   * @param partial [16] scratch. Modified.
   */
  double dot(double[] a, double[] b, int count, double[] partial);

  /**
   * y = fma(scale, x, y) over [0, count).
   *
   * @param y Modified.
   */
  void addScaled(double scale, double[] x, double[] y, int count);

  /**
   * x = fma(x, ½, ½), so many times over: nothing but multiply-adds in registers, by which the
   * processor's rate is measured.
   *
   * @param x [{@value #CHAINS}]. Modified.
   */
  void multiplyAddsInto(float[] x, int times);

  /**
   * x = fma(x, ½, ½), so many times over, in double.
   *
   * @param x [{@value #CHAINS}]. Modified.
   */
  void multiplyAddsInto(double[] x, int times);

  /**
   * y = P·x. Row after row: what row i holds up to the end of its diagonal block gives y[i] in
   * sixteen partial sums; what it holds before that block is then added to the y of those columns,
   * y[j] = fma(P[i][j], x[i], y[j]). Time k²/2.
   *
   * @param x [padded k], zero beyond k
   * @param y [padded k]. Modified, not beyond k.
   */
  void symmetricProductInto(SymmetricMatrix p, double[] x, double[] y);

  /**
   * P[i][j] = fma(−u[i], u[j], P[i][j])·(s[i]·s[j]): a rank-one downdate, then a scale for each row
   * and column. Time k²/2.
   *
   * @param p Modified.
   * @param u [padded k], zero beyond k
   * @param s [padded k], zero beyond k
   */
  void symmetricDowndate(SymmetricMatrix p, double[] u, double[] s);
}
