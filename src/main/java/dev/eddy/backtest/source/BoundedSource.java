package dev.eddy.backtest.source;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.spec.TopologySpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Those rows of a source whose own time lies within a range, and those that were refused, of
 * whatever time they are. The others are as if they were not there.
 *
 * @param rows all of them
 * @param range of event time
 */
public record BoundedSource(RowSource rows, TimeRange range) implements RowSource {
  @Override
  public String name() {
    return rows.name();
  }

  @Override
  public InputRows open(TopologySpec spec) {
    if (spec.source().time().isEmpty()) {
      throw BacktestFailure.ofUse(
          name() + ": --from and --to need a time in each row, and source.time names none");
    }
    return new Rows(rows.open(spec), range);
  }

  private static final class Rows implements InputRows {
    private final InputRows all;
    private final TimeRange range;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;

    Rows(InputRows all, TimeRange range) {
      this.all = all;
      this.range = range;
    }

    @Override
    public Optional<InputRow> next() {
      Optional<InputRow> row = all.next();
      while (row.isPresent() && !isWithin(row.get())) {
        row = all.next();
      }
      return row;
    }

    private boolean isWithin(InputRow row) {
      if (row.observation().isEmpty()) {
        return true;
      }
      long time = row.observation().get().epochMillis();
      earliest = Math.min(earliest, time);
      latest = Math.max(latest, time);
      return range.contains(time);
    }

    @Override
    public String emptiness() {
      return earliest > latest
          ? all.emptiness()
          : "has no rows "
              + range
              + "; its times go from "
              + Instant.ofEpochMilli(earliest)
              + " to "
              + Instant.ofEpochMilli(latest);
    }

    @Override
    public String name() {
      return all.name();
    }

    @Override
    public double share() {
      return all.share();
    }

    @Override
    public List<String> columns() {
      return all.columns();
    }

    @Override
    public List<String> notes() {
      return all.notes();
    }

    @Override
    public String sha256() {
      return all.sha256();
    }

    @Override
    public void close() {
      all.close();
    }
  }
}
