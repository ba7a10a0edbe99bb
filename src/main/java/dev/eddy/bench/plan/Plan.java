package dev.eddy.bench.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eddy.forecast.JsonNumbers;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a deployment needs. Immutable.
 *
 * @param lines in the order in which they are shown
 */
public record Plan(List<Line> lines) {
  /** Of a record, for Kafka's part of it: what {@code eddy bench pipeline} finds, and some more. */
  static final double KAFKA_MICROS = 40;

  /** How busy a core may be for long: the rest is for catching up, and for collecting garbage. */
  static final double BUSY = 0.5;

  /** Of a second a core reads so much of a changelog when a store is made again. */
  static final double RESTORE_BYTES_A_SECOND = 50e6;

  /** A name, numbers and framing around what is put. */
  static final int FRAME_BYTES = 60;

  /** How much larger a changelog is than what is live in it, until it is compacted. */
  private static final int UNCOMPACTED = 2;

  private static final int SNAPSHOTS_KEPT = 2;
  private static final int PARTITIONS_A_CORE = 2;
  private static final int LABEL_WIDTH = 34;

  /** Copies. */
  public Plan {
    lines = List.copyOf(lines);
  }

  /** What a number counts. */
  enum Unit {
    BYTES,
    BYTES_A_SECOND,
    SECONDS,
    MICROS,
    COUNT
  }

  /**
   * One number.
   *
   * @param key in JSON
   * @param label for people
   * @param value in the unit
   * @param unit that it counts
   */
  record Line(String key, String label, double value, Unit unit) {}

  /** Works it out; more series, records or bytes never need less. */
  public static Plan of(Costs costs, Demand demand) {
    double record = costs.recordMicros() + KAFKA_MICROS;
    double cores = Math.max(1, Math.ceil(demand.rate() * record / 1e6 / BUSY));
    double stored =
        SNAPSHOTS_KEPT * (double) (costs.grownBytes() + FRAME_BYTES)
            + costs.journalPlaces() * (costs.journalBytes() + FRAME_BYTES);
    double disk = demand.series() * stored;
    double changelog = UNCOMPACTED * disk;
    double loads = demand.series() * costs.loadMicros() / 1e6;
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("series", "series", demand.series(), Unit.COUNT));
    lines.add(new Line("rate", "records a second", demand.rate(), Unit.COUNT));
    lines.add(bytes("freshBytes", "a series' snapshot, fresh", (double) costs.freshBytes()));
    lines.add(bytes("grownBytes", "a series' snapshot, grown", (double) costs.grownBytes()));
    lines.add(bytes("heapBytesPerSeries", "a series on the heap", (double) costs.heapBytes()));
    lines.add(
        new Line("recordMicros", "a record, without Kafka", costs.recordMicros(), Unit.MICROS));
    lines.add(bytes("heapForAll", "heap, all series live", heapOfAll(costs, demand)));
    lines.add(bytes("heapForCache", "heap, state.cache " + demand.cache(), heap(costs, demand)));
    lines.add(
        new Line(
            "changelogBytesPerSecond",
            "changelogs",
            demand.rate() * (costs.journalBytes() + costs.snapshotBytes() + FRAME_BYTES),
            Unit.BYTES_A_SECOND));
    lines.add(
        new Line(
            "forecastBytesPerSecond",
            "forecasts",
            demand.rate() * (costs.forecastBytes() + FRAME_BYTES),
            Unit.BYTES_A_SECOND));
    lines.add(bytes("diskBytes", "disk for stores", disk));
    lines.add(bytes("brokerBytes", "changelogs at brokers, a replica", changelog));
    lines.add(new Line("cores", "cores", cores, Unit.COUNT));
    lines.add(
        new Line("partitions", "partitions, at least", PARTITIONS_A_CORE * cores, Unit.COUNT));
    lines.add(new Line("loadMicros", "a series back to the heap", costs.loadMicros(), Unit.MICROS));
    lines.add(
        new Line(
            "restoreSeconds",
            "all series back, disk lost",
            (changelog / RESTORE_BYTES_A_SECOND + loads) / cores,
            Unit.SECONDS));
    return new Plan(lines);
  }

  private static Line bytes(String key, String label, double value) {
    return new Line(key, label, value, Unit.BYTES);
  }

  private static double heapOfAll(Costs costs, Demand demand) {
    return (double) demand.series() * costs.heapBytes();
  }

  /** Of a share, as much heap as lets all series live in it; of a number, for as many. */
  private static double heap(Costs costs, Demand demand) {
    return demand.cache().series() > 0
        ? (double) Math.min(demand.cache().series(), demand.series()) * costs.heapBytes()
        : heapOfAll(costs, demand) / demand.cache().heapShare();
  }

  /** What was not measured, a sentence a line. */
  public static List<String> assumptions() {
    return List.of(
        "Measured here, on one core, with a made-up series; assumed besides:",
        String.format(
            Locale.ROOT,
            "- Kafka's part of a record takes %.0f µs; cores are busy for %.0f %% of the time;",
            KAFKA_MICROS,
            100 * BUSY),
        String.format(
            Locale.ROOT,
            "- a core reads %.0f MB a second of a changelog, which is twice what is live in it;",
            RESTORE_BYTES_A_SECOND / 1e6),
        "- disk, heap and time to restore are of all instances together: divide by their number.");
  }

  /** A table for people, a line each. */
  public List<String> table() {
    return lines.stream()
        .map(line -> String.format("%-" + LABEL_WIDTH + "s %s", line.label(), shown(line)))
        .toList();
  }

  /** One JSON object on one line: bytes, seconds, micros and counts, by the lines' keys. */
  public String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonNumbers.JSON.createGenerator(text)) {
      json.writeStartObject();
      for (Line line : lines) {
        boolean whole = line.unit() == Unit.BYTES || line.unit() == Unit.COUNT;
        if (whole && line.value() == Math.rint(line.value())) {
          json.writeNumberField(line.key(), (long) line.value());
        } else {
          JsonNumbers.write(json, line.key(), Math.rint(line.value() * 1e3) / 1e3);
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writing to memory does not fail
    }
    return text.toString();
  }

  private static String shown(Line line) {
    return switch (line.unit()) {
      case BYTES -> bytes(line.value());
      case BYTES_A_SECOND -> bytes(line.value()) + "/s";
      case SECONDS -> duration(line.value());
      case MICROS ->
          line.value() < 10_000
              ? String.format(Locale.ROOT, "%.0f µs", line.value())
              : String.format(Locale.ROOT, "%.0f ms", line.value() / 1e3);
      case COUNT -> String.format(Locale.ROOT, "%,.0f", line.value());
    };
  }

  /** To three places or so. */
  static String bytes(double bytes) {
    String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1_024 && unit < units.length - 1) {
      value /= 1_024;
      unit++;
    }
    String form = value < 10 && unit > 0 ? "%.1f %s" : "%.0f %s";
    return String.format(Locale.ROOT, form, value, units[unit]);
  }

  private static String duration(double seconds) {
    Duration whole = Duration.ofSeconds((long) Math.ceil(seconds));
    if (whole.toMinutes() < 2) {
      return whole.toSeconds() + " s";
    }
    return whole.toHours() < 2 ? whole.toMinutes() + " min" : whole.toHours() + " h";
  }
}
