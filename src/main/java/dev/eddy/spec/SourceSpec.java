package dev.eddy.spec;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where records come from and what their fields mean.
 *
 * @param topic the topic that is read
 * @param format how its records are written; a file's format is told by its ending
 * @param columns for {@code format: csv}: the fields of a record, in order
 * @param series fields that name one series, joined by {@code /}; empty: the record's key does
 * @param keyed true if records are already keyed so that a series lives in one partition, though
 *     {@code series} is set
 * @param time field with the time, ISO-8601 or epoch milliseconds; empty: the record's timestamp
 * @param zone zone of times without an offset, of whole-day steps and of calendar features
 * @param holidays region whose public holidays the calendar knows; empty: it knows none
 * @param targets fields that are forecast
 * @param inputs fields known up to now
 * @param known fields known ahead: this step's value and those of the H steps after it
 * @param start where reading begins when the deployment is started for the first time
 */
public record SourceSpec(
    String topic,
    Format format,
    List<String> columns,
    List<String> series,
    Boolean keyed,
    Optional<String> time,
    String zone,
    Optional<HolidayRegion> holidays,
    List<String> targets,
    List<String> inputs,
    List<String> known,
    SourceStart start) {

  /** How the records of a topic are written. */
  public enum Format {
    /** One object a record. */
    JSON,
    /** One line a record, its columns named by the specification. */
    CSV
  }

  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public SourceSpec {
    format = format == null ? Format.JSON : format;
    columns = columns == null ? List.of() : List.copyOf(columns);
    series = series == null ? List.of() : List.copyOf(series);
    keyed = keyed != null && keyed;
    time = time == null ? Optional.empty() : time;
    zone = zone == null ? "UTC" : zone;
    holidays = holidays == null ? Optional.empty() : holidays;
    targets = targets == null ? List.of() : List.copyOf(targets);
    inputs = inputs == null ? List.of() : List.copyOf(inputs);
    known = known == null ? List.of() : List.copyOf(known);
    start = start == null ? SourceStart.EARLIEST : start;
    Checks checks = new Checks().given("topic", topic);
    checks.that(
        isZone(zone), "zone", zone, "must be a time zone, such as UTC, Europe/Berlin or +01:00");
    checks.that(!targets.isEmpty(), "targets", "", "is needed: at least one field to forecast");
    Set<String> roles = new HashSet<>();
    oneRoleEach(roles, "targets", targets, checks);
    oneRoleEach(roles, "inputs", inputs, checks);
    oneRoleEach(roles, "known", known, checks);
    checks.distinct("columns", columns).distinct("series", series);
    if (format == Format.CSV) {
      checks.that(!columns.isEmpty(), "columns", "", "is needed with format: csv");
      List<String> fields = new ArrayList<>(targets);
      fields.addAll(inputs);
      fields.addAll(known);
      fields.addAll(series);
      time.ifPresent(fields::add);
      for (String field : fields) {
        checks.that(
            columns.isEmpty() || columns.contains(field),
            "columns",
            columns,
            "must contain " + field);
      }
    } else {
      checks.that(columns.isEmpty(), "columns", columns, "goes with format: csv");
    }
    checks.done();
  }

  /**
   * The same, read from its beginning.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public SourceSpec(
      String topic,
      Format format,
      List<String> columns,
      List<String> series,
      Boolean keyed,
      Optional<String> time,
      String zone,
      Optional<HolidayRegion> holidays,
      List<String> targets,
      List<String> inputs,
      List<String> known) {
    this(topic, format, columns, series, keyed, time, zone, holidays, targets, inputs, known, null);
  }

  /**
   * The same without holidays.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public SourceSpec(
      String topic,
      Format format,
      List<String> columns,
      List<String> series,
      Boolean keyed,
      Optional<String> time,
      String zone,
      List<String> targets,
      List<String> inputs,
      List<String> known) {
    this(
        topic,
        format,
        columns,
        series,
        keyed,
        time,
        zone,
        Optional.empty(),
        targets,
        inputs,
        known);
  }

  /** The same, read from another place at the first start. */
  public SourceSpec startingAt(SourceStart otherStart) {
    return new SourceSpec(
        topic,
        format,
        columns,
        series,
        keyed,
        time,
        zone,
        holidays,
        targets,
        inputs,
        known,
        otherStart);
  }

  /** The zone, as what it names. */
  public ZoneId zoneId() {
    return ZoneId.of(zone);
  }

  private static void oneRoleEach(
      Set<String> roles, String key, List<String> fields, Checks checks) {
    for (int i = 0; i < fields.size(); i++) {
      checks.that(
          roles.add(fields.get(i)),
          key + "[" + i + "]",
          fields.get(i),
          "stands twice in targets, inputs and known");
    }
  }

  private static boolean isZone(String zone) {
    try {
      ZoneId.of(zone);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
