package dev.eddy.faults;

import dev.eddy.config.TopologyFile;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Records of many series by turns, without end and always the same, and light topologies for them.
 * Now and then a value is missing or a step is skipped; each record gives one forecast. Not safe
 * for use by several threads.
 */
final class Readings {
  static final String TOPIC = "readings";

  private static final long FIRST_MINUTE = 29_000_000; // in 2025

  private final SplittableRandom random;
  private final long[] minutes;

  /** Of so many series. */
  Readings(int series, long seed) {
    this.random = new SplittableRandom(seed);
    this.minutes = new long[series];
  }

  /** The values of the next records. */
  List<String> next(long count) {
    return Stream.generate(this::next).limit(count).toList();
  }

  /** The next record's value. */
  String next() {
    return next(random.nextInt(minutes.length));
  }

  private String next(int series) {
    minutes[series] += random.nextInt(50) == 0 ? 1 + random.nextInt(4) : 1;
    long minute = minutes[series];
    double level = 10 + series + 3 * StrictMath.sin(minute / 7.0 + series);
    String value = random.nextInt(40) == 0 ? "null" : Double.toString(level + random.nextDouble());
    return "{\"pump\":\"p%d\",\"time\":%d,\"y\":%s,\"x\":%s}"
        .formatted(series, (FIRST_MINUTE + minute) * 60_000, value, random.nextInt(9) / 4.0);
  }

  /** So many records of each series, in rounds, each round in an order of its own. */
  List<String> rounds(int count) {
    List<String> records = new ArrayList<>();
    int[] order = new int[minutes.length];
    for (int round = 0; round < count; round++) {
      for (int i = 0; i < order.length; i++) {
        int other = random.nextInt(i + 1);
        order[i] = order[other];
        order[other] = i;
      }
      for (int series : order) {
        records.add(next(series));
      }
    }
    return records;
  }

  /** The name of the series of a record. */
  static String seriesOf(String record) {
    int start = record.indexOf("\"pump\":\"") + "\"pump\":\"".length();
    return record.substring(start, record.indexOf('"', start));
  }

  /**
   * Writes a topology file and reads it.
   *
   * @param name of the topology
   * @param models as in the file
   * @param state the block of that name
   * @param kafka lines of the block of that name
   */
  static TopologySpec topology(
      Path file, String name, String models, String state, List<String> kafka) throws IOException {
    String yaml =
        """
        name: %s
        source: {topic: readings, series: [pump], time: time, targets: [y], inputs: [x]}
        step: {every: 1m}
        forecast: {horizon: 4}
        models:
        %s
        state: %s
        kafka:
          %s
        """
            .formatted(name, models, state, String.join("\n  ", kafka));
    Files.writeString(file, yaml);
    return TopologyFile.load(file, variable -> Optional.empty()).spec();
  }
}
