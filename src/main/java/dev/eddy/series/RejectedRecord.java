package dev.eddy.series;

/**
 * A record that cannot become an observation. Carries no stack trace: it is an outcome, not a fault
 * of the program.
 */
public final class RejectedRecord extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Rejection rejection;

  /** With the reason and the detail. */
  public RejectedRecord(Rejection.Reason reason, String detail) {
    super(reason.label() + ": " + detail, null, false, false);
    this.rejection = new Rejection(reason, detail);
  }

  /** Why it was refused. */
  public Rejection rejection() {
    return rejection;
  }
}
