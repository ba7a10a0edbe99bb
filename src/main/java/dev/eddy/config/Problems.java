package dev.eddy.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file. */
final class Problems {
  private static final int LONGEST_VALUE = 80;

  private final String file;
  private final List<Located> located = new ArrayList<>();

  private record Located(int line, String text) {}

  /** For the file that goes by this name in messages. */
  Problems(String file) {
    this.file = file;
  }

  /** What is wrong with the file as a whole. */
  void add(String rule) {
    located.add(new Located(0, file + ": " + rule));
  }

  /** What is wrong at a line that cannot be read as keys and values. */
  void add(int line, String rule) {
    located.add(new Located(line, file + ":" + line + ": " + rule));
  }

  /**
   * What is wrong at a path.
   *
   * @param path keys and indexes from the top of the file; empty for the top itself
   * @param value what stands there, without secrets; empty if it does not matter
   */
  void add(int line, String path, String value, String rule) {
    if (path.isEmpty()) {
      add(line, rule);
      return;
    }
    String place = value.isEmpty() ? path : path + "=" + onOneLine(value);
    String text = file + ":" + line + " " + place + ": " + rule;
    if (located.stream().noneMatch(other -> other.text().equals(text))) {
      located.add(new Located(line, text));
    }
  }

  boolean any() {
    return !located.isEmpty();
  }

  /** Everything so far, ordered by line. */
  InvalidTopology asException() {
    return new InvalidTopology(
        located.stream()
            .sorted(Comparator.comparingInt(Located::line))
            .map(Located::text)
            .toList());
  }

  private static String onOneLine(String value) {
    String line = value.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE) + "…";
  }
}
