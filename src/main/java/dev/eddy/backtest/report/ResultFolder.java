package dev.eddy.backtest.report;

import dev.eddy.backtest.BacktestFailure;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where results go: they are written into a folder beside the final one, whose place it takes once
 * complete. Closed before that, nothing is left.
 */
final class ResultFolder implements Closeable {
  static final String FORECASTS = "forecasts.csv";
  static final String QUANTILES = "quantiles.csv";
  static final String ANOMALIES = "anomalies.csv";
  static final String REJECTED = "rejected.csv";
  static final String PATHS = "paths.csv";
  static final String SCORES = "scores.json";
  static final String RUN = "run.json";
  static final String REPORT = "report.html";

  private static final Set<String> OWN =
      Set.of(FORECASTS, QUANTILES, ANOMALIES, REJECTED, PATHS, SCORES, RUN, REPORT);

  private final Path partial;

  /**
   * Makes the folder beside.
   *
   * @param folder where the results will be: a new one, an empty one, or one with the results of an
   *     earlier backtest and nothing else, which are then replaced
   * @throws BacktestFailure if it is something else, or cannot be written
   */
  ResultFolder(Path folder) {
    Path whole = folder.toAbsolutePath().normalize();
    requireOwn(folder);
    Path parent = whole.getParent();
    if (parent == null) {
      throw BacktestFailure.ofUse(folder + ": is no folder that results could be put in");
    }
    this.partial =
        parent.resolve("." + whole.getFileName() + ".partial-" + ProcessHandle.current().pid());
    try {
      Files.createDirectories(parent);
      delete(partial);
      Files.createDirectory(partial);
    } catch (IOException e) {
      throw BacktestFailure.ofUse(folder + ": cannot be written: " + BacktestFailure.reason(e));
    }
  }

  private static void requireOwn(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw BacktestFailure.ofUse(folder + ": is a file; results need a folder");
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      boolean own = names.isEmpty() || (names.contains(RUN) && OWN.containsAll(names));
      if (!own) {
        String stranger =
            names.stream().filter(name -> !OWN.contains(name)).findFirst().orElse(names.get(0));
        throw BacktestFailure.ofUse(
            folder
                + ": holds "
                + stranger
                + ", which is not of an earlier backtest; name another folder or an empty one");
      }
    } catch (IOException e) {
      throw BacktestFailure.ofUse(folder + ": cannot be read: " + BacktestFailure.reason(e));
    }
  }

  /** A new file among the results, in UTF-8. */
  Writer file(String name) throws IOException {
    return Files.newBufferedWriter(partial.resolve(name), StandardCharsets.UTF_8);
  }

  /**
   * Puts the results in their place, once complete.
   *
   * @param place the folder, or one beside it; results that are there are replaced
   */
  void completeAt(Path place) throws IOException {
    requireOwn(place);
    Path replaced = partial.resolveSibling(partial.getFileName() + "-replaced");
    delete(replaced);
    if (Files.exists(place)) {
      Files.move(place, replaced);
    }
    Files.move(partial, place);
    delete(replaced);
  }

  /** Removes whatever is not complete. */
  @Override
  public void close() {
    try {
      delete(partial);
    } catch (IOException e) {
      throw new UncheckedIOException(partial + " cannot be removed", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }
}
