package dev.eddy.series;

/**
 * A record that cannot become an observation. Carries no stack trace: it is an outcome, not a fault
 * of the program.
 */
public final class RejectedRecord extends Exception {
  private static final long serialVersionUID = 1;

  private static final int LONGEST_VALUE = 80;

  private final transient Rejection rejection;

  /** With the reason and the detail. */
  public RejectedRecord(Rejection.Reason reason, String detail) {
    super(reason.label() + ": " + detail, null, false, false);
    this.rejection = new Rejection(reason, detail);
  }

  /**
   * With a detail made of the place, the value (cut to {@value #LONGEST_VALUE} characters, without
   * control characters, as it goes into headers and logs) and the rule that was broken.
   */
  static RejectedRecord of(Rejection.Reason reason, String place, String value, String rule) {
    return new RejectedRecord(reason, place + "=" + shown(value, LONGEST_VALUE) + ": " + rule);
  }

  /** A stranger's text as a detail may hold it. */
  static String shown(String text, int longest) {
    int length = Math.min(text.length(), longest);
    StringBuilder shown = new StringBuilder(length + 1);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '\uFFFD' : c);
    }
    return length < text.length() ? shown.append('…').toString() : shown.toString();
  }

  /** Why it was refused. */
  public Rejection rejection() {
    return rejection;
  }
}
