package dev.eddy.config;

import java.util.regex.Pattern;

/** Which values of a topology are not for showing. */
final class Secrets {
  /** What is printed for a secret that stands in the file itself. */
  static final String HIDDEN = "***";

  private static final Pattern KEY =
      Pattern.compile(
          "kafka\\..*(password|secret|sasl\\.jaas|token|key|credential|user\\.info).*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ONLY_A_PLACEHOLDER =
      Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*}");

  private Secrets() {}

  /** What may be shown of a text at a path, of which {@code shown} tells what is known already. */
  static String mask(String path, String shown) {
    return KEY.matcher(path).matches() && !ONLY_A_PLACEHOLDER.matcher(shown).matches()
        ? HIDDEN
        : shown;
  }
}
