package dev.eddy.state;

/** A journal entry as it was written, but for records that said other things than they do now. */
final class UnfitEntry extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnfitEntry(String message) {
    super(message);
  }
}
