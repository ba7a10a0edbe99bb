package dev.eddy.tune;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.report.CsvText;
import dev.eddy.config.SearchRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where a search keeps what it tried, and puts what it found. */
final class TuneFolder {
  static final String BEST = "best.yaml";
  static final String TRIALS = "trials.csv";
  static final String REPORT = "report.html";
  static final String JOURNAL = "journal.jsonl";

  private static final String PARTIAL = ".partial";
  private static final Set<String> OWN = Set.of(BEST, TRIALS, REPORT, JOURNAL);

  private final Path folder;

  /**
   * Looks at it, and changes nothing.
   *
   * @param folder a new one, an empty one, or one of an earlier search and nothing else
   * @throws BacktestFailure if it is something else
   */
  TuneFolder(Path folder) {
    this.folder = folder;
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw BacktestFailure.ofUse(folder + ": is a file; results need a folder");
    }
    if (Files.exists(folder)) {
      requireOwn(names(folder));
    }
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString().replace(PARTIAL, ""))
          .distinct()
          .sorted()
          .toList();
    } catch (IOException e) {
      throw BacktestFailure.ofUse(folder + ": cannot be read: " + BacktestFailure.reason(e));
    }
  }

  private void requireOwn(List<String> names) {
    if (!names.isEmpty() && !(names.contains(JOURNAL) && OWN.containsAll(names))) {
      String stranger =
          names.stream().filter(name -> !OWN.contains(name)).findFirst().orElse(names.get(0));
      throw BacktestFailure.ofUse(
          folder
              + ": holds "
              + stranger
              + ", which is not of an earlier eddy tune; name another folder or an empty one");
    }
  }

  /**
   * What was tried so far; to be closed.
   *
   * @param of what is tried on what
   * @throws BacktestFailure if the folder is that of another search, or cannot be written
   */
  Journal journal(String of) {
    try {
      Files.createDirectories(folder);
      return new Journal(folder.resolve(JOURNAL), of);
    } catch (IOException e) {
      throw BacktestFailure.ofUse(folder + ": cannot be written: " + BacktestFailure.reason(e));
    }
  }

  /**
   * Writes what was found, each file at once.
   *
   * @param input what its rows are called
   */
  void write(TuneResult result, String input) throws IOException {
    if (result.best().isPresent()) {
      replace(BEST, result.topology().text(result.best().get().values()));
    }
    replace(TRIALS, trials(result));
    replace(REPORT, new TuneReport(result, input).html());
  }

  private void replace(String name, String text) throws IOException {
    Path partial = folder.resolve(name + PARTIAL);
    Files.writeString(partial, text);
    Files.move(partial, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private static String trials(TuneResult result) {
    StringBuilder text = new StringBuilder("share,candidate,skill");
    for (SearchRange range : result.topology().ranges()) {
      text.append(',');
      CsvText.append(text, range.path());
    }
    for (Trial trial : result.trials()) {
      text.append('\n');
      CsvText.append(text, trial.share());
      text.append(',').append(trial.candidate()).append(',');
      CsvText.append(text, trial.skill());
      for (String value : trial.values()) {
        text.append(',');
        CsvText.append(text, value);
      }
    }
    return text.append('\n').toString();
  }
}
