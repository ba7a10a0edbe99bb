package dev.eddy.tune;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.score.Scorer;
import dev.eddy.backtest.source.InputRow;
import dev.eddy.backtest.source.InputRows;
import dev.eddy.backtest.source.RowSource;
import dev.eddy.series.Assembled.Closed;
import dev.eddy.series.Observation;
import dev.eddy.series.StepAssembler;
import dev.eddy.series.StepCalendar;
import dev.eddy.spec.TopologySpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The rows that candidates are scored on, by series; not one row after the last that may be looked
 * at has been read. Some 100 bytes and 8 for each number a row. Immutable; safe for use by several
 * threads.
 */
final class TuningRows {
  private final List<Series> series;
  private final long rows;
  private final long refused;
  private final String sha256;

  /** The rows of one series. */
  static final class Series {
    private final String name;
    private final StepAssembler assembler;
    private final List<Observation> observations = new ArrayList<>();
    private final List<Long> reached = new ArrayList<>(); // ordinal of the last step, after each
    private long first = -1; // index of the first step
    private long last; // ordinal of the last step

    private Series(String name, TopologySpec spec, StepCalendar calendar) {
      this.name = name;
      this.assembler = new StepAssembler(spec, calendar);
    }

    private void add(Observation observation) {
      for (Closed closed : assembler.accept(observation).steps()) {
        first = first < 0 ? closed.step().index() : first;
        last = closed.step().index() - first;
      }
      observations.add(observation);
      reached.add(last);
    }

    String name() {
      return name;
    }

    /** Steps after the warm-up. */
    private long scorable() {
      return Math.max(0, last - Scorer.WARMUP);
    }

    /** The first rows: all of the warm-up, and of the steps after it a share. */
    List<Observation> first(double share) {
      long until = Scorer.WARMUP + (long) Math.ceil(share * scorable());
      int count = 0;
      while (count < reached.size() && reached.get(count) <= until) {
        count++;
      }
      return observations.subList(0, count);
    }
  }

  private TuningRows(List<Series> series, long rows, long refused, String sha256) {
    this.series = series;
    this.rows = rows;
    this.refused = refused;
    this.sha256 = sha256;
  }

  /**
   * Reads rows.
   *
   * @param spec whose fields they have, whatever its models are
   * @param until how many of the input's rows may be looked at; empty: all
   * @throws BacktestFailure if they cannot be read, are fewer, or too few to score anything
   */
  static TuningRows read(RowSource input, TopologySpec spec, OptionalLong until) {
    StepCalendar calendar = new StepCalendar(spec);
    Map<String, Series> series = new LinkedHashMap<>();
    MessageDigest digest = sha256();
    long rows = 0;
    long refused = 0;
    try (InputRows read = input.open(spec)) {
      while (rows < until.orElse(Long.MAX_VALUE)) {
        Optional<InputRow> row = read.next();
        if (row.isEmpty()) {
          break;
        }
        rows++;
        Optional<Observation> said = row.get().observation();
        refused += said.isEmpty() ? 1 : 0;
        said.ifPresent(
            observation -> {
              take(digest, observation);
              series
                  .computeIfAbsent(observation.series(), name -> new Series(name, spec, calendar))
                  .add(observation);
            });
      }
      if (rows == 0) {
        throw BacktestFailure.ofUse(read.name() + ": " + read.emptiness());
      }
      requireEnough(read.name(), rows, until, series);
    }
    List<Series> scorable = series.values().stream().filter(one -> one.scorable() > 0).toList();
    return new TuningRows(scorable, rows, refused, HexFormat.of().formatHex(digest.digest()));
  }

  private static void requireEnough(
      String name, long rows, OptionalLong until, Map<String, Series> series) {
    if (until.isPresent() && rows < until.getAsLong()) {
      throw BacktestFailure.ofUse(
          "until=" + until.getAsLong() + ": " + name + " has only " + rows + " rows");
    }
    long longest = series.values().stream().mapToLong(one -> one.last + 1).max().orElse(0);
    if (longest <= Scorer.WARMUP + 1) {
      throw BacktestFailure.ofUse(
          (until.isPresent() ? "until=" + until.getAsLong() + ": " : name + ": ")
              + "nothing could be scored: forecasts count from step "
              + Scorer.WARMUP
              + " of a series on, and no series of these "
              + rows
              + " rows has more than "
              + longest
              + " steps");
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Of what rows say, not of how they are written. */
  private static void take(MessageDigest digest, Observation observation) {
    byte[] name = observation.series().getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).array());
    digest.update(name);
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(observation.epochMillis()).array());
    take(digest, observation.targets());
    take(digest, observation.inputs());
    Arrays.stream(observation.known()).forEach(values -> take(digest, values));
  }

  private static void take(MessageDigest digest, double[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length);
    Arrays.stream(values).forEach(bytes::putDouble);
    digest.update(bytes.array());
  }

  /** The series that have steps after the warm-up; others could only cost time. */
  List<Series> series() {
    return series;
  }

  /** Rows of the input that were looked at. */
  long rows() {
    return rows;
  }

  /** Those of them that were refused. */
  long refused() {
    return refused;
  }

  /** What the rows say, in hexadecimal digits. */
  String digest() {
    return sha256;
  }

  /** Steps after the warm-up, of all series. */
  long scorable() {
    return series.stream().mapToLong(Series::scorable).sum();
  }

  /** How many rows a candidate sees on such a share of the steps after the warm-up. */
  long rows(double share) {
    return series.stream().mapToLong(one -> one.first(share).size()).sum();
  }
}
