package dev.eddy.state;

/**
 * A snapshot or journal entry whose bytes are not those that were written. Recovery goes around it.
 */
public final class DamagedState extends RuntimeException {
  private static final long serialVersionUID = 1;

  DamagedState(String message) {
    super(message);
  }
}
