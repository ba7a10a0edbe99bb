package dev.eddy.series;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.eddy.series.Rejection.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a JSON object. Fields that are not needed are skipped, whatever they hold; the
 * non-standard words {@code NaN} and {@code Infinity}, which some programs write for numbers, are
 * let through so far, to be refused as numbers and not as broken JSON.
 *
 * <p>Not safe for use by several threads.
 */
final class JsonFields implements Fields {
  /** What a field holds. */
  private enum Kind {
    MISSING,
    NUMBER,
    /** A text, a truth value, or a number that is not finite. */
    TEXT,
    /** Of numbers and nulls, at most so many as may be. */
    LIST,
    LONG_LIST,
    /** With something other than a number at {@code counts}. */
    BAD_LIST,
    OBJECT
  }

  private static final int LONGEST_MESSAGE = 160;

  private final JsonFactory factory;
  private final List<String> names;
  private final int textFields;
  private final Map<String, Integer> numbered = new HashMap<>();
  private final Kind[] kinds;
  private final boolean[] present;
  private final double[] numbers;
  private final String[] texts;
  private final double[][] lists;
  private final int[] counts;

  /**
   * Of objects.
   *
   * @param names the needed fields
   * @param textFields how many of them, the first ones, are asked for as text
   * @param longestText of a value
   * @param most how many numbers a field may hold
   */
  JsonFields(List<String> names, int textFields, int longestText, int most) {
    this.factory = factory(longestText);
    this.names = List.copyOf(names);
    this.textFields = textFields;
    for (int field = 0; field < names.size(); field++) {
      numbered.put(names.get(field), field);
    }
    this.kinds = new Kind[names.size()];
    this.present = new boolean[names.size()];
    this.numbers = new double[names.size()];
    this.texts = new String[names.size()];
    this.lists = new double[names.size()][most];
    this.counts = new int[names.size()];
  }

  private static JsonFactory factory(int longestText) {
    // Names and values come from strangers: nothing of them is kept for good, and no limit of the
    // parser's own gives another reason than the one that a value has by itself.
    return JsonFactory.builder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNumberLength(longestText)
                .maxStringLength(longestText)
                .maxNameLength(longestText)
                .build())
        .build();
  }

  /**
   * Turns to an object.
   *
   * @param text Not modified.
   * @throws RejectedRecord if it is not one JSON object, or holds a needed field twice
   */
  void read(char[] text, int length) throws RejectedRecord {
    Arrays.fill(kinds, Kind.MISSING);
    Arrays.fill(present, false);
    Arrays.fill(texts, "");
    try (JsonParser parser = factory.createParser(text, 0, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new RejectedRecord(Reason.MALFORMED, "not a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        Integer field = numbered.get(parser.currentName());
        JsonToken value = parser.nextToken();
        if (field == null) {
          parser.skipChildren();
        } else {
          take(field, value, parser);
        }
      }
      if (parser.nextToken() != null) {
        throw new RejectedRecord(Reason.MALFORMED, "something after the JSON object");
      }
    } catch (JsonProcessingException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private void take(int field, JsonToken value, JsonParser parser)
      throws IOException, RejectedRecord {
    if (present[field]) {
      throw new RejectedRecord(Reason.MALFORMED, names.get(field) + ": stands there twice");
    }
    present[field] = true;
    switch (value) {
      case VALUE_NULL -> kinds[field] = Kind.MISSING;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        numbers[field] = number(parser);
        boolean isFinite = Double.isFinite(numbers[field]);
        kinds[field] = isFinite ? Kind.NUMBER : Kind.TEXT;
        if (!isFinite || field < textFields) {
          texts[field] = parser.getText();
        }
      }
      case START_ARRAY -> takeList(field, parser);
      case START_OBJECT -> {
        parser.skipChildren();
        kinds[field] = Kind.OBJECT;
      }
      default -> {
        texts[field] = parser.getText();
        kinds[field] = Kind.TEXT;
      }
    }
  }

  private void takeList(int field, JsonParser parser) throws IOException {
    double[] list = lists[field];
    Kind kind = Kind.LIST;
    int count = 0;
    for (JsonToken value = parser.nextToken();
        value != JsonToken.END_ARRAY;
        value = parser.nextToken()) {
      double number = value.isNumeric() ? number(parser) : Double.NaN;
      if (kind != Kind.LIST) {
        parser.skipChildren();
      } else if (count == list.length) {
        kind = Kind.LONG_LIST;
        parser.skipChildren();
      } else if (value == JsonToken.VALUE_NULL || Double.isFinite(number)) {
        list[count++] = number;
      } else {
        kind = Kind.BAD_LIST;
        texts[field] = value.isScalarValue() ? parser.getText() : value.asString();
        parser.skipChildren();
      }
    }
    kinds[field] = kind;
    counts[field] = count;
  }

  /** NaN for the words that are no numbers, which unlike numbers do not end in a digit. */
  private static double number(JsonParser parser) throws IOException {
    char[] text = parser.getTextCharacters();
    int offset = parser.getTextOffset();
    int length = parser.getTextLength();
    char last = text[offset + length - 1];
    return last >= '0' && last <= '9' ? Numbers.parse(text, offset, length) : Double.NaN;
  }

  private static RejectedRecord malformed(JsonProcessingException broken) {
    String place =
        broken.getLocation() == null
            ? ""
            : " near character " + broken.getLocation().getCharOffset();
    // What follows is advice to whoever calls the parser.
    String fault = broken.getOriginalMessage().split(" \\(start marker|[:;] enable |\\R", 2)[0];
    return new RejectedRecord(
        Reason.MALFORMED,
        "broken JSON" + place + ": " + RejectedRecord.shown(fault, LONGEST_MESSAGE));
  }

  @Override
  public double number(int field) throws RejectedRecord {
    return switch (kinds[field]) {
      case MISSING -> Double.NaN;
      case NUMBER -> numbers[field];
      default -> throw notNumber(names.get(field), shown(field), Numbers.rule(shown(field)));
    };
  }

  @Override
  public void numbersInto(int field, double[] values) throws RejectedRecord {
    String name = names.get(field);
    switch (kinds[field]) {
      case MISSING -> Arrays.fill(values, Double.NaN);
      case LIST -> {
        System.arraycopy(lists[field], 0, values, 0, counts[field]);
        Arrays.fill(values, counts[field], values.length, Double.NaN);
      }
      case LONG_LIST ->
          throw new RejectedRecord(
              Reason.MALFORMED, name + ": must have at most " + values.length + " elements");
      case BAD_LIST ->
          throw notNumber(
              name + "[" + counts[field] + "]", texts[field], "must be a finite number or null");
      default -> throw notNumber(name, shown(field), "must be a list of numbers");
    }
  }

  @Override
  public String text(int field, Reason reason) throws RejectedRecord {
    return switch (kinds[field]) {
      case MISSING, NUMBER, TEXT -> texts[field];
      default ->
          throw RejectedRecord.of(
              reason, names.get(field), shown(field), "must be a text or a number");
    };
  }

  private String shown(int field) {
    return switch (kinds[field]) {
      case LIST, LONG_LIST, BAD_LIST -> "[…]";
      case OBJECT -> "{…}";
      case NUMBER -> "a number";
      default -> texts[field];
    };
  }

  private static RejectedRecord notNumber(String place, String value, String rule) {
    return RejectedRecord.of(Reason.NUMBER, place, value, rule);
  }
}
