package dev.eddy.config;

import dev.eddy.spec.InvalidSpec;
import dev.eddy.spec.InvalidSpec.Problem;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes one record and hears all that is wrong with it, in spite of values that could not be read.
 *
 * <p>A value that could not be read has been reported, and the record is made as if it had been
 * left out. So that nothing is reported which only follows from that, the record is also made with
 * values of every sort in its place, and only what is wrong each time is reported. When something
 * is wrong, the values it is about are left out too, so that the record around this one has
 * something to check.
 */
final class RecordMaker {
  private final RecordComponent[] components;
  private final Constructor<?> constructor;
  private final Object[] values;

  /**
   * For a record with these components.
   *
   * @param values null for what was left out or could not be read. Not modified.
   */
  RecordMaker(Class<?> type, Object[] values) {
    this.components = type.getRecordComponents();
    this.values = values.clone();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      this.constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " is not a record", e);
    }
  }

  /**
   * The record, or null if none could be made; one with problems is good for further checks only.
   *
   * @param failed keys whose values could not be read, which has been reported
   * @param report told each problem
   */
  Object make(Set<String> failed, Consumer<Problem> report) {
    List<Problem> found = problemsInAnyCase(failed);
    found.forEach(report);
    Set<String> wrong = new HashSet<>(failed);
    found.forEach(problem -> wrong.add(firstKey(problem)));
    for (int i = 0; i < components.length; i++) {
      if (wrong.contains(key(i))) {
        values[i] = null;
      }
    }
    try {
      return create(values);
    } catch (InvalidSpec e) {
      return null;
    }
  }

  private List<Problem> problemsInAnyCase(Set<String> failed) {
    List<List<Object>> instead = new ArrayList<>();
    int cases = 1;
    for (int i = 0; i < components.length; i++) {
      List<Object> sorts =
          failed.contains(key(i))
              ? sorts(components[i].getType())
              : Collections.singletonList(values[i]);
      instead.add(sorts);
      cases = Math.max(cases, sorts.size());
    }
    List<Problem> common = null;
    for (int i = 0; i < cases; i++) {
      int turn = i;
      List<Problem> found =
          problems(instead.stream().map(sorts -> sorts.get(turn % sorts.size())).toArray());
      found.removeIf(problem -> failed.contains(firstKey(problem)));
      if (common == null) {
        common = found;
      } else {
        common.retainAll(found);
      }
    }
    return common;
  }

  /** Left out, and values such that a rule which sets them against another value holds for one. */
  private static List<Object> sorts(Class<?> type) {
    List<Object> sorts = new ArrayList<>();
    sorts.add(null);
    if (type.isEnum()) {
      sorts.addAll(Arrays.asList(type.getEnumConstants()));
    } else if (type == Boolean.class) {
      sorts.addAll(List.of(true, false));
    } else if (type == Integer.class) {
      sorts.addAll(List.of(Integer.MIN_VALUE, Integer.MAX_VALUE));
    } else if (type == Long.class) {
      sorts.addAll(List.of(Long.MIN_VALUE, Long.MAX_VALUE));
    } else if (type == Double.class) {
      sorts.addAll(List.of(-Double.MAX_VALUE, Double.MAX_VALUE));
    }
    return sorts;
  }

  private List<Problem> problems(Object[] arguments) {
    try {
      create(arguments);
      return new ArrayList<>();
    } catch (InvalidSpec e) {
      return new ArrayList<>(e.problems());
    }
  }

  private Object create(Object[] arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof InvalidSpec invalid) {
        throw invalid;
      }
      throw new IllegalStateException(constructor + " failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(constructor + " cannot be called", e);
    }
  }

  private String key(int component) {
    return Keys.of(components[component].getName());
  }

  private static String firstKey(Problem problem) {
    return problem.path().split("[.\\[]", 2)[0];
  }
}
