package dev.eddy.spec;

/**
 * The limit on a gradient's norm. Written as {@code none}, {@code auto} or a number.
 *
 * @param kind whether and how the limit is set
 * @param norm the limit, with {@link Kind#NORM}; otherwise 0
 */
public record ClipSpec(Kind kind, Double norm) {
  /**
   * The limit follows the running distribution of the norm, so that a few per cent of updates are
   * clipped.
   */
  public static final ClipSpec AUTO = new ClipSpec(Kind.AUTO, null);

  /** No limit. */
  public static final ClipSpec NONE = new ClipSpec(Kind.NONE, null);

  /** Whether and how the limit is set. */
  public enum Kind {
    /** Not at all. */
    NONE,
    /** A fixed norm (Pascanu, Mikolov and Bengio 2013, arXiv 1211.5063). */
    NORM,
    /** By the running distribution of the norm. */
    AUTO
  }

  /**
   * Checks.
   *
   * @throws InvalidSpec if a fixed limit is not above 0
   */
  public ClipSpec {
    norm = norm == null ? 0.0 : norm;
    Checks checks = new Checks();
    if (kind == Kind.NORM) {
      checks.above("", norm, 0, 1e12);
    }
    checks.done();
  }

  /**
   * A limit from its short form.
   *
   * @throws InvalidSpec if it is none of those
   */
  public static ClipSpec parse(String text) {
    return switch (text) {
      case "none" -> NONE;
      case "auto" -> AUTO;
      default -> fixed(text);
    };
  }

  private static ClipSpec fixed(String text) {
    try {
      return new ClipSpec(Kind.NORM, Double.valueOf(text));
    } catch (NumberFormatException e) {
      new Checks().that(false, "", text, "must be none, auto or a number above 0").done();
      throw e;
    }
  }

  /** The short form that {@link #parse} reads. */
  @Override
  public String toString() {
    return kind == Kind.NONE ? "none" : kind == Kind.AUTO ? "auto" : norm.toString();
  }
}
