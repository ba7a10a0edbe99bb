package dev.eddy.series;

import static dev.eddy.series.Assembled.Verdict.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.series.Assembled.Closed;
import dev.eddy.series.Assembled.Verdict;
import dev.eddy.spec.StepSpec.Aggregate;
import dev.eddy.spec.TopologySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold of any stream of observations, tried on random ones. */
class StepAssemblerPropertyTest {
  private static final int TRIALS = 200;
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static StepAssembler assembler(Topologies topology) {
    TopologySpec spec = topology.targets("a", "b").inputs("c").known("k").horizon(1).spec();
    return new StepAssembler(spec, new StepCalendar(spec));
  }

  private static Observation random(Random random, long millis) {
    return new Observation(
        "s",
        millis,
        new double[] {number(random), number(random)},
        new double[] {number(random)},
        new double[][] {{number(random), number(random)}});
  }

  private static double number(Random random) {
    return random.nextInt(5) == 0
        ? Double.NaN
        : random.nextGaussian() * Math.pow(10, random.nextInt(12));
  }

  /** All that a step says, to the bit. */
  private static String told(Closed closed) {
    Step step = closed.step();
    return step.index()
        + " +"
        + closed.skipped()
        + Arrays.toString(step.targets())
        + Arrays.toString(step.inputs())
        + Arrays.deepToString(step.known());
  }

  private static List<String> told(StepAssembler assembler, List<Observation> observations) {
    List<String> told = new ArrayList<>();
    for (Observation observation : observations) {
      Assembled assembled = assembler.accept(observation);
      assertThat(assembled.verdict()).isEqualTo(Verdict.ACCEPTED);
      assembled.steps().forEach(closed -> told.add(told(closed)));
    }
    return told;
  }

  @ParameterizedTest
  @EnumSource(Aggregate.class)
  void givesTheSameStepsInAnyOrderWithinTheGrace(Aggregate aggregate) {
    Random random = new Random(6);
    for (int trial = 0; trial < TRIALS; trial++) {
      List<Observation> inOrder = new ArrayList<>();
      long millis = random.nextInt(100_000) - 50_000L;
      for (int i = 0; i < 60; i++) {
        millis += 1 + random.nextInt(random.nextInt(10) == 0 ? 9_000 : 300); // no two times equal
        inOrder.add(random(random, millis));
      }
      inOrder.add(random(random, millis + 20_000)); // closes all before it
      List<String> expected =
          told(assembler(Topologies.topology().next(STEP, aggregate, GRACE)), inOrder);
      List<String> actual =
          told(
              assembler(Topologies.topology().next(STEP, aggregate, GRACE)),
              delayed(inOrder, random));
      assertThat(actual).isEqualTo(expected).isNotEmpty();
    }
  }

  /** Each as if it had been under way for up to the grace. */
  private static List<Observation> delayed(List<Observation> inOrder, Random random) {
    TreeMap<Long, List<Observation>> byArrival = new TreeMap<>();
    for (Observation observation : inOrder) {
      long arrival = observation.epochMillis() + random.nextInt((int) GRACE.toMillis() + 1);
      byArrival.computeIfAbsent(arrival, key -> new ArrayList<>()).add(observation);
    }
    List<Observation> delayed = new ArrayList<>();
    byArrival.values().forEach(delayed::addAll);
    return delayed;
  }

  @Test
  void numbersFirstRecordsWithoutHolesOrRepetition() {
    Random random = new Random(7);
    for (int trial = 0; trial < TRIALS; trial++) {
      StepAssembler assembler =
          assembler(Topologies.topology().firstRecord(STEP).futureMax(Duration.ofSeconds(30)));
      long last = Long.MIN_VALUE;
      for (int i = 0; i < 300; i++) {
        long millis = i * 400L + random.nextInt(5_000) - (random.nextInt(9) == 0 ? -60_000 : 0);
        Observation observation = random(random, millis);
        Assembled assembled = assembler.accept(observation);
        long index = Math.floorDiv(millis, 1_000L);
        switch (assembled.verdict()) {
          case ACCEPTED -> {
            Closed closed = assembled.steps().get(0);
            assertThat(closed.step().index()).isEqualTo(index).isGreaterThan(last);
            assertThat(closed.skipped()).isEqualTo(i == 0 ? 0 : index - last - 1);
            assertThat(closed.step().targets()).isSameAs(observation.targets());
            last = index;
          }
          case DUPLICATE -> assertThat(index).isEqualTo(last);
          case REJECTED ->
              assertThat(index < last || millis - 1_000 * last > 30_000)
                  .as("%d after %d", index, last)
                  .isTrue();
        }
        assertThat(assembled.steps()).hasSize(assembled.verdict() == Verdict.ACCEPTED ? 1 : 0);
      }
    }
  }

