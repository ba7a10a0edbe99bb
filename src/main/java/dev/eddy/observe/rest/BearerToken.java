package dev.eddy.observe.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;

/** The word that opens {@code /v1}. Kept as a digest; immutable. */
public final class BearerToken {
  /** The environment variable from which it comes. */
  public static final String VARIABLE = "EDDY_TOKEN";

  private static final int SHORTEST = 16;
  private static final int LONGEST = 512;
  private static final String SCHEME = "bearer ";

  private final byte[] digest;

  /**
   * From its text.
   *
   * @throws IllegalArgumentException if it is too short, too long, or no header could hold it; in
   *     words that do not show it
   */
  public BearerToken(String token) {
    if (!token.matches("[\\x21-\\x7e]{" + SHORTEST + "," + LONGEST + "}")) {
      throw new IllegalArgumentException(
          VARIABLE
              + ": must be "
              + SHORTEST
              + " to "
              + LONGEST
              + " ASCII characters without spaces, and has "
              + token.length()
              + "; left out, whoever reaches the port may read");
    }
    this.digest = digest(token);
  }

  /** True for a header that shows it. Takes the same time whatever the header has in common. */
  boolean isShownBy(Optional<String> authorization) {
    String header = authorization.orElse("");
    boolean bearer = header.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    String shown = bearer ? header.substring(SCHEME.length()).strip() : "";
    return MessageDigest.isEqual(digest, digest(shown));
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
