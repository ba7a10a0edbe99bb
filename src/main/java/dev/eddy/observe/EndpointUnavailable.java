package dev.eddy.observe;

/**
 * The HTTP endpoint cannot be opened where it was asked for; the message is one sentence for its
 * user.
 */
public final class EndpointUnavailable extends Exception {
  private static final long serialVersionUID = 1;

  EndpointUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
