package dev.eddy.bench;

/** What kept a measurement from coming to its end, in one sentence that is meant for people. */
public final class BenchFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * In one sentence.
   *
   * @param cause null if there is none beside the sentence
   */
  public BenchFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
