package dev.eddy.state;

/**
 * A snapshot or journal entry as it was written, but by a version of Eddy that this one does not
 * understand. To go on would throw away what was learned: whoever meets it stops.
 */
public final class UnsupportedState extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnsupportedState(String message) {
    super(message);
  }

  UnsupportedState(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same, said of a series. */
  UnsupportedState ofSeries(String series) {
    return new UnsupportedState("series " + series + ": " + getMessage(), getCause());
  }
}
