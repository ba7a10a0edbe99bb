package dev.eddy.stream;

/**
 * What keeps a topology from starting or from going on, in one sentence that is meant for people.
 */
public final class StreamFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  StreamFailure(String sentence) {
    super(sentence);
  }

  StreamFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