  @Test
  void conservesSumsWhateverComes() {
    Random random = new Random(8);
    for (int trial = 0; trial < TRIALS; trial++) {
      StepAssembler assembler = assembler(Topologies.topology().next(STEP, Aggregate.SUM, GRACE));
      long steps = 0;
      long first = Long.MAX_VALUE;
      long last = Long.MIN_VALUE;
      double taken = 0;
      double closed = 0;
      List<Observation> observations = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        long millis = i * 300L + random.nextInt(20_000);
        observations.add(whole(millis, random.nextInt(1_000)));
      }
      observations.add(whole(1_000_000, 0)); // closes all before it
      for (Observation observation : observations) {
        Assembled assembled = assembler.accept(observation);
        taken += assembled.verdict() == Verdict.ACCEPTED ? observation.targets()[0] : 0;
        for (Closed step : assembled.steps()) {
          assertThat(step.step().index()).isGreaterThan(last);
          first = Math.min(first, step.step().index());
          last = step.step().index();
          steps += 1 + step.skipped();
          closed += step.step().targets()[0];
        }
      }
      assertThat(closed).isEqualTo(taken).isPositive();
      assertThat(steps).isEqualTo(last - first + 1);
    }
  }

  private static Observation whole(long millis, int value) {
    return new Observation(
        "s", millis, new double[] {value, value}, new double[] {value}, new double[][] {{0, 0}});
  }

  @ParameterizedTest
  @ValueSource(strings = {"each", "first", "LAST", "MEAN", "SUM", "MIN", "MAX"})
  void goesOnFromAnArchiveAsIfNothingHadHappened(String kind) {
    Random random = new Random(9);
    for (int trial = 0; trial < TRIALS / 4; trial++) {
      StepAssembler assembler = assembler(topology(kind));
      for (int i = 0; i < 120; i++) {
        byte[] before = ArchiveWriter.bytesOf(assembler);
        StepAssembler restored = assembler(topology(kind));
        ArchiveReader.load(before, restored);
        assertThat(ArchiveWriter.bytesOf(restored)).isEqualTo(before);
        long jump = random.nextInt(6) == 0 ? 40_000 : 0;
        Observation next = random(random, i * 700L + random.nextInt(4_000) + jump);
        Assembled expected = assembler.accept(next);
        Assembled actual = restored.accept(next);
        assertThat(actual.verdict()).isEqualTo(expected.verdict());
        assertThat(actual.rejection()).isEqualTo(expected.rejection());
        assertThat(actual.changed()).isEqualTo(expected.changed());
        assertThat(actual.steps().stream().map(StepAssemblerPropertyTest::told))
            .containsExactlyElementsOf(
                expected.steps().stream().map(StepAssemblerPropertyTest::told).toList());
        byte[] after = ArchiveWriter.bytesOf(assembler);
        assertThat(ArchiveWriter.bytesOf(restored)).isEqualTo(after);
        // Whoever keeps a journal must be told of every change.
        assertThat(expected.changed() || Arrays.equals(before, after)).isTrue();
        assertThat(expected.changed())
            .isEqualTo(expected.verdict() == ACCEPTED || !Arrays.equals(before, after));
      }
    }
  }

  private static Topologies topology(String kind) {
    Topologies topology = Topologies.topology().futureMax(Duration.ofSeconds(20));
    return switch (kind) {
      case "each" -> topology;
      case "first" -> topology.firstRecord(STEP);
      default -> topology.next(STEP, Aggregate.valueOf(kind), GRACE);
    };
  }

  @Test
  void doesNotGrowWithTheRecordsOfAStep() {
    StepAssembler assembler = assembler(Topologies.topology().next(STEP, Aggregate.MEAN, GRACE));
    Random random = new Random(10);
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      assembler.accept(random(random, random.nextInt(1_000)));
      sizes.add(ArchiveWriter.bytesOf(assembler).length);
    }
    assertThat(Collections.max(sizes)).isLessThan(400);
  }
}
