package dev.eddy.demo;

/** What kept a broker or a replay from going on, in one sentence that is meant for the user. */
public final class DemoFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean wrongUse;

  private DemoFailure(String sentence, Throwable cause, boolean wrongUse) {
    super(sentence, cause);
    this.wrongUse = wrongUse;
  }

  /** An option or a file is wrong, and nothing was started. */
  static DemoFailure ofUse(String sentence, Throwable cause) {
    return new DemoFailure(sentence, cause, true);
  }

  /** The world did not play along: a broker, a port, a disk. */
  static DemoFailure ofRunning(String sentence, Throwable cause) {
    return new DemoFailure(sentence, cause, false);
  }

  /** True if an option or a file is wrong and nothing was started. */
  public boolean wrongUse() {
    return wrongUse;
  }
}
