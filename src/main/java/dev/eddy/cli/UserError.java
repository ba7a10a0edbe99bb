package dev.eddy.cli;

import picocli.CommandLine.ExitCode;

/** Something that the user can mend: its message is one sentence, printed without a stack trace. */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  private UserError(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** A command or a file that is wrong; nothing was started. Exit code 2. */
  public static UserError wrongUse(String message) {
    return new UserError(ExitCode.USAGE, message, null);
  }

  /** Something that was not there or gave way while running. Exit code 1. */
  public static UserError failed(String message) {
    return new UserError(ExitCode.SOFTWARE, message, null);
  }

  /** The same, because of something that {@code --debug} shows. Exit code 1. */
  public static UserError failed(String message, Throwable cause) {
    return new UserError(ExitCode.SOFTWARE, message, cause);
  }

  /** What the process ends with. */
  public int exitCode() {
    return exitCode;
  }
}
