package dev.eddy.forecast;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;

/**
 * Numbers in JSON as all of Eddy writes them: reading one back gives the same double, on every JDK
 * alike, and what is not a number is null.
 */
public final class JsonNumbers {
  /**
   * Makes generators whose numbers do not depend on the JDK, and that write nothing between one
   * value and the next.
   */
  public static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .rootValueSeparator((String) null)
          .build();

  private JsonNumbers() {}

  /** A field that is a number, or null. */
  public static void write(JsonGenerator json, String name, double value) throws IOException {
    json.writeFieldName(name);
    write(json, value);
  }

  /** A field that is a list of numbers, or nulls. */
  public static void write(JsonGenerator json, String name, double[] values) throws IOException {
    json.writeArrayFieldStart(name);
    for (double value : values) {
      write(json, value);
    }
    json.writeEndArray();
  }

  /** A number, or null. */
  public static void write(JsonGenerator json, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }
}
