package dev.eddy.series;

import static dev.eddy.series.Assembled.Verdict.ACCEPTED;
import static dev.eddy.series.Assembled.Verdict.DUPLICATE;
import static dev.eddy.series.Assembled.Verdict.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.series.Assembled.Closed;
import dev.eddy.series.Rejection.Reason;
import dev.eddy.spec.StepSpec.Aggregate;
import dev.eddy.spec.TopologySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepAssemblerTest {
  private static final double MISSING = Double.NaN;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static StepAssembler assembler(Topologies topology) {
    TopologySpec spec = topology.spec();
    return new StepAssembler(spec, new StepCalendar(spec));
  }

  private static Observation at(double seconds, double... targets) {
    return new Observation(
        "s", Math.round(1_000 * seconds), targets, new double[0], new double[0][]);
  }

  /** Verdict, reason if rejected, a star if anything is remembered, and the steps closed. */
  private static String told(Assembled assembled) {
    return assembled.verdict()
        + assembled.rejection().map(rejection -> " " + rejection.reason()).orElse("")
        + (assembled.changed() ? "*" : "")
        + assembled.steps().stream().map(StepAssemblerTest::told).collect(Collectors.joining());
  }

  private static String told(Closed closed) {
    Step step = closed.step();
    return " [" + step.index() + " +" + closed.skipped() + " " + step.targets()[0] + "]";
  }

  private static String told(StepAssembler assembler, double seconds) {
    return told(assembler.accept(at(seconds, seconds)));
  }

  @Test
  void takesEachRecordForAStep() {
    StepAssembler assembler = assembler(Topologies.topology());
    assertThat(told(assembler, 5)).isEqualTo("ACCEPTED* [0 +0 5.0]");
    assertThat(told(assembler, 5)).isEqualTo("ACCEPTED* [1 +0 5.0]");
    assertThat(told(assembler, 3)).isEqualTo("ACCEPTED* [2 +0 3.0]");
    assertThat(told(assembler, 366 * 86_400 + 4)).isEqualTo("REJECTED FUTURE*");
    assertThat(told(assembler, 366 * 86_400 + 3)).isEqualTo("ACCEPTED* [3 +0 3.1622403E7]");
    assertThat(told(assembler, 0)).isEqualTo("ACCEPTED* [4 +0 0.0]");
  }

  @Test
  void takesTheFirstRecordForTheStep() {
    StepAssembler assembler = assembler(Topologies.topology().firstRecord(SECOND));
    assertThat(told(assembler, 10.5)).isEqualTo("ACCEPTED* [10 +0 10.5]");
    assertThat(told(assembler, 10.2)).isEqualTo("DUPLICATE");
    assertThat(told(assembler, 10.999)).isEqualTo("DUPLICATE");
    assertThat(told(assembler, 9.999)).isEqualTo("REJECTED LATE");
    assertThat(told(assembler, 11)).isEqualTo("ACCEPTED* [11 +0 11.0]");
    assertThat(told(assembler, 15.9)).isEqualTo("ACCEPTED* [15 +3 15.9]");
    assertThat(told(assembler, 14)).isEqualTo("REJECTED LATE");
  }

  @Test
  void saysWhereALateOrFutureRecordStands() {
    StepAssembler assembler = assembler(Topologies.topology().firstRecord(SECOND));
    assembler.accept(at(10.5, 1));
    assertThat(assembler.accept(at(9.25, 1)).rejection())
        .contains(
            new Rejection(
                Reason.LATE,
                "1970-01-01T00:00:09.250Z: must not be of a closed step of its series, which is at"
                    + " 1970-01-01T00:00:10Z"));
    assertThat(assembler.accept(at(1_010.001, 1)).rejection())
        .contains(
            new Rejection(
                Reason.FUTURE,
                "1970-01-01T00:16:50.001Z: must not be so far ahead of its series, which is at"
                    + " 1970-01-01T00:00:10Z"));
  }

  @Test
  void gathersUntilTheNextStep() {
    StepAssembler assembler =
        assembler(Topologies.topology().next(SECOND, Aggregate.MEAN, Duration.ZERO));
    assertThat(told(assembler, 10.9)).isEqualTo("ACCEPTED*");
    assertThat(told(assembler, 10.1)).isEqualTo("ACCEPTED*");
    assertThat(told(assembler, 11)).isEqualTo("ACCEPTED* [10 +0 10.5]");
    assertThat(told(assembler, 10.9)).isEqualTo("REJECTED LATE");
    assertThat(told(assembler, 14)).isEqualTo("ACCEPTED* [11 +0 11.0]");
    // Nothing came in step 13, yet it is over.
    assertThat(told(assembler, 13.5)).isEqualTo("REJECTED LATE");
    assertThat(told(assembler, 16)).isEqualTo("ACCEPTED* [14 +2 14.0]");
  }

  @Test
  void waitsForTheGrace() {
    StepAssembler assembler =
        assembler(Topologies.topology().next(SECOND, Aggregate.SUM, Duration.ofMillis(2_500)));
    assertThat(told(assembler, 12)).isEqualTo("ACCEPTED*");
    assertThat(told(assembler, 9)).isEqualTo("ACCEPTED*"); // over at 12.5, and not before
    assertThat(told(assembler, 8.9)).isEqualTo("REJECTED LATE"); // over at 11.5
    assertThat(told(assembler, 12.499)).isEqualTo("ACCEPTED*");
    assertThat(told(assembler, 12.5)).isEqualTo("ACCEPTED* [9 +0 9.0]");
    assertThat(told(assembler, 9.5)).isEqualTo("REJECTED LATE");
    assertThat(told(assembler, 10)).isEqualTo("ACCEPTED*");
    assertThat(told(assembler, 13.5)).isEqualTo("ACCEPTED* [10 +0 10.0]");
    assertThat(told(assembler, 15.5)).isEqualTo("ACCEPTED* [12 +1 36.999]");
  }

  @Test
  void closesSeveralStepsInTheirOrder() {
    StepAssembler assembler =
        assembler(Topologies.topology().next(SECOND, Aggregate.SUM, Duration.ofSeconds(3)));
    assertThat(told(assembler, 12)).isEqualTo("ACCEPTED*");
    assertThat(told(assembler, 10)).isEqualTo("ACCEPTED*");
    assertThat(told(assembler, 14)).isEqualTo("ACCEPTED* [10 +0 10.0]");
    assertThat(told(assembler, 11)).isEqualTo("ACCEPTED*");
    assertThat(told(assembler, 12.5)).isEqualTo("ACCEPTED*");
    assertThat(told(assembler, 20)).isEqualTo("ACCEPTED* [11 +0 11.0] [12 +0 24.5] [14 +1 14.0]");
    assertThat(told(assembler, 24)).isEqualTo("ACCEPTED* [20 +5 20.0]");
  }

  @ParameterizedTest
  @CsvSource({
    "LAST, 4.0, 7.0",
    "MEAN, 3.25, 7.0",
    "SUM, 13.0, 7.0",
    "MIN, 1.0, 7.0",
    "MAX, 6.0, 7.0",
  })
  void aggregatesEachFieldByItself(Aggregate aggregate, double first, double second) {
    StepAssembler assembler =
        assembler(
            Topologies.topology()
                .targets("a", "b")
                .inputs("c")
                .known("k")
                .horizon(1)
                .next(SECOND, aggregate, Duration.ZERO));
    assembler.accept(observed(200, 1, MISSING, 1));
    assembler.accept(observed(500, 2, 7, 2));
    assembler.accept(observed(500, 4, MISSING, 3)); // the same time: the one that came last
    assembler.accept(observed(300, 6, MISSING, 4));
    assembler.accept(observed(900, MISSING, MISSING, MISSING));
    Step step = assembler.accept(observed(1_000, 9, 9, 9)).steps().get(0).step();
    assertThat(step.targets()).containsExactly(first, second);
    assertThat(step.inputs()).containsExactly(-second);
    assertThat(step.known()).hasDimensions(1, 2);
    assertThat(step.known()[0]).containsExactly(MISSING, 900); // of the latest record as a whole
  }

  private static Observation observed(long millis, double a, double b, double known) {
    return new Observation(
        "s", millis, new double[] {a, b}, new double[] {-b}, new double[][] {{known, millis}});
  }

  @Test
  void makesAStepOfARecordWithoutTargets() {
    StepAssembler first = assembler(Topologies.topology().firstRecord(SECOND));
    assertThat(told(first.accept(at(3, MISSING)))).isEqualTo("ACCEPTED* [3 +0 NaN]");
    StepAssembler next =
        assembler(Topologies.topology().next(SECOND, Aggregate.SUM, Duration.ZERO));
    next.accept(at(3, MISSING));
    assertThat(told(next, 4)).isEqualTo("ACCEPTED* [3 +0 NaN]");
  }

  @Test
  void hasNoSumOfNumbersThatOverflow() {
    StepAssembler assembler =
        assembler(Topologies.topology().next(SECOND, Aggregate.MEAN, Duration.ZERO));
    assembler.accept(at(3, 1.7e308));
    assembler.accept(at(3, 1.7e308));
    assertThat(told(assembler, 4)).isEqualTo("ACCEPTED* [3 +0 NaN]");
  }

  @Test
  void refusesTheFarFutureUntilThreeAgree() {
    StepAssembler assembler =
        assembler(Topologies.topology().firstRecord(SECOND).futureMax(Duration.ofSeconds(100)));
    assertThat(told(assembler, 10.5)).isEqualTo("ACCEPTED* [10 +0 10.5]");
    assertThat(told(assembler, 110.001)).isEqualTo("REJECTED FUTURE*");
    assertThat(told(assembler, 110)).isEqualTo("ACCEPTED* [110 +99 110.0]"); // ends the row
    assertThat(told(assembler, 300)).isEqualTo("REJECTED FUTURE*");
    assertThat(told(assembler, 110.5)).isEqualTo("DUPLICATE*"); // ends the row
    assertThat(told(assembler, 110.5)).isEqualTo("DUPLICATE");
    assertThat(told(assembler, 300)).isEqualTo("REJECTED FUTURE*");
    assertThat(told(assembler, 9)).isEqualTo("REJECTED LATE"); // does not
    assertThat(told(assembler, 400)).isEqualTo("REJECTED FUTURE*");
    assertThat(told(assembler, 450)).isEqualTo("REJECTED FUTURE*"); // too far from 300
    assertThat(told(assembler, 350.5)).isEqualTo("ACCEPTED* [350 +239 350.5]");
    assertThat(told(assembler, 600)).isEqualTo("REJECTED FUTURE*");
    assertThat(told(assembler, 600)).isEqualTo("REJECTED FUTURE*");
    assertThat(told(assembler, 600)).isEqualTo("ACCEPTED* [600 +249 600.0]");
  }

  @Test
  void countsSkippedStepsExactlyHoweverMany() {
    StepAssembler assembler =
        assembler(
            Topologies.topology()
                .firstRecord(Duration.ofMillis(1))
                .futureMax(Duration.ofDays(200_000)));
    long first = Instant.parse("1700-01-01T00:00:00Z").toEpochMilli();
    long last = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();
    assembler.accept(new Observation("s", first, new double[1], new double[0], new double[0][]));
    Closed closed =
        assembler
            .accept(new Observation("s", last, new double[1], new double[0], new double[0][]))
            .steps()
            .get(0);
    assertThat(closed.skipped()).isEqualTo(last - first - 1).isGreaterThan(1L << 43);
  }

  @Test
  void neverRefusesTheStepAfterTheLast() {
    StepAssembler assembler =
        assembler(
            Topologies.topology().firstRecord(Duration.ofDays(1)).futureMax(Duration.ofSeconds(1)));
    assertThat(told(assembler, 1)).isEqualTo("ACCEPTED* [0 +0 1.0]");
    assertThat(told(assembler, 80_000)).isEqualTo("DUPLICATE");
    assertThat(told(assembler, 172_000)).isEqualTo("ACCEPTED* [1 +0 172000.0]");
    assertThat(told(assembler, 259_200)).isEqualTo("REJECTED FUTURE*");
  }

  @Test
  void takesASpanLongerThanTimeItself() {
    StepAssembler assembler =
        assembler(Topologies.topology().futureMax(Duration.ofSeconds(Long.MAX_VALUE)));
    assertThat(assembler.accept(at(0, 1)).verdict()).isEqualTo(ACCEPTED);
    assertThat(assembler.accept(at(9e9, 1)).verdict()).isEqualTo(ACCEPTED);
  }

  @Test
  void closesOpenStepsWhenASilenceIsConfirmed() {
    StepAssembler assembler =
        assembler(
            Topologies.topology()
                .next(SECOND, Aggregate.LAST, SECOND)
                .futureMax(Duration.ofSeconds(100)));
    assertThat(told(assembler, 10)).isEqualTo("ACCEPTED*");
    assertThat(told(assembler, 11)).isEqualTo("ACCEPTED*");
    assertThat(told(assembler, 1_000)).isEqualTo("REJECTED FUTURE*");
    assertThat(told(assembler, 1_001)).isEqualTo("REJECTED FUTURE*");
    assertThat(told(assembler, 1_000.5)).isEqualTo("ACCEPTED* [10 +0 10.0] [11 +0 11.0]");
    assertThat(told(assembler, 1_003)).isEqualTo("ACCEPTED* [1000 +988 1000.5]");
  }

  @Test
  void followsTheDaysOfItsZone() {
    StepAssembler assembler =
        assembler(
            Topologies.topology()
                .zone("Europe/Berlin")
                .next(Duration.ofDays(1), Aggregate.SUM, Duration.ZERO));
    assertThat(add(assembler, "2001-03-24T23:00:00Z").steps()).isEmpty(); // Sunday, of 23 hours
    assertThat(add(assembler, "2001-03-25T21:59:59Z").steps()).isEmpty();
    assertThat(told(add(assembler, "2001-03-25T22:00:00Z"))).isEqualTo("ACCEPTED* [11406 +0 2.0]");
  }

  private static Assembled add(StepAssembler assembler, String time) {
    return assembler.accept(
        new Observation(
            "s",
            Instant.parse(time).toEpochMilli(),
            new double[] {1},
            new double[0],
            new double[0][]));
  }

  @Test
  void tellsVerdictsWithoutReasonsUnlessRejected() {
    StepAssembler assembler = assembler(Topologies.topology().firstRecord(SECOND));
    assertThat(assembler.accept(at(1, 1)).rejection()).isEqualTo(Optional.empty());
    Assembled duplicate = assembler.accept(at(1, 1));
    assertThat(duplicate).isEqualTo(new Assembled(DUPLICATE, Optional.empty(), List.of(), false));
    assertThat(assembler.accept(at(0, 1)).verdict()).isEqualTo(REJECTED);
  }
}
