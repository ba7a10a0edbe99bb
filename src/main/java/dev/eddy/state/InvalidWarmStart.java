package dev.eddy.state;

/** A file that no series can begin with, in one sentence that is meant for the user. */
public final class InvalidWarmStart extends RuntimeException {
  private static final long serialVersionUID = 1;

  InvalidWarmStart(String sentence) {
    super(sentence);
  }
}
