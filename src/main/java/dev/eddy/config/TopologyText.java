package dev.eddy.config;

import dev.eddy.spec.TopologyNotation;
import dev.eddy.spec.TopologySpec;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Writes a specification as the text of a topology file, with every default filled in: keys in the
 * order of the records' components, keys of maps sorted, the same bytes on every JDK. Reading it
 * gives an equal specification.
 */
public final class TopologyText {
  /** The text, without what passes to Kafka, as it is kept beside what was learned for it. */
  public static final TopologyNotation NOTATION =
      new TopologyNotation() {
        @Override
        public String write(TopologySpec spec) {
          return withoutKafka(spec);
        }

        @Override
        public TopologySpec read(String text) {
          return TopologyFile.parse("what is kept", text, name -> Optional.empty()).spec();
        }
      };

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");

  /** What some reader of YAML takes for something other than a text. */
  private static final Set<String> AMBIGUOUS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private final StringBuilder yaml = new StringBuilder();
  private final Printed printed;

  private TopologyText(Printed printed) {
    this.printed = printed;
  }

  /** How a single value at a path is written, but for quotes. */
  @FunctionalInterface
  interface Printed {
    String of(String path, Object value);
  }

  /**
   * The whole specification. Holds what the file and the environment said to Kafka, passwords
   * included: not for showing, see {@link TopologyFile#shown}, nor for storing, see {@link
   * #NOTATION}.
   */
  public static String of(TopologySpec spec) {
    return of(spec, (path, value) -> Placeholders.escape(Scalars.text(value)));
  }

  /** The specification without its {@code kafka} block, and so without passwords. */
  public static String withoutKafka(TopologySpec spec) {
    return of(
        new TopologySpec(
            spec.name(),
            spec.source(),
            spec.step(),
            spec.gap(),
            spec.future(),
            spec.forecast(),
            spec.drift(),
            spec.models(),
            spec.sink(),
            spec.state(),
            spec.seed(),
            Map.of()));
  }

  static String of(TopologySpec spec, Printed printed) {
    TopologyText text = new TopologyText(printed);
    text.entries(components(spec), "", 0);
    return text.yaml.toString();
  }

  /** What a record holds by key, its kind first where its type has several; no empty parts. */
  private static Map<String, Object> components(Object record) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Class<?> type : record.getClass().getInterfaces()) {
      if (type.isSealed()) {
        values.put(Keys.TYPE, Keys.of(record.getClass()));
      }
    }
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = value(record, component);
      if (value instanceof Optional<?> optional) {
        value = optional.orElse(null);
      }
      if (value != null) {
        values.put(Keys.of(component.getName()), value);
      }
    }
    return values;
  }

  private static Object value(Object record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private void entries(Map<String, Object> entries, String path, int indent) {
    entries.forEach(
        (key, value) -> {
          yaml.append(" ".repeat(indent)).append(word(key)).append(':');
          value(value, path.isEmpty() ? key : path + "." + key, indent + 2);
        });
  }

  private void value(Object value, String path, int indent) {
    if (value instanceof List<?> list) {
      list(list, path, indent);
    } else if (Scalars.isScalar(value.getClass())) {
      yaml.append(' ').append(scalar(value, path)).append('\n');
    } else {
      Map<String, Object> entries = block(value);
      yaml.append(entries.isEmpty() ? " {}\n" : "\n");
      entries(entries, path, indent);
    }
  }

  private void list(List<?> list, String path, int indent) {
    boolean blocks = !list.isEmpty() && !Scalars.isScalar(list.get(0).getClass());
    yaml.append(blocks ? "\n" : " [");
    for (int i = 0; i < list.size(); i++) {
      String at = path + "[" + i + "]";
      if (blocks) {
        Map<String, Object> entries = block(list.get(i));
        int start = yaml.length();
        entries(entries, at, indent + 2);
        yaml.replace(start, start + indent + 1, " ".repeat(indent) + "-");
        yaml.append(entries.isEmpty() ? " {}\n" : "");
      } else {
        yaml.append(i == 0 ? "" : ", ").append(scalar(list.get(i), at));
      }
    }
    yaml.append(blocks ? "" : "]\n");
  }

  private static Map<String, Object> block(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((key, entry) -> sorted.put((String) key, entry));
      return sorted;
    }
    return components(value);
  }

  private String scalar(Object value, String path) {
    String written = printed.of(path, value);
    return written.equals(Scalars.text(value)) && !(value instanceof String)
        ? written
        : word(written);
  }

  private static String word(String text) {
    if (PLAIN.matcher(text).matches() && !AMBIGUOUS.contains(text.toLowerCase(Locale.ROOT))) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            point -> {
              if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
              } else if ((point >= ' ' && point <= '~') || Character.isLetterOrDigit(point)) {
                quoted.appendCodePoint(point);
              } else {
                quoted.append(String.format("\\U%08x", point));
              }
            });
    return quoted.append('"').toString();
  }
}
