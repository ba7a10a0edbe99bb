package dev.eddy.backtest.replay;

import dev.eddy.backtest.source.InputRow.Position;
import dev.eddy.series.Rejection;
import dev.eddy.series.Rejection.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which rows were refused: all counted by reason, the first of each kept to be shown. For one
 * thread.
 */
public final class Rejected {
  /** How many of each reason are kept. */
  public static final int SHOWN = 3;

  private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);
  private final List<Row> first = new ArrayList<>();

  /**
   * A row that was refused.
   *
   * @param position where it stands
   * @param rejection why
   */
  public record Row(Position position, Rejection rejection) {}

  Rejected() {}

  void add(Row row) {
    long count = counts.merge(row.rejection().reason(), 1L, Long::sum);
    if (count <= SHOWN) {
      first.add(row);
    }
  }

  /** How many there were. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many there were of each reason; reasons that never arose are left out. */
  public Map<Reason, Long> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** The first of each reason, in the order of the input. */
  public List<Row> first() {
    return Collections.unmodifiableList(first);
  }
}
