package dev.eddy.backtest.replay;

import dev.eddy.backtest.source.InputRows;
import dev.eddy.config.NearestName;
import dev.eddy.series.Rejection.Reason;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is strange about an input as a whole, though each row may be well by itself. */
final class InputNotes {
  /** Of a hundred rows, how many may be late before an input counts as unsorted. */
  private static final int USUALLY_LATE_PERCENT = 1;

  private final SourceSpec source;
  private final long[] values; // [targets], rows with a value
  private long rows;
  private long read;

  InputNotes(TopologySpec spec) {
    this.source = spec.source();
    this.values = new long[source.targets().size()];
  }

  /** Looks at a row. */
  void add(ReplayRow row) {
    rows++;
    if (row.observation().isEmpty()) {
      return;
    }
    read++;
    double[] targets = row.observation().get().targets();
    for (int target = 0; target < targets.length; target++) {
      values[target] += Double.isNaN(targets[target]) ? 0 : 1;
    }
  }

  /** How many rows there were. */
  long rows() {
    return rows;
  }

  /** Sentences, those of the input itself first. */
  List<String> notes(InputRows input, Rejected rejected) {
    List<String> notes = new ArrayList<>(input.notes());
    long late = rejected.counts().getOrDefault(Reason.LATE, 0L);
    if (late * 100 > rows * USUALLY_LATE_PERCENT) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d rows came after a later one of their series and were refused as late:"
                  + " the input seems unsorted; sort it by %s and replay it again",
              late,
              rows,
              source.time().orElse("time")));
    }
    for (int target = 0; target < values.length; target++) {
      if (read > 0 && values[target] == 0) {
        notes.add(withoutValue(source.targets().get(target), input.columns()));
      }
    }
    return List.copyOf(notes);
  }

  private static String withoutValue(String target, List<String> columns) {
    String note = "column " + target + ": no row has a value, so that nothing can be scored";
    if (columns.contains(target)) {
      return note;
    }
    Optional<String> meant = NearestName.of(target, columns);
    String there = columns.isEmpty() ? "" : "; the first row has " + String.join(", ", columns);
    return note + there + meant.map(name -> "; " + name + " may be meant").orElse("");
  }
}
