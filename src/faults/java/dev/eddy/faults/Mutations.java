package dev.eddy.faults;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spoils records in every way that came to mind, by chance. Not safe for use by several threads.
 */
final class Mutations {
  private static final Pattern NUMBER = Pattern.compile("(?<=[:])-?[0-9][0-9.eE+-]*|null");
  private static final Pattern FIELD = Pattern.compile("\"[a-z]+\":[^,}]*");

  /** Text where a number belongs, numbers that no double holds, and such as one does, barely. */
  private static final List<String> ODD_VALUES =
      List.of(
          "1e999",
          "-1e999",
          "1e308",
          "-1.7976931348623157e308",
          "5e-324",
          "NaN",
          "Infinity",
          "\"12\"",
          "\"twelve\"",
          "true",
          "null",
          "[]",
          "[1,2]",
          "{}",
          "{\"y\":1}",
          "0x10",
          "1_0",
          "--1",
          "1e",
          ".5",
          "00",
          "-0.0",
          "9".repeat(400),
          "0." + "0".repeat(400) + "1",
          "9223372036854775808",
          "-1",
          "253402300800000",
          "\"2025-13-45T99:99:99Z\"");

  private static final List<String> ODD_RECORDS =
      List.of(
          "",
          " ",
          "{",
          "}",
          "[]",
          "null",
          "\"pump\"",
          "17",
          "{}",
          "{\"pump\":\"p1\"}",
          "\u0000",
          "{\"pump\":\"\",\"time\":1,\"y\":1}",
          "[".repeat(50_000),
          "{\"a\":".repeat(50_000),
          "{\"pump\":\"" + "p".repeat(1_200) + "\",\"time\":1750000000000,\"y\":1}",
          "{\"pump\":\"\\ud800\",\"time\":1750000000000,\"y\":1}",
          "{\"pump\":\"p1\",\"time\":1750000000000,\"y\":1" + " ".repeat(1 << 20) + "}");

  private final SplittableRandom random;

  Mutations(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A record, spoiled; null in some cases. It may happen to be a good one still. */
  byte[] of(String record) {
    return switch (random.nextInt(12)) {
      case 0, 1 -> flipped(bytes(record), 1 + random.nextInt(4));
      case 2 -> Arrays.copyOf(bytes(record), random.nextInt(record.length()));
      case 3 -> noise(1 + random.nextInt(80));
      case 4 -> withBytes(bytes(record), noise(1 + random.nextInt(3)));
      case 5, 6 -> bytes(withOddValue(record));
      case 7 -> bytes(swapped(record));
      case 8 -> bytes(withoutField(record));
      case 9 -> bytes(withMoreFields(record));
      case 10 -> bytes(record + (random.nextBoolean() ? record : ",1"));
      default -> random.nextInt(30) == 0 ? null : bytes(ODD_RECORDS.get(pick(ODD_RECORDS.size())));
    };
  }

  /** Bits turned over; those given are modified. */
  byte[] flipped(byte[] bytes, int bits) {
    for (int i = 0; i < bits; i++) {
      bytes[pick(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private byte[] noise(int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private byte[] withBytes(byte[] bytes, byte[] more) {
    int at = pick(bytes.length + 1);
    byte[] longer = Arrays.copyOf(bytes, bytes.length + more.length);
    System.arraycopy(bytes, at, longer, at + more.length, bytes.length - at);
    System.arraycopy(more, 0, longer, at, more.length);
    return longer;
  }

  private String withOddValue(String record) {
    int chosen = random.nextInt(3);
    Matcher number = NUMBER.matcher(record);
    for (int i = 0; i <= chosen; i++) {
      if (!number.find()) {
        return record;
      }
    }
    String odd = ODD_VALUES.get(pick(ODD_VALUES.size()));
    return record.substring(0, number.start()) + odd + record.substring(number.end());
  }

  private String swapped(String record) {
    List<String> names = List.of("pump", "time", "y", "x");
    String one = "\"" + names.get(pick(names.size())) + "\"";
    String other = "\"" + names.get(pick(names.size())) + "\"";
    return record.replace(one, "\"#\"").replace(other, one).replace("\"#\"", other);
  }

  private String withoutField(String record) {
    List<String> fields = FIELD.matcher(record).results().map(found -> found.group()).toList();
    String field = fields.get(pick(fields.size()));
    return record.replace(random.nextBoolean() ? field + "," : field, "");
  }

  private String withMoreFields(String record) {
    String more =
        switch (random.nextInt(4)) {
          case 0 -> "\"z\":{\"deep\":[1,{\"er\":null}]},";
          case 1 -> "\"y\":7,";
          case 2 -> "\"\":\"\",";
          default -> "\"text\":\"\\u00e9\\n\\\"\",";
        };
    return "{" + more + record.substring(1);
  }

  private int pick(int bound) {
    return random.nextInt(bound);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
