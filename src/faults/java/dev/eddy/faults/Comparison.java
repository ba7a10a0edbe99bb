package dev.eddy.faults;

import dev.eddy.forecast.Blueprint;
import dev.eddy.spec.TopologySpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Compares a topic of forecasts with what each series gives alone, series by series, in order, byte
 * by byte. Learns only as far as it has to, so that it holds little at a time. Not safe for use by
 * several threads.
 */
final class Comparison {
  private static final int MOST_WORDS = 5;

  private final Map<String, Expected> series = new TreeMap<>();
  private final List<String> differences = new ArrayList<>();
  private long compared;

  /** The forecasts of one series that must come next. */
  private static final class Expected {
    private final Alone alone;
    private final List<byte[]> records = new ArrayList<>();
    private final Deque<String> forecasts = new ArrayDeque<>();
    private Iterator<byte[]> rest;
    private long number;

    Expected(Blueprint blueprint) {
      this.alone = new Alone(blueprint);
    }

    /** The next one; null if there is none. */
    String next() {
      if (rest == null) {
        rest = records.iterator();
      }
      while (forecasts.isEmpty() && rest.hasNext()) {
        forecasts.addAll(alone.forecastsOf(rest.next()));
      }
      number++;
      return forecasts.poll();
    }
  }

  /**
   * With what is given by these records.
   *
   * @param sent the values of all records, in order
   */
  Comparison(TopologySpec spec, List<String> sent) {
    Blueprint blueprint = new Blueprint(spec);
    for (String record : sent) {
      series
          .computeIfAbsent(Readings.seriesOf(record), name -> new Expected(blueprint))
          .records
          .add(record.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Takes the next forecast in the topic. */
  void take(ConsumerRecord<byte[], byte[]> forecast) {
    take(
        new String(forecast.key(), StandardCharsets.UTF_8),
        new String(forecast.value(), StandardCharsets.UTF_8));
  }

  /** Takes the next forecast of a series. */
  void take(String name, String forecast) {
    compared++;
    Expected expected = series.get(name);
    String next = expected == null ? null : expected.next();
    if (!forecast.equals(next)) {
      long number = expected == null ? 0 : expected.number;
      differences.add(
          "forecast %d of %s is%n%s%nand must be%n%s".formatted(number, name, forecast, next));
    }
  }

  /** To be called when all have been taken: what has not come is a difference, too. */
  void end() {
    series.forEach(
        (name, expected) -> {
          for (String next = expected.next(); next != null; next = expected.next()) {
            differences.add("forecast %d of %s is missing".formatted(expected.number, name));
          }
        });
  }

  /** How many forecasts were taken. */
  long compared() {
    return compared;
  }

  /** How many of them were not as they must be, with those that are missing. */
  int differences() {
    return differences.size();
  }

  /** The first differences. */
  String words() {
    return String.join("\n", differences.subList(0, Math.min(MOST_WORDS, differences.size())));
  }
}
