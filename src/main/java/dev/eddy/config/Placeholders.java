package dev.eddy.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${NAME}} and {@code ${NAME:default}} by variables of the environment; a dollar
 * sign before it keeps it as it is, less that sign. What came from the environment is a secret, and
 * is remembered so that it can be kept out of messages.
 */
final class Placeholders {
  private static final Pattern OPENING = Pattern.compile("\\$\\$\\{|\\$\\{");
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:([^}]*))?}");

  /** Values that stand in many a text which has nothing to do with them. */
  private static final Pattern COMMON = Pattern.compile(".{0,3}|[0-9.]{1,8}|true|false");

  private final Function<String, Optional<String>> environment;
  private final Map<String, String> nameByValue = new LinkedHashMap<>();

  /**
   * A text with its placeholders replaced.
   *
   * @param text what it stands for
   * @param shown the same with {@code ${NAME}} for what came from the environment, which is what
   *     may be printed
   * @param replaced true if it held a placeholder
   * @param secret true if a part came from the environment
   * @param problem what is wrong with its placeholders; empty: nothing
   */
  record Replaced(
      String text, String shown, boolean replaced, boolean secret, Optional<String> problem) {}

  /** With the variables of this environment. */
  Placeholders(Function<String, Optional<String>> environment) {
    this.environment = environment;
  }

  /** Replaces the placeholders of a text. */
  Replaced replace(String raw) {
    StringBuilder text = new StringBuilder();
    StringBuilder shown = new StringBuilder();
    Matcher opening = OPENING.matcher(raw);
    Matcher placeholder = PLACEHOLDER.matcher(raw);
    boolean replaced = false;
    boolean secret = false;
    int from = 0;
    while (opening.find(from)) {
      text.append(raw, from, opening.start());
      shown.append(raw, from, opening.start());
      if (opening.group().startsWith("$$")) {
        text.append("${");
        shown.append("$${");
        from = opening.end();
        continue;
      }
      if (!placeholder.region(opening.start(), raw.length()).lookingAt()) {
        return unresolved(raw, "must be ${NAME} or ${NAME:default}; a plain ${ is written $${");
      }
      String name = placeholder.group(1);
      Optional<String> value = environment.apply(name);
      if (value.isEmpty() && placeholder.group(2) == null) {
        return unresolved(raw, "the environment has no " + name + ", and no default is given");
      }
      value.ifPresent(found -> nameByValue.put(found, name));
      text.append(value.orElse(placeholder.group(3)));
      shown.append(value.isPresent() ? "${" + name + "}" : placeholder.group(3));
      replaced = true;
      secret |= value.isPresent();
      from = placeholder.end();
    }
    text.append(raw, from, raw.length());
    shown.append(raw, from, raw.length());
    return new Replaced(text.toString(), shown.toString(), replaced, secret, Optional.empty());
  }

  /** A text without what came from the environment so far. */
  String hide(String text) {
    String hidden = text;
    for (Map.Entry<String, String> secret : nameByValue.entrySet()) {
      if (secret.getKey().equals(text) || !COMMON.matcher(secret.getKey()).matches()) {
        hidden = hidden.replace(secret.getKey(), "${" + secret.getValue() + "}");
      }
    }
    return hidden;
  }

  /** A text that {@link #replace} gives back as it is here. */
  static String escape(String text) {
    return text.replace("${", "$${");
  }

  private static Replaced unresolved(String raw, String problem) {
    return new Replaced(raw, raw, false, false, Optional.of(problem));
  }
}
