package dev.eddy.observe.rest;

import dev.eddy.observe.Answer;

/** Why a request is not answered with what it asks for, in one sentence for people. */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Seconds after which to ask again what passes by itself. */
  private static final String RETRY_SECONDS = "5";

  private final transient Answer answer;

  private Problem(Answer answer, String detail) {
    super(detail, null, false, false);
    this.answer = answer;
  }

  private static Problem of(int status, String reason, String detail) {
    return new Problem(Answer.problem(status, reason, detail), detail);
  }

  static Problem badRequest(String detail) {
    return of(400, "bad-request", detail);
  }

  static Problem unauthorized(String detail) {
    return of(401, "unauthorized", detail).with("WWW-Authenticate", "Bearer realm=\"eddy\"");
  }

  static Problem forbidden(String detail) {
    return of(403, "forbidden", detail);
  }

  /**
   * There is nothing of that name.
   *
   * @param reason what kind of nothing
   */
  static Problem notFound(String reason, String detail) {
    return of(404, reason, detail);
  }

  static Problem methodNotAllowed(String allowed) {
    return of(405, "method", "Here is only " + allowed + ".").with("Allow", allowed);
  }

  /**
   * What is asked does not fit what there is.
   *
   * @param reason in what way
   */
  static Problem conflict(String reason, String detail) {
    return of(409, reason, detail);
  }

  static Problem tooLarge(String detail) {
    return of(413, "too-large", detail);
  }

  static Problem unsupportedType(String detail) {
    return of(415, "type", detail);
  }

  /** Another instance that should know does not answer. */
  static Problem badGateway(String detail) {
    return of(502, "unreachable", detail).with("Retry-After", RETRY_SECONDS);
  }

  /** It passes by itself. */
  static Problem unavailable(String detail) {
    return of(503, "not-ready", detail).with("Retry-After", RETRY_SECONDS);
  }

  private Problem with(String header, String value) {
    return new Problem(answer.with(header, value), getMessage());
  }

  Answer answer() {
    return answer;
  }
}
