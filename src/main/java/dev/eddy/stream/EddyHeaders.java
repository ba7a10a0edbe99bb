package dev.eddy.stream;

import dev.eddy.series.Rejection;
import dev.eddy.state.SourcePosition;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Headers in which the engine says where a record came from and why it was refused; all text. */
final class EddyHeaders {
  static final String REASON = "eddy.reason";
  static final String DETAIL = "eddy.detail";
  static final String TOPIC = "eddy.topic";
  static final String PARTITION = "eddy.partition";
  static final String OFFSET = "eddy.offset";

  /** The record's own key, on its way through the topic where the key is the series. */
  static final String KEY = "eddy.key";

  /** How many bytes the value had, where the topic of rejected records would not take it. */
  static final String BYTES = "eddy.bytes";

  private static final String PREFIX = "eddy.";

  private EddyHeaders() {}

  /** Copies a record's headers, without those that look like the engine's. */
  static Headers without(Headers headers) {
    Headers others = new RecordHeaders();
    for (Header header : headers) {
      if (!header.key().startsWith(PREFIX)) {
        others.add(header);
      }
    }
    return others;
  }

  /** The most bytes that headers take in a record. */
  static long bytes(Headers headers) {
    long bytes = 0;
    for (Header header : headers) {
      int value = header.value() == null ? 0 : header.value().length;
      bytes += 3L * header.key().length() + value + 2 * Integer.BYTES;
    }
    return bytes;
  }

  /**
   * Says where a record came from.
   *
   * @param headers Modified.
   * @param key null if it had none
   */
  static void addOrigin(Headers headers, SourcePosition position, byte[] key) {
    add(headers, PARTITION, Integer.toString(position.partition()));
    add(headers, OFFSET, Long.toString(position.offset()));
    if (key != null) {
      headers.add(KEY, key);
    }
  }

  /** Where {@link #addOrigin} said that a record came from. */
  static SourcePosition origin(Headers headers) {
    return new SourcePosition(
        Integer.parseInt(text(headers, PARTITION)), Long.parseLong(text(headers, OFFSET)));
  }

  /** The key that {@link #addOrigin} kept; null if there was none. */
  static byte[] originalKey(Headers headers) {
    Header key = headers.lastHeader(KEY);
    return key == null ? null : key.value();
  }

  /**
   * Says why a record was refused.
   *
   * @param headers Modified.
   */
  static void addRejection(
      Headers headers, Rejection rejection, String topic, SourcePosition position) {
    add(headers, REASON, rejection.reason().label());
    add(headers, DETAIL, rejection.detail());
    add(headers, TOPIC, topic);
    addOrigin(headers, position, null);
  }

  /**
   * Adds one.
   *
   * @param headers Modified.
   */
  static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    if (header == null || header.value() == null) {
      throw new StreamFailure(
          "a record of the topic by-series has no header " + name + ": somebody else wrote it");
    }
    return new String(header.value(), StandardCharsets.UTF_8);
  }
}
