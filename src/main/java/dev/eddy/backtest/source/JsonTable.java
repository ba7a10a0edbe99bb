package dev.eddy.backtest.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.eddy.backtest.BacktestFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of JSON lines: numbers, texts and truth values as cells; lists and objects are passed
 * over. For one thread.
 */
final class JsonTable implements TableRows {
  private final String name;
  private final JsonText text;
  private final JsonFactory factory = new JsonFactory();
  private final List<String> columns = new ArrayList<>();
  private final Map<String, Integer> numbered = new HashMap<>();
  private final BitSet quoted = new BitSet();

  /**
   * Reads nothing yet.
   *
   * @param bytes closed with this, or at once if it fails
   * @throws BacktestFailure if it is an array
   */
  JsonTable(InputBytes bytes) {
    this.name = bytes.name();
    this.text = new JsonText(bytes);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> columns() {
    return List.copyOf(columns);
  }

  @Override
  public boolean isQuoted(int column) {
    return quoted.get(column);
  }

  @Override
  public Optional<TableRow> next() {
    return text.next().map(row -> row.fault().isPresent() ? row : cells(row));
  }

  private TableRow cells(TableRow line) {
    List<String> cells = new ArrayList<>();
    try (JsonParser parser = factory.createParser(line.cells()[0])) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return TableRow.broken(line.number(), "not a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        take(field, parser.nextToken(), parser, cells);
      }
    } catch (JsonProcessingException e) {
      return TableRow.broken(line.number(), "broken JSON");
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
    return TableRow.of(line.number(), cells.toArray(String[]::new));
  }

  private void take(String field, JsonToken value, JsonParser parser, List<String> cells)
      throws IOException {
    if (!value.isScalarValue()) {
      parser.skipChildren();
      return;
    }
    int column = numbered.computeIfAbsent(field, this::add);
    while (cells.size() <= column) {
      cells.add(null);
    }
    if (value != JsonToken.VALUE_NULL) {
      cells.set(column, parser.getText());
    }
    if (value == JsonToken.VALUE_STRING) {
      quoted.set(column);
    }
  }

  private int add(String field) {
    columns.add(field);
    return columns.size() - 1;
  }

  @Override
  public String emptiness() {
    return text.emptiness();
  }

  @Override
  public void close() {
    text.close();
  }
}
