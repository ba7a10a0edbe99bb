package dev.eddy.config;

import com.fasterxml.jackson.core.io.NumberOutput;
import dev.eddy.spec.InvalidSpec;
import dev.eddy.spec.InvalidSpec.Problem;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The types that are written as one word or number. */
final class Scalars {
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private Scalars() {}

  /** True if values of this type are written as one word or number. */
  static boolean isScalar(Class<?> type) {
    return type == String.class
        || type == Integer.class
        || type == Long.class
        || type == Double.class
        || type == Boolean.class
        || type == Duration.class
        || type.isEnum()
        || shortForm(type).isPresent();
  }

  /**
   * The value that a text stands for.
   *
   * @param quoted true if the text stood in quotes, and so cannot be a number
   * @throws InvalidSpec if it stands for none of this type
   */
  static Object read(Class<?> type, String text, boolean quoted) {
    if (type == String.class) {
      return text;
    } else if (type == Integer.class) {
      return (int) whole(text, quoted, Integer.MIN_VALUE, Integer.MAX_VALUE);
    } else if (type == Long.class) {
      return whole(text, quoted, Long.MIN_VALUE, Long.MAX_VALUE);
    } else if (type == Double.class) {
      return number(text, quoted);
    } else if (type == Boolean.class) {
      return truth(text);
    } else if (type == Duration.class) {
      return Durations.parse(text).orElseThrow(() -> refused(text, Durations.RULE));
    } else if (type.isEnum()) {
      return constant(type, text);
    }
    return byShortForm(shortForm(type).orElseThrow(), text);
  }

  /**
   * The text that {@link #read} reads as this value, the same on every JDK.
   *
   * @param value of one of these types
   */
  static String text(Object value) {
    if (value instanceof Double number) {
      return NumberOutput.toString(number, true);
    } else if (value instanceof Duration duration) {
      return Durations.text(duration);
    } else if (value instanceof Enum<?> constant) {
      return Keys.of(constant);
    }
    return value.toString();
  }

  private static long whole(String text, boolean quoted, long least, long most) {
    if (!WHOLE.matcher(text).matches()) {
      throw refused(text, "must be a whole number");
    }
    refuseQuotes(text, quoted);
    BigInteger value = new BigInteger(text);
    if (value.compareTo(BigInteger.valueOf(least)) < 0
        || value.compareTo(BigInteger.valueOf(most)) > 0) {
      throw refused(text, "must be a whole number from " + least + " to " + most);
    }
    return value.longValue();
  }

  private static double number(String text, boolean quoted) {
    double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (!Double.isFinite(value)) {
      throw refused(text, "must be a number");
    }
    refuseQuotes(text, quoted);
    return value;
  }

  private static void refuseQuotes(String text, boolean quoted) {
    if (quoted) {
      throw refused(text, "must be a number, without quotes");
    }
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> throw refused(text, "must be true or false");
    };
  }

  private static Object constant(Class<?> type, String text) {
    List<Enum<?>> constants =
        Arrays.stream(type.getEnumConstants()).<Enum<?>>map(c -> (Enum<?>) c).toList();
    return constants.stream()
        .filter(c -> Keys.of(c).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                refused(text, "must be " + Keys.either(constants.stream().map(Keys::of).toList())));
  }

  private static Object byShortForm(Method parse, String text) {
    try {
      return parse.invoke(null, text);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof InvalidSpec invalid) {
        throw invalid;
      }
      throw new IllegalStateException(parse + " failed on " + text, e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(parse + " is not public", e);
    }
  }

  private static Optional<Method> shortForm(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(m -> m.getName().equals("parse") && Modifier.isStatic(m.getModifiers()))
        .filter(m -> Arrays.equals(m.getParameterTypes(), new Class<?>[] {String.class}))
        .filter(m -> m.getReturnType() == type)
        .findFirst();
  }

  private static InvalidSpec refused(String text, String rule) {
    return new InvalidSpec(List.of(new Problem("", text, rule)));
  }
}
