package dev.eddy.config;

import dev.eddy.spec.InvalidSpec;
import dev.eddy.spec.InvalidSpec.Problem;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Makes specification records from YAML nodes, by reflection on their components. A value that
 * cannot be read is reported and counts as left out, so that the rest is checked all the same.
 */
final class SpecBinder {
  private final Placeholders placeholders;
  private final Problems problems;
  private final Map<String, String> shownByPath = new HashMap<>();

  /** Reports to {@code problems}. */
  SpecBinder(Placeholders placeholders, Problems problems) {
    this.placeholders = placeholders;
    this.problems = problems;
  }

  /** What may be shown instead of values that came from the environment, by path. */
  Map<String, String> shownByPath() {
    return shownByPath;
  }

  /**
   * The value of a component of this type, or null if it could not be read, which has then been
   * reported.
   */
  Object value(Type type, Place place) {
    if (isSingle(type) && SearchReader.isSearch(place)) {
      return refuse(place, SearchReader.UNSEARCHED);
    }
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return list(of[0], place);
      } else if (generic.getRawType() == Map.class) {
        return map(of[1], place);
      } else if (generic.getRawType() == Optional.class) {
        Object value = value(of[0], place);
        return value == null ? null : Optional.of(value);
      }
    } else if (type instanceof Class<?> plain) {
      if (Scalars.isScalar(plain)) {
        return scalar(plain, place);
      } else if (plain.isSealed()) {
        return oneKindOf(plain, place);
      } else if (plain.isRecord()) {
        return record(plain, place, false);
      }
    }
    throw new IllegalStateException("no file can hold a " + type);
  }

  /** Blocks may have any key; what is one value, or a list of them, cannot be a block. */
  private static boolean isSingle(Type type) {
    return type instanceof ParameterizedType generic
        ? generic.getRawType() == List.class
        : type instanceof Class<?> plain && Scalars.isScalar(plain);
  }

  private Object scalar(Class<?> type, Place place) {
    if (!(place.node() instanceof ScalarNode scalar) || place.isEmpty()) {
      return refuse(place, "must be a single value, not " + place.kind());
    }
    Placeholders.Replaced replaced = placeholders.replace(scalar.getValue());
    if (replaced.problem().isPresent()) {
      return refuse(place, replaced.problem().get());
    }
    if (replaced.secret()) {
      shownByPath.put(place.path(), replaced.shown());
    }
    try {
      return Scalars.read(type, replaced.text(), !scalar.isPlain() && !replaced.replaced());
    } catch (InvalidSpec e) {
      e.problems().forEach(problem -> report(place, problem));
      return null;
    }
  }

  /** One number stands for a list of one. */
  private Object list(Type of, Place place) {
    if (of == Double.class && place.node() instanceof ScalarNode) {
      Object only = value(of, place);
      return only == null ? null : List.of(only);
    }
    if (!(place.node() instanceof SequenceNode)) {
      return refuse(place, "must be a list, not " + place.kind());
    }
    List<Object> elements = new ArrayList<>();
    boolean all = true;
    for (Place element : place.elements()) {
      Object value = value(of, element);
      elements.add(value);
      all &= value != null;
    }
    return all ? elements : null;
  }

  private Object map(Type of, Place place) {
    Map<String, Place> entries = entries(place);
    if (entries == null) {
      return null;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    entries.forEach((key, entry) -> values.put(key, value(of, entry)));
    return values.containsValue(null) ? null : values;
  }

  private Object oneKindOf(Class<?> sealed, Place place) {
    Map<String, Place> entries = entries(place);
    if (entries == null) {
      return null;
    }
    List<String> names =
        Keys.kinds(sealed).stream().flatMap(kind -> Keys.types(kind).stream()).toList();
    Place type = entries.get(Keys.TYPE);
    if (type == null || !(type.node() instanceof ScalarNode) || type.isEmpty()) {
      String path = place.path() + "." + Keys.TYPE;
      problems.add(place.line(), path, "", "is needed: " + Keys.either(names));
      return null;
    }
    Object name = scalar(String.class, type);
    for (Class<?> kind : Keys.kinds(sealed)) {
      if (name != null && Keys.types(kind).contains(name)) {
        return record(kind, place, true);
      }
    }
    return name == null ? null : refuse(type, "must be " + Keys.either(names));
  }

  private Object record(Class<?> type, Place place, boolean hasType) {
    Map<String, Place> entries = entries(place);
    if (entries == null) {
      return null;
    }
    Map<String, Place> unknown = new LinkedHashMap<>(entries);
    RecordComponent[] components = type.getRecordComponents();
    if (hasType && Arrays.stream(components).noneMatch(Keys::tellsType)) {
      unknown.remove(Keys.TYPE);
    }
    Object[] values = new Object[components.length];
    List<String> keys = new ArrayList<>();
    Set<String> failed = new HashSet<>();
    for (int i = 0; i < components.length; i++) {
      String key = Keys.of(components[i].getName());
      keys.add(key);
      Place entry = unknown.remove(key);
      if (entry != null && !entry.isEmpty()) {
        values[i] = value(components[i].getGenericType(), entry);
        if (values[i] == null) {
          failed.add(key);
        }
      }
    }
    unknown.forEach((key, entry) -> refuseUnknown(key, entry, keys, failed));
    return new RecordMaker(type, values).make(failed, problem -> report(place, problem));
  }

  /** What was misspelt is not also reported as missing. */
  private void refuseUnknown(String key, Place entry, List<String> known, Set<String> failed) {
    Optional<String> meant = NearestName.of(key, known);
    meant.ifPresent(failed::add);
    problems.add(
        entry.line(),
        entry.path(),
        "",
        "is not a known key; "
            + meant
                .map(near -> "did you mean " + near + "?")
                .orElse("known here: " + String.join(", ", known)));
  }

  /** The entries of a block by key, or null if it is none. The first of two alike counts. */
  private Map<String, Place> entries(Place place) {
    if (!(place.node() instanceof MappingNode mapping)) {
      refuse(place, "must be a block of keys, not " + place.kind());
      return null;
    }
    Map<String, Place> entries = place.entries();
    Set<String> seen = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      int line = Place.line(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(line, place.path(), "", "has a key that is not a single word");
        continue;
      }
      if (!seen.add(key.getValue())) {
        Place first = entries.get(key.getValue());
        String rule = "stands there twice, first in line " + Place.line(first.keyNode());
        problems.add(line, first.path(), "", rule);
      }
    }
    return entries;
  }

  private Object refuse(Place place, String rule) {
    report(place, new Problem("", "", rule));
    return null;
  }

  /** Reports what is wrong at the value that its path leads to or the nearest block around it. */
  private void report(Place from, Problem problem) {
    Place found = from.nearest(problem.path());
    String path = from.path().isEmpty() ? problem.path() : problem.under(from.path()).path();
    boolean isThere =
        found.path().equals(path) && found.node() instanceof ScalarNode && !found.isEmpty();
    problems.add(
        found.line(),
        path,
        isThere ? shown(found) : placeholders.hide(problem.value()),
        placeholders.hide(problem.rule()));
  }

  private String shown(Place place) {
    String raw = ((ScalarNode) place.node()).getValue();
    return Secrets.mask(place.path(), placeholders.replace(raw).shown());
  }
}
