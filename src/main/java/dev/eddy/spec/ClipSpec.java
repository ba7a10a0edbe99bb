package dev.eddy.spec;

/**
 * The limit on a gradient. Written as {@code none}, {@code auto}, a number (the greatest norm) or
 * {@code value} and a number (the greatest magnitude of a component).
 *
 * @param kind whether and how the limit is set
 * @param limit on the norm with {@link Kind#NORM}, on each component with {@link Kind#VALUE};
 *     otherwise 0
 */
public record ClipSpec(Kind kind, Double limit) {
  /**
   * The limit follows the running distribution of the norm, so that a few per cent of updates are
   * clipped.
   */
  public static final ClipSpec AUTO = new ClipSpec(Kind.AUTO, null);

  /** No limit. */
  public static final ClipSpec NONE = new ClipSpec(Kind.NONE, null);

  private static final String VALUE = "value ";

  /** Whether and how the limit is set. */
  public enum Kind {
    /** Not at all. */
    NONE,
    /** A fixed norm (Pascanu, Mikolov and Bengio 2013, arXiv 1211.5063). */
    NORM,
    /** A fixed magnitude of each component (Mikolov 2012, dissertation, Brno). */
    VALUE,
    /** By the running distribution of the norm. */
    AUTO
  }

  /**
   * Checks.
   *
   * @throws InvalidSpec if a fixed limit is not above 0
   */
  public ClipSpec {
    limit = limit == null ? 0.0 : limit;
    Checks checks = new Checks();
    if (kind == Kind.NORM || kind == Kind.VALUE) {
      checks.above("", limit, 0, 1e12);
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
      default ->
          text.startsWith(VALUE)
              ? fixed(Kind.VALUE, text.substring(VALUE.length()), text)
              : fixed(Kind.NORM, text, text);
    };
  }

  private static ClipSpec fixed(Kind kind, String number, String text) {
    try {
      return new ClipSpec(kind, Double.valueOf(number));
    } catch (NumberFormatException e) {
      new Checks()
          .that(false, "", text, "must be none, auto, a number above 0, or value and such a number")
          .done();
      throw e;
    }
  }

  /** The short form that {@link #parse} reads. */
  @Override
  public String toString() {
    return switch (kind) {
      case NONE -> "none";
      case AUTO -> "auto";
      case NORM -> limit.toString();
      case VALUE -> VALUE + limit;
    };
  }
}
