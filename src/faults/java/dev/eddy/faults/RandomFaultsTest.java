package dev.eddy.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eddy.Tools;
import dev.eddy.demo.CommittedTopic;
import dev.eddy.spec.TopologySpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three brokers, two or three engines on two JDKs, and one replay during which they suffer. In the
 * end the topic of forecasts is what it would have been without.
 *
 * <p>{@code -Dfaults=6} for fewer faults, {@code -Dfaults.seed=…} for those of another run, {@code
 * -Dfaults.kinds=DISK_FULL,SCALED} for some of them alone.
 */
@Tag("faults")
class RandomFaultsTest {
  private static final int PARTITIONS = 4;
  private static final int SERIES = 30;
  private static final double RECORDS_A_SECOND = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final long seed = Long.getLong("faults.seed", System.nanoTime() & 0xFFFF);
  private final List<Suffered> suffered = new ArrayList<>();

  @TempDir private Path folder;

  /**
   * A fault that is over.
   *
   * @param second when it struck
   * @param from the timestamp of the first record sent since then
   * @param to the timestamp of the first record sent after it was over
   * @param silence the longest that a partition had no forecast, in seconds
   * @param threads how many threads were started again
   * @param ended how many engines ended by themselves
   */
  private record Suffered(
      Fault fault, double second, long from, long to, double silence, long threads, int ended) {

    String row(int number, Comparison comparison) {
      return String.format(
          Locale.ROOT,
          "| %d | %s | %.0f | %d | %d | %.1f | %d | %d |",
          number,
          fault.words(),
          second,
          comparison.compared(from, to),
          comparison.differences(from, to),
          silence,
          threads,
          ended);
    }
  }

  @Test
  void changeNothing() throws Exception {
    Tools.find("prlimit");
    System.out.println("faults of seed " + seed);
    Path file = folder.resolve("pumps.yaml");
    Brokers brokers = new Brokers(folder);
    List<Engine> engines = Deployment.engines(folder, file, 3);
    try (Deployment deployment = new Deployment(brokers, engines, new SplittableRandom(seed))) {
      TopologySpec spec = topology(file, brokers.servers());
      String forecasts = spec.sink().forecasts();
      brokers.createTopics(
          List.of(
              Readings.TOPIC, forecasts, spec.sink().learning().topic(), spec.sink().rejected()),
          PARTITIONS);
      deployment.start(engines.get(0));
      deployment.start(engines.get(1));
      List<String> sent;
      try (Watch watch = new Watch(brokers.servers(), forecasts, PARTITIONS);
          Replay replay =
              new Replay(
                  brokers.servers(),
                  new Readings(SERIES, seed),
                  PARTITIONS,
                  Replay.Pace.steady(RECORDS_A_SECOND))) {
        settle(deployment, watch, replay);
        suffer(deployment, watch, replay);
        sent = new Readings(SERIES, seed).next(replay.end());
        await("every record has its forecast")
            .atMost(PATIENCE)
            .until(() -> watch.forecasts() >= sent.size());
      }
      deployment.pass(2); // What comes twice may come late.
      compare(brokers.servers(), spec, sent);
      assertThat(deployment.endedByThemselves()).as("engines that ended by themselves").isEmpty();
    }
  }

  private static TopologySpec topology(Path file, String servers) throws Exception {
    String sessionMillis = Integer.toString(1_000 * Fault.SESSION_SECONDS);
    return Readings.topology(
        file,
        "pumps",
        "  - {type: arx, lags: {target: 6, inputs: 2}}\n"
            + "  - {type: lstm, units: 8, truncation: {every: 4, window: 8}}",
        "{cache: 12}",
        List.of(
            "bootstrap.servers: \"" + servers + "\"",
            "num.stream.threads: 1",
            "commit.interval.ms: 200",
            "session.timeout.ms: " + sessionMillis,
            "heartbeat.interval.ms: 1500",
            "rocksdb.config.setter: " + SmallBuffers.class.getName()));
  }

  private void suffer(Deployment deployment, Watch watch, Replay replay)
      throws InterruptedException {
    watch.longestSilence();
    long began = System.nanoTime();
    for (Fault fault : faults(Integer.getInteger("faults", 30))) {
      double second = (System.nanoTime() - began) / 1e9;
      long from = Replay.timestamp(replay.count());
      long threads = deployment.threadsStartedAgain();
      int ended = deployment.endedByThemselves().size();
      fault.strike(deployment);
      settle(deployment, watch, replay);
      deployment.brokers().awaitAll();
      Suffered over =
          new Suffered(
              fault,
              second,
              from,
              Replay.timestamp(replay.count()),
              watch.longestSilence(),
              deployment.threadsStartedAgain() - threads,
              deployment.endedByThemselves().size() - ended);
      suffered.add(over);
      System.out.println(over);
    }
  }

  /** As many of each kind as of each other, as far as that goes, in an order by chance. */
  private List<Fault> faults(int count) {
    Random random = new Random(seed);
    List<Fault> faults = new ArrayList<>();
    while (faults.size() < count) {
      List<Fault> round = kinds();
      Collections.shuffle(round, random);
      faults.addAll(round.subList(0, Math.min(round.size(), count - faults.size())));
    }
    return faults;
  }

  private static List<Fault> kinds() {
    String named = System.getProperty("faults.kinds");
    return named == null
        ? new ArrayList<>(List.of(Fault.values()))
        : Stream.of(named.split(",", -1)).map(Fault::valueOf).collect(Collectors.toList());
  }

  /** Waits until what is sent now has its forecasts, in every partition. */
  private static void settle(Deployment deployment, Watch watch, Replay replay)
      throws InterruptedException {
    long now = Replay.timestamp(replay.count());
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!watch.hasCome(now)) {
      deployment.pass(0.1);
      assertThat(System.nanoTime()).as("forecasts go on within " + PATIENCE).isLessThan(end);
    }
  }

  private void compare(String servers, TopologySpec spec, List<String> sent) {
    Comparison comparison = new Comparison(spec, sent);
    try (CommittedTopic forecasts = new CommittedTopic(servers, spec.sink().forecasts());
        CommittedTopic rejected = new CommittedTopic(servers, spec.sink().rejected())) {
      forecasts.readToEnd(comparison::take);
      comparison.end();
      System.out.println(table(comparison));
      assertThat(comparison.differences()).as(comparison::words).isZero();
      assertThat(comparison.compared()).isEqualTo(sent.size());
      rejected.readToEnd(
          record -> {
            throw new AssertionError("rejected: " + record);
          });
    }
  }

  private String table(Comparison comparison) {
    List<String> lines = new ArrayList<>();
    lines.add("\nfaults of seed " + seed);
    lines.add(
        "| # | fault | at second | forecasts compared | differences | longest silence, s |"
            + " threads started again | engines that ended by themselves |");
    lines.add("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for (int i = 0; i < suffered.size(); i++) {
      lines.add(suffered.get(i).row(i + 1, comparison));
    }
    lines.add(
        "| all | %d series | | %d | %d | | | |"
            .formatted(SERIES, comparison.compared(), comparison.differences()));
    return String.join("\n", lines);
  }
}
