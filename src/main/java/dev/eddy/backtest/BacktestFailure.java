package dev.eddy.backtest;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** What kept a backtest from being done, in one sentence that is meant for the user. */
public final class BacktestFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean wrongUse;

  private BacktestFailure(String sentence, Throwable cause, boolean wrongUse) {
    super(sentence, cause);
    this.wrongUse = wrongUse;
  }

  /** An argument or a file is wrong, and nothing was started. */
  public static BacktestFailure ofUse(String sentence) {
    return new BacktestFailure(sentence, null, true);
  }

  /** Something gave way while running. */
  public static BacktestFailure ofRunning(String sentence, Throwable cause) {
    return new BacktestFailure(sentence, cause, false);
  }

  /** This, after closing what will not be used. */
  public BacktestFailure closing(Closeable unused) {
    try {
      unused.close();
    } catch (IOException e) {
      addSuppressed(e);
    }
    return this;
  }

  /** Why something could not be read or written, for the end of a sentence. */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    if (e instanceof EOFException) {
      return "it ends in the middle";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** True if an argument or a file is wrong and nothing was started. */
  public boolean wrongUse() {
    return wrongUse;
  }
}
