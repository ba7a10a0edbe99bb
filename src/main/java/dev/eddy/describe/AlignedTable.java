package dev.eddy.describe;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells under each other: the first and the last of a row to the left, others right. */
final class AlignedTable {
  private static final String BETWEEN = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  AlignedTable(String... header) {
    rows.add(List.of(header));
  }

  /** A row of as many cells as the header has. */
  void add(String... cells) {
    rows.add(List.of(cells));
  }

  /** All of it, a line each. */
  List<String> lines() {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - row.get(i).length());
      boolean isLeft = i == 0 || i == widths.length - 1;
      line.append(i == 0 ? "" : BETWEEN);
      line.append(isLeft ? row.get(i) + padding : padding + row.get(i));
    }
    return line.toString().stripTrailing();
  }
}
