package dev.eddy.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The table in docs/learning-tasks.md, whose rows must be what the runs gave, as these give the
 * same bits everywhere. {@code -Deddy.golden=write} writes what a run gave; published figures are
 * written by hand.
 */
final class LearningTable {
  private static final Path FILE = Path.of("docs/learning-tasks.md");

  private LearningTable() {}

  /**
   * Compares one row.
   *
   * @param network with its rule of learning; with the task it names the row
   * @throws AssertionError if the table says something else
   */
  static void check(String task, String network, int parameters, String result) {
    String key = "| " + task + " | " + network + " | ";
    String row = key + parameters + " | " + result + " | ";
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(FILE));
      int at = 0;
      while (at < lines.size() && !lines.get(at).startsWith(key)) {
        at++;
      }
      if (System.getProperty("eddy.golden", "").equals("write")) {
        if (at == lines.size()) {
          lines.add(row + "|");
        } else {
          lines.set(at, row + published(lines.get(at)));
        }
        Files.write(FILE, lines);
      }
      assertThat(at < lines.size() ? lines.get(at) : "")
          .as("%s; written anew by mvn -Plearning test -Deddy.golden=write", FILE)
          .startsWith(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last cell of a row. */
  private static String published(String row) {
    return row.substring(row.lastIndexOf('|', row.length() - 2) + 1).strip();
  }
}
