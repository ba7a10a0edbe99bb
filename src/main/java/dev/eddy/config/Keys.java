package dev.eddy.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

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
}
