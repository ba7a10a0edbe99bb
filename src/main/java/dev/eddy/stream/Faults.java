package dev.eddy.stream;

import dev.eddy.state.UnsupportedState;
import java.io.IOException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ProcessorStateException;

/** Tells what passes by itself from what would come again, and says it in one line. */
final class Faults {
  private Faults() {}

  /**
   * True for what brokers, networks and disks do for a while. A store that cannot be read or
   * written, as where the disk is full, is closed with its thread and made again from its topic.
   */
  static boolean passes(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException
          || cause instanceof IOException
          || cause instanceof ProcessorStateException) {
        return true;
      }
    }
    return false;
  }

  /** The cause that was meant for people, or else the first one, with where it happened. */
  static String words(Throwable thrown) {
    Throwable last = thrown;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof StreamFailure || cause instanceof UnsupportedState) {
        return cause.getMessage();
      }
      last = cause;
    }
    String first = oneLine(thrown.getMessage());
    return last == thrown
        ? thrown.getClass().getSimpleName() + ": " + first
        : last.getClass().getSimpleName() + ": " + oneLine(last.getMessage()) + " (" + first + ")";
  }

  private static String oneLine(String message) {
    return message == null ? "no more is known" : message.replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }
}
