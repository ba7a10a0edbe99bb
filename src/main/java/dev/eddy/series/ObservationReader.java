package dev.eddy.series;

import dev.eddy.series.Rejection.Reason;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Makes observations of fields, whatever they were read from. A record with several faults is
 * rejected for the first in this order: series, time, targets, inputs, known inputs.
 */
final class ObservationReader {
  private static final int LONGEST_SERIES = 1_000;
  private static final double[] NO_NUMBERS = {};
  private static final double[][] NOTHING_KNOWN = {};

  private final List<String> names;
  private final int textFields;
  private final EventTimes times;
  private final int timeField;
  private final int[] seriesFields;
  private final int[] targetFields;
  private final int[] inputFields;
  private final int[] knownFields;
  private final int known;
  private TimeForm timeForm = TimeForm.NUMBER;

  /**
   * Of a topology's records.
   *
   * @param series the fields that name the series; none if something else does
   */
  ObservationReader(TopologySpec spec, List<String> series) {
    SourceSpec source = spec.source();
    LinkedHashSet<String> needed = new LinkedHashSet<>(series);
    source.time().ifPresent(needed::add);
    this.textFields = needed.size();
    needed.addAll(source.targets());
    needed.addAll(source.inputs());
    needed.addAll(source.known());
    this.names = List.copyOf(needed);
    this.times = new EventTimes(source.zoneId());
    this.timeField = source.time().map(names::indexOf).orElse(-1);
    this.seriesFields = places(series);
    this.targetFields = places(source.targets());
    this.inputFields = places(source.inputs());
    this.knownFields = places(source.known());
    this.known = spec.forecast().horizon() + 1;
  }

  private int[] places(Collection<String> fields) {
    return fields.stream().mapToInt(names::indexOf).toArray();
  }

  /** The fields that are needed, those that are asked for as text first. */
  List<String> names() {
    return names;
  }

  /** How many of the needed fields are asked for as text. */
  int textFields() {
    return textFields;
  }

  /** H + 1: how many numbers a field known ahead may hold. */
  int known() {
    return known;
  }

  /** How the record that was read last told its time. */
  TimeForm timeForm() {
    return timeForm;
  }

  /**
   * The observation.
   *
   * @param name the series', unless fields name it
   * @param epochMillis the time, unless a field tells it
   * @throws RejectedRecord if it cannot be made
   */
  Observation read(Fields fields, Optional<String> name, long epochMillis) throws RejectedRecord {
    String series = seriesFields.length == 0 ? checked(name.orElse("")) : series(fields);
    long time = timeField < 0 ? recordTime(epochMillis) : time(fields);
    double[] targets = numbers(fields, targetFields);
    double[] inputs = numbers(fields, inputFields);
    double[][] ahead = knownFields.length == 0 ? NOTHING_KNOWN : new double[knownFields.length][];
    for (int i = 0; i < knownFields.length; i++) {
      ahead[i] = new double[known];
      fields.numbersInto(knownFields[i], ahead[i]);
    }
    return new Observation(series, time, targets, inputs, ahead);
  }

  private String series(Fields fields) throws RejectedRecord {
    if (seriesFields.length == 1) {
      return checked(escaped(part(fields, seriesFields[0])));
    }
    List<String> parts = new ArrayList<>(seriesFields.length);
    for (int field : seriesFields) {
      parts.add(escaped(part(fields, field)));
    }
    return checked(String.join("/", parts));
  }

  private String part(Fields fields, int field) throws RejectedRecord {
    String part = fields.text(field, Reason.SERIES);
    if (part.isEmpty()) {
      throw new RejectedRecord(Reason.SERIES, names.get(field) + ": is needed");
    }
    return part;
  }

  /** So that {@code a/b} and {@code c} are another series than {@code a} and {@code b/c}. */
  private static String escaped(String part) {
    return part.indexOf('/') < 0 && part.indexOf('\\') < 0
        ? part
        : part.replace("\\", "\\\\").replace("/", "\\/");
  }

  private static String checked(String series) throws RejectedRecord {
    if (series.isEmpty()) {
      throw new RejectedRecord(Reason.SERIES, "key: is needed, as it names the series");
    }
    if (series.length() > LONGEST_SERIES) {
      throw RejectedRecord.of(
          Reason.SERIES, "series", series, "must be at most " + LONGEST_SERIES + " characters");
    }
    for (int i = 0; i < series.length(); i++) {
      if (Character.isSurrogate(series.charAt(i))) {
        int codePoint = series.codePointAt(i);
        if (!Character.isSupplementaryCodePoint(codePoint)) {
          // As bytes it would be another text, and perhaps another series' name.
          throw RejectedRecord.of(Reason.SERIES, "series", series, "must be Unicode text");
        }
        i++;
      }
    }
    return series;
  }

  private long time(Fields fields) throws RejectedRecord {
    String place = names.get(timeField);
    String text = fields.text(timeField, Reason.TIME);
    if (text.isEmpty()) {
      throw new RejectedRecord(Reason.TIME, place + ": is needed");
    }
    long time = times.parse(place, text);
    timeForm = TimeForm.of(text);
    return time;
  }

  private static long recordTime(long epochMillis) throws RejectedRecord {
    String text = Long.toString(epochMillis);
    if (epochMillis < 0) {
      throw RejectedRecord.of(Reason.TIME, "record timestamp", text, "must not be negative");
    }
    return EventTimes.checked("record timestamp", text, epochMillis);
  }

  private static double[] numbers(Fields fields, int[] places) throws RejectedRecord {
    if (places.length == 0) {
      return NO_NUMBERS;
    }
    double[] numbers = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      numbers[i] = fields.number(places[i]);
    }
    return numbers;
  }
}
