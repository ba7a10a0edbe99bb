package dev.eddy.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the names of records, components and constants are written in a file. */
final class Keys {
  /** The key that tells the kinds of a sealed type apart. */
  static final String TYPE = "type";

  private Keys() {}

  /** {@code spectralRadius} as {@code spectral-radius}. */
  static String of(String component) {
    return component.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  /** {@code FIRST_RECORD} as {@code first-record}. */
  static String of(Enum<?> constant) {
    return constant.name().replace('_', '-').toLowerCase(Locale.ROOT);
  }

  /** {@code EchoStateSpec} as {@code echo-state}. */
  static String of(Class<?> kind) {
    return of(kind.getSimpleName().replaceFirst("Spec$", ""));
  }

  /** The records under a sealed interface, in the order in which it permits them. */
  static List<Class<?>> kinds(Class<?> sealed) {
    List<Class<?>> kinds = new ArrayList<>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        kinds.addAll(kinds(permitted));
      } else {
        kinds.add(permitted);
      }
    }
    return kinds;
  }

  /**
   * What {@link #TYPE} may say for a record under a sealed interface: its own name, or the
   * constants of its component {@code type} if it has one.
   */
  static List<String> types(Class<?> kind) {
    return Arrays.stream(kind.getRecordComponents())
        .filter(Keys::tellsType)
        .findFirst()
        .map(component -> constants(component.getType()))
        .orElse(List.of(of(kind)));
  }

  /** True for a component that holds what {@link #TYPE} says. */
  static boolean tellsType(RecordComponent component) {
    return component.getName().equals(TYPE) && component.getType().isEnum();
  }

  /** The constants of an enumeration as files write them. */
  static List<String> constants(Class<?> enumeration) {
    return Arrays.stream(enumeration.getEnumConstants())
        .map(constant -> of((Enum<?>) constant))
        .toList();
  }

  /** "a, b or c". */
  static String either(List<String> words) {
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  /**
   * The known key that was probably meant: at most a third of its letters, and at least two,
   * written otherwise. Capitals do not count.
   */
  static Optional<String> nearest(String word, Collection<String> known) {
    return known.stream()
        .filter(key -> distance(word, key) <= Math.max(2, key.length() / 3))
        .filter(key -> distance(word, key) < key.length())
        .min(Comparator.comparingInt(key -> distance(word, key)));
  }

  /**
   * Letters to insert, remove, replace or swap with their neighbour (optimal string alignment;
   * Damerau 1964, doi 10.1145/363958.363994).
   */
  private static int distance(String word, String key) {
    String a = word.toLowerCase(Locale.ROOT);
    String b = key.toLowerCase(Locale.ROOT);
    int[][] best = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          best[i][j] = i + j;
          continue;
        }
        int replace = best[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        best[i][j] = Math.min(replace, 1 + Math.min(best[i - 1][j], best[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best[i][j] = Math.min(best[i][j], best[i - 2][j - 2] + 1);
        }
      }
    }
    return best[a.length()][b.length()];
  }
}
