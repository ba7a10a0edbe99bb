package dev.eddy.model.recurrent.reference;

/** A number on a {@link Tape}, with its value and, once differentiated, its slope. */
public final class Scalar {
  double slope;

  private final Tape tape;
  private final double value;
  private final Scalar left;
  private final double byLeft; // d this / d left
  private final Scalar right;
  private final double byRight;

  Scalar(Tape tape, double value, Scalar left, double byLeft, Scalar right, double byRight) {
    this.tape = tape;
    this.value = value;
    this.left = left;
    this.byLeft = byLeft;
    this.right = right;
    this.byRight = byRight;
  }

  /** The number itself. */
  public double value() {
    return value;
  }

  /** d result / d this, after {@link Tape#differentiate} of the result. */
  public double slope() {
    return slope;
  }

  /** The same value as a constant: no slope goes back through it. */
  public Scalar held() {
    return tape.variable(value);
  }

  /** this + other. */
  public Scalar plus(Scalar other) {
    return of(value + other.value, 1, other, 1);
  }

  /** this + constant. */
  public Scalar plus(double constant) {
    return of(value + constant, 1);
  }

  /** this − other. */
  public Scalar minus(Scalar other) {
    return of(value - other.value, 1, other, -1);
  }

  /** this · other. */
  public Scalar times(Scalar other) {
    return of(value * other.value, other.value, other, value);
  }

  /** this · constant. */
  public Scalar times(double constant) {
    return of(value * constant, constant);
  }

  /** this ÷ other. */
  public Scalar over(Scalar other) {
    double quotient = value / other.value;
    return of(quotient, 1 / other.value, other, -quotient / other.value);
  }

  /** The hyperbolic tangent. */
  public Scalar tanh() {
    double tanh = StrictMath.tanh(value);
    return of(tanh, 1 - tanh * tanh);
  }

  /** 1 / (1 + e^−this). */
  public Scalar sigmoid() {
    double sigmoid = 1 / (1 + StrictMath.exp(-value));
    return of(sigmoid, sigmoid * (1 - sigmoid));
  }

  /** max(0, this), with slope 0 at 0. */
  public Scalar relu() {
    return value > 0 ? of(value, 1) : of(0, 0);
  }

  /** e^this. */
  public Scalar exp() {
    double exp = StrictMath.exp(value);
    return of(exp, exp);
  }

  /** The natural logarithm. */
  public Scalar log() {
    return of(StrictMath.log(value), 1 / value);
  }

  /** The square root. */
  public Scalar sqrt() {
    double root = Math.sqrt(value);
    return of(root, 0.5 / root);
  }

  /** The larger one; this where they are equal. */
  public Scalar max(Scalar other) {
    return value >= other.value ? of(value, 1, other, 0) : of(other.value, 0, other, 1);
  }

  /** this held between two bounds: slope 1 within and on them, 0 outside. */
  public Scalar clip(double low, double high) {
    boolean within = value >= low && value <= high;
    return of(Math.max(low, Math.min(high, value)), within ? 1 : 0);
  }

  /** Adds this number's slope to those of the numbers that it was computed from. */
  void passBack() {
    if (left != null) {
      left.slope += slope * byLeft;
    }
    if (right != null) {
      right.slope += slope * byRight;
    }
  }

  private Scalar of(double result, double byThis) {
    return tape.append(new Scalar(tape, result, this, byThis, null, 0));
  }

  private Scalar of(double result, double byThis, Scalar other, double byOther) {
    return tape.append(new Scalar(tape, result, this, byThis, other, byOther));
  }

  /** Their values. */
  static double[] values(Scalar[] scalars) {
    double[] values = new double[scalars.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = scalars[i].value;
    }
    return values;
  }

  /** Their slopes. */
  static double[] slopes(Scalar[] scalars) {
    double[] slopes = new double[scalars.length];
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = scalars[i].slope;
    }
    return slopes;
  }

  /** Their slopes. */
  static double[][] slopes(Scalar[][] rows) {
    double[][] slopes = new double[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      slopes[r] = slopes(rows[r]);
    }
    return slopes;
  }
}
