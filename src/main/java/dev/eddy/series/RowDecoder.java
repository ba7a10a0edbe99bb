package dev.eddy.series;

import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes observations of the rows of a file whose columns have names: the very same as {@link
 * ObservationDecoder} makes of those rows as the records of a topic.
 *
 * <p>The series is named by the columns that {@code source.series} names; a file that has none of
 * them, or a topology that names none, is one series, named as the topology. A field known ahead
 * has its values in columns {@code name}, {@code name+1} to {@code name+H}, of which the first must
 * be there. Rows have no timestamp: without {@code source.time} a row's number is its time.
 *
 * <p>Not safe for use by several threads.
 */
public final class RowDecoder {
  private final ObservationReader reader;
  private final CellFields fields;
  private final Optional<String> name;

  /**
   * Of files with these columns.
   *
   * @throws UnsuitableHeader if a needed column is missing or stands there twice, or steps have a
   *     width and no column tells the time
   */
  RowDecoder(TopologySpec spec, List<String> header) {
    SourceSpec source = spec.source();
    boolean named = source.series().stream().anyMatch(header::contains);
    this.reader = new ObservationReader(spec, named ? source.series() : List.of());
    check(spec, header);
    this.fields = new CellFields(header, reader.names(), reader.known());
    this.name = Optional.of(spec.name());
  }

  private void check(TopologySpec spec, List<String> header) {
    List<String> problems = new ArrayList<>();
    Set<String> mayBeOnce = new LinkedHashSet<>(reader.names());
    List<String> missing = reader.names().stream().filter(name -> !header.contains(name)).toList();
    missing.forEach(name -> problems.add("column " + name + ": is missing"));
    for (String known : spec.source().known()) {
      for (int ahead = 1; ahead < reader.known(); ahead++) {
        mayBeOnce.add(known + "+" + ahead);
      }
    }
    for (String name : mayBeOnce) {
      if (Collections.frequency(header, name) > 1) {
        problems.add("column " + name + ": stands there twice");
      }
    }
    timeProblem(spec).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw new UnsuitableHeader(problems, missing);
    }
  }

  /** Why rows without a timestamp cannot be steps; empty if they can. */
  static Optional<String> timeProblem(TopologySpec spec) {
    return spec.step().isPresent() && spec.source().time().isEmpty()
        ? Optional.of("source.time: is needed for steps of a file, whose rows have no timestamp")
        : Optional.empty();
  }

  /** How the row that was decoded last told its time. */
  public TimeForm timeForm() {
    return reader.timeForm();
  }

  /**
   * The observation of a row.
   *
   * @param cells one a column of the header; null is an empty cell. Not modified.
   * @param rowNumber from 0; its time, without {@code source.time}
   * @throws RejectedRecord if it cannot be made
   */
  public Observation decode(String[] cells, long rowNumber) throws RejectedRecord {
    fields.read(cells);
    return reader.read(fields, name, rowNumber);
  }
}
