package dev.eddy.backtest.source;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.config.NearestName;
import dev.eddy.series.UnsuitableHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sentences about inputs that cannot be used. */
final class InputFailure {
  private InputFailure() {}

  /** After closing it. */
  static BacktestFailure of(InputBytes bytes, String why) {
    return BacktestFailure.ofUse(bytes.name() + ": " + why).closing(bytes);
  }

  /**
   * Columns that are not those that a topology needs: what is missing, what is there, and what may
   * be meant.
   *
   * @param place of the columns' names
   */
  static BacktestFailure ofColumns(String place, UnsuitableHeader header, List<String> columns) {
    Optional<BacktestFailure> separator = ofSeparator(place, columns);
    if (separator.isPresent()) {
      return separator.get();
    }
    List<String> sentence = new ArrayList<>(header.problems());
    if (!columns.isEmpty()) {
      sentence.add("the file has " + String.join(", ", columns));
    }
    header.missing().stream()
        .flatMap(name -> NearestName.of(name, columns).stream())
        .distinct()
        .forEach(meant -> sentence.add(meant + " may be meant: rename one of the two"));
    return BacktestFailure.ofUse(place + ": " + String.join("; ", sentence));
  }

  /**
   * Cells that are separated by something else than commas; empty if they do not seem so.
   *
   * @param place of the columns' names
   */
  static Optional<BacktestFailure> ofSeparator(String place, List<String> columns) {
    for (char separator : new char[] {';', '\t', '|'}) {
      if (columns.size() == 1 && columns.get(0).indexOf(separator) >= 0) {
        return Optional.of(
            BacktestFailure.ofUse(
                place
                    + ": its cells are separated by "
                    + (separator == '\t' ? "tabs" : "'" + separator + "'")
                    + ": must be commas, and decimals must have points; save it so"));
      }
    }
    return Optional.empty();
  }
}
