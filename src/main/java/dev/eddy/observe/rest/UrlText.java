package dev.eddy.observe.rest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Text in URLs: UTF-8, percent-encoded where it has to be. The JDK's server hands on bytes that are
 * not ASCII as characters of the same number; here they are bytes again.
 */
final class UrlText {
  private static final String UNRESERVED = "-._~";
  private static final int HEX = 16;

  private UrlText() {}

  /**
   * The text of one path segment. A plus sign is a plus sign.
   *
   * @throws Problem if it is not the encoding of a text
   */
  static String decoded(String encoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        bytes.write(hex(encoded, i + 1) * HEX + hex(encoded, i + 2));
        i += 2;
      } else if (c <= 0xFF) {
        bytes.write(c);
      } else {
        throw Problem.badRequest("Not percent-encoded: " + encoded);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw Problem.badRequest("Not UTF-8, percent-encoded: " + encoded);
    }
  }

  private static int hex(String encoded, int at) {
    int digit = at < encoded.length() ? Character.digit(encoded.charAt(at), HEX) : -1;
    if (digit < 0 || encoded.charAt(at) > 'f') {
      throw Problem.badRequest("A % must be followed by two hexadecimal digits: " + encoded);
    }
    return digit;
  }

  /** A text as a path segment, or as a value in a query. */
  static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (one & 0xFF);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
      encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return encoded.toString();
  }

  /**
   * The values of a query by name, in order. A plus sign is a space, as forms have it.
   *
   * @param query null if there is none
   * @throws Problem if it is not the encoding of texts
   */
  static Map<String, List<String>> query(String query) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        if (!pair.isEmpty()) {
          String[] parts = pair.replace('+', ' ').split("=", 2);
          values
              .computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
              .add(parts.length == 1 ? "" : decoded(parts[1]));
        }
      }
    }
    return values;
  }
}
