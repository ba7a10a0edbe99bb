package dev.eddy.observe.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.eddy.forecast.JsonNumbers;
import dev.eddy.observe.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Writes the fields of a JSON object. */
interface Body {
  void writeFields(JsonGenerator json) throws IOException;

  /** An answer that is this object, with the version of its format. */
  static Answer answer(Body body) {
    return answer(200, body);
  }

  /** The same, with another status. */
  static Answer answer(int status, Body body) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder();
        JsonGenerator json = JsonNumbers.JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("v", 1);
      body.writeFields(json);
      json.writeEndObject();
      json.writeRaw('\n');
      json.flush();
      return Answer.of(status, Answer.JSON, bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writing to memory does not fail
    }
  }

  /** A field that is a list of texts. */
  static void texts(JsonGenerator json, String name, Collection<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /** A field that is a list of records, each byte as it is in its topic. */
  static void records(JsonGenerator json, String name, Collection<byte[]> records)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (byte[] record : records) {
      json.writeRawValue(new String(record, StandardCharsets.UTF_8));
    }
    json.writeEndArray();
  }
}
