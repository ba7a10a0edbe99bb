package dev.eddy.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eddy.forecast.JsonNumbers;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one measurement gave. Immutable.
 *
 * @param bench what was measured
 * @param fields sizes, kernel, times and shares, in the order in which they are written; each value
 *     is a String, an Integer or a Double
 */
public record Row(String bench, Map<String, Object> fields) {
  /** Copies the fields. */
  public Row {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** A row without fields yet. */
  public static Row of(String bench) {
    return new Row(bench, Map.of());
  }

  /** With one field more, at the end. */
  public Row with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(fields);
    more.put(name, value);
    return new Row(bench, more);
  }

  /** With a measured number more, to four places after the point. */
  public Row measured(String name, double value) {
    return with(name, Math.rint(value * 1e4) / 1e4);
  }

  /** With the fields of another row more, at the end. */
  public Row and(Row other) {
    Map<String, Object> more = new LinkedHashMap<>(fields);
    more.putAll(other.fields);
    return new Row(bench, more);
  }

  /** With these fields alone, where it has them. */
  public Row only(String... names) {
    Map<String, Object> fewer = new LinkedHashMap<>(fields);
    fewer.keySet().retainAll(Arrays.asList(names));
    return new Row(bench, fewer);
  }

  /** One JSON object on one line, without its end. */
  public String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonNumbers.JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("bench", bench);
      for (Map.Entry<String, Object> field : fields.entrySet()) {
        if (field.getValue() instanceof Double number) {
          JsonNumbers.write(json, field.getKey(), number);
        } else {
          json.writeObjectField(field.getKey(), field.getValue());
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** One line for people, without its end: what it is about to the left, what came out after it. */
  public String text() {
    return String.format(Locale.ROOT, "%-18s %-46s %s", bench, words(false), words(true))
        .stripTrailing();
  }

  private String words(boolean measured) {
    return fields.entrySet().stream()
        .filter(field -> field.getValue() instanceof Double == measured)
        .map(field -> field.getKey() + " " + padded(field.getValue()))
        .collect(Collectors.joining("  "));
  }

  private static String padded(Object value) {
    return value instanceof Double number
        ? String.format(Locale.ROOT, "%-10.3f", number)
        : value.toString();
  }
}
