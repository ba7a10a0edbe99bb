package dev.eddy.faults;

import dev.eddy.spec.TopologySpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

  private final Alone alone;
  private final Map<String, Expected> series = new TreeMap<>();
  private final List<String> differences = new ArrayList<>();
  private final List<Long> compared = new ArrayList<>(); // timestamps
  private final List<Long> different = new ArrayList<>(); // timestamps

  /** The forecasts of one series that must come next. */
  private final class Expected {
    private final Deque<String> records = new ArrayDeque<>();
    private final Deque<String> forecasts = new ArrayDeque<>();
    private long number;

    /** The next one; null if there is none. */
    String next() {
      while (forecasts.isEmpty() && !records.isEmpty()) {
        byte[] record = records.remove().getBytes(StandardCharsets.UTF_8);
        forecasts.addAll(alone.learn(record).forecasts());
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
    this.alone = new Alone(spec);
    for (String record : sent) {
      series.computeIfAbsent(Readings.seriesOf(record), name -> new Expected()).records.add(record);
    }
  }

  /** Takes the next forecast in the topic. */
  void take(ConsumerRecord<byte[], byte[]> record) {
    String name = new String(record.key(), StandardCharsets.UTF_8);
    String forecast = new String(record.value(), StandardCharsets.UTF_8);
    Expected expected = series.computeIfAbsent(name, stranger -> new Expected());
    String next = expected.next();
    compared.add(record.timestamp());
    if (!forecast.equals(next)) {
      different.add(record.timestamp());
      differences.add(
          "forecast %d of %s is%n%s%nand must be%n%s"
              .formatted(expected.number, name, forecast, next));
    }
  }

  /** To be called when all have been taken: what has not come is a difference, too. */
  void end() {
    series.forEach(
        (name, expected) -> {
          while (expected.next() != null) {
            differences.add("forecast %d of %s is missing".formatted(expected.number, name));
          }
        });
  }

  /** How many forecasts were taken. */
  long compared() {
    return compared.size();
  }

  /** How many of them have a timestamp from one to before another. */
  long compared(long from, long to) {
    return between(compared, from, to);
  }

  /** How many of these were not as they must be. */
  long differences(long from, long to) {
    return between(different, from, to);
  }

  private static long between(List<Long> timestamps, long from, long to) {
    return timestamps.stream().filter(timestamp -> from <= timestamp && timestamp < to).count();
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
