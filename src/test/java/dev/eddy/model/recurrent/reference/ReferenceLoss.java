package dev.eddy.model.recurrent.reference;

/**
 * What one forecast costs once its target is known. A pair of forecast and target takes {@link
 * #width} outputs of the network side by side. Immutable.
 */
public interface ReferenceLoss {
  /** How many outputs speak of one target. */
  int width();

  /**
   * The loss of one pair.
   *
   * @param outputs [width]. Not modified.
   * @param target a number; what is missing never gets here
   */
  Scalar of(Scalar[] outputs, double target);

  /** e², with e = output − target. */
  static ReferenceLoss squared() {
    return new Squared();
  }

  /**
   * Huber 1964, doi 10.1214/aoms/1177703732: ½e² where |e| ≤ δ, δ(|e| − ½δ) elsewhere.
   *
   * @param delta δ, above 0
   */
  static ReferenceLoss huber(double delta) {
    return new Huber(delta);
  }

  /**
   * Koenker and Bassett 1978, doi 10.2307/1913643: of level q and e = target − output, q·e where e
   * is above 0, (q − 1)·e where it is below, and slope 0 where the target is met. The mean over the
   * levels, not their sum, so that a loss compares with that of other numbers of levels.
   *
   * @param levels in (0, 1), one output each in this order. Not modified.
   */
  static ReferenceLoss pinball(double... levels) {
    return new Pinball(levels);
  }

  /**
   * The negative logarithm of a normal density, without its constant ½ log 2π: outputs are the mean
   * and s, the logarithm of the variance, held between −20 and 20 (slope 0 beyond): ½(s + e²·e^−s)
   * with e = mean − target (Nix and Weigend 1994, doi 10.1109/ICNN.1994.374138).
   */
  static ReferenceLoss gaussian() {
    return new Gaussian();
  }

  /** {@link #squared}. */
  record Squared() implements ReferenceLoss {
    @Override
    public int width() {
      return 1;
    }

    @Override
    public Scalar of(Scalar[] outputs, double target) {
      Scalar error = outputs[0].plus(-target);
      return error.times(error);
    }
  }

  /** {@link #huber}. */
  record Huber(double delta) implements ReferenceLoss {
    @Override
    public int width() {
      return 1;
    }

    @Override
    public Scalar of(Scalar[] outputs, double target) {
      Scalar error = outputs[0].plus(-target);
      Scalar size = error.max(error.times(-1));
      return size.value() <= delta
          ? error.times(error).times(0.5)
          : size.plus(-0.5 * delta).times(delta);
    }
  }

  /** {@link #pinball}. */
  final class Pinball implements ReferenceLoss {
    private final double[] levels;

    Pinball(double[] levels) {
      this.levels = levels.clone();
    }

    @Override
    public int width() {
      return levels.length;
    }

    @Override
    public Scalar of(Scalar[] outputs, double target) {
      Scalar sum = one(outputs[0], target, levels[0]);
      for (int q = 1; q < levels.length; q++) {
        sum = sum.plus(one(outputs[q], target, levels[q]));
      }
      return sum.times(1.0 / levels.length);
    }

    private static Scalar one(Scalar output, double target, double level) {
      Scalar error = output.times(-1).plus(target);
      if (error.value() == 0) {
        return error.times(0);
      }
      return error.times(error.value() > 0 ? level : level - 1);
    }

    @Override
    public String toString() {
      return "Pinball of " + levels.length;
    }
  }

  /** {@link #gaussian}. */
  record Gaussian() implements ReferenceLoss {
    private static final double BOUND = 20;

    @Override
    public int width() {
      return 2;
    }

    @Override
    public Scalar of(Scalar[] outputs, double target) {
      Scalar error = outputs[0].plus(-target);
      Scalar s = outputs[1].clip(-BOUND, BOUND);
      return s.plus(error.times(error).times(s.times(-1).exp())).times(0.5);
    }
  }
}
