package dev.eddy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.Outcome;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.forecast.StepForecast;
import dev.eddy.series.Assembled.Verdict;
import dev.eddy.series.Observation;
import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real series whose records come twice, too late, or in another order than they were made. */
class BundledOrderTest {
  private static final int RECORDS = 700;
  private static final long MINUTE = 60_000;

  private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);

  /** Steps of a minute, of twelve readings each, and three minutes for what is late. */
  private static TopologySpec gathering(String aggregate) {
    return BundledSeries.sensors(
        "{every: 1m, closes: next, grace: 3m, aggregate: " + aggregate + "}");
  }

  private static List<Observation> readings(TopologySpec spec) {
    return BundledSeries.of(BundledData.SENSORS, "3", spec, RECORDS);
  }

  private List<StepForecast> said(TopologySpec spec, List<Observation> observations) {
    SeriesForecaster forecaster = new SeriesForecaster(spec);
    List<StepForecast> said = new ArrayList<>();
    verdicts.clear();
    for (Observation observation : observations) {
      Outcome outcome = forecaster.accept(observation);
      verdicts.merge(outcome.verdict(), 1, Integer::sum);
      said.addAll(outcome.steps());
    }
    return said;
  }

  private static void assertSame(List<StepForecast> said, List<StepForecast> expected) {
    assertThat(said).hasSameSizeAs(expected);
    for (int i = 0; i < said.size(); i++) {
      StepForecast step = said.get(i);
      assertThat(step.step().targets()).isEqualTo(expected.get(i).step().targets());
      assertThat(step.events()).isEqualTo(expected.get(i).events());
      assertThat(step.forecasts()).hasSameSizeAs(expected.get(i).forecasts());
      for (int f = 0; f < step.forecasts().size(); f++) {
        ModelForecast forecast = step.forecasts().get(f);
        ModelForecast other = expected.get(i).forecasts().get(f);
        assertThat(forecast.mean()).as(forecast.model()).isDeepEqualTo(other.mean());
        assertThat(forecast.quantiles()).isDeepEqualTo(other.quantiles());
      }
    }
  }

  /** Each comes up to so long after its time, drawn anew. */
  private static List<Observation> delayed(List<Observation> observations, long most, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    record Arrival(double at, Observation observation) {}
    return observations.stream()
        .map(one -> new Arrival(one.epochMillis() + random.nextDouble() * most, one))
        .sorted(Comparator.comparingDouble(Arrival::at))
        .map(Arrival::observation)
        .toList();
  }

  /** Each is followed, a few records later, by itself once more, one time out of so many. */
  private static List<Observation> doubled(List<Observation> observations, int oneOf, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Observation> doubled = new ArrayList<>(observations);
    for (int i = observations.size() - 1; i >= 0; i--) {
      if (random.nextInt(oneOf) == 0) {
        doubled.add(Math.min(doubled.size(), i + 1 + random.nextInt(10)), observations.get(i));
      }
    }
    return doubled;
  }

  @ParameterizedTest
  @CsvSource({"mean, 1", "mean, 2", "sum, 3", "last, 4", "min, 5", "max, 6"})
  void withinTheGraceAnyOrderGivesTheSame(String aggregate, long seed) {
    TopologySpec spec = gathering(aggregate);
    List<Observation> inOrder = readings(spec);
    List<Observation> mixed = delayed(inOrder, 3 * MINUTE, seed);
    assertThat(mixed).isNotEqualTo(inOrder);
    List<StepForecast> expected = said(spec, inOrder);
    assertSame(said(spec, mixed), expected);
    assertThat(verdicts).containsOnlyKeys(Verdict.ACCEPTED);
    assertThat(expected).hasSizeGreaterThan(40);
  }

  @Test
  void pastTheGraceARecordIsLate() {
    TopologySpec spec = gathering("mean");
    said(spec, delayed(readings(spec), 8 * MINUTE, 1));
    assertThat(verdicts).containsOnlyKeys(Verdict.ACCEPTED, Verdict.REJECTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"last", "min", "max"})
  void whatComesTwiceWhileAStepGathersChangesNoExtremeAndNoLast(String aggregate) {
    TopologySpec spec = gathering(aggregate);
    List<Observation> once = readings(spec);
    List<Observation> twice = doubled(once, 3, 7);
    assertThat(twice).hasSizeGreaterThan(once.size() + 150);
    assertSame(said(spec, twice), said(spec, once));
  }

  /** A second reading that says the same is a reading: that is what gathering means. */
  @ParameterizedTest
  @ValueSource(strings = {"mean", "sum"})
  void whatComesTwiceWhileAStepGathersCountsTwiceInAMeanOrASum(String aggregate) {
    TopologySpec spec = gathering(aggregate);
    List<Observation> once = readings(spec);
    List<StepForecast> expected = said(spec, once);
    List<StepForecast> said = said(spec, doubled(once, 3, 7));
    assertThat(verdicts).containsOnlyKeys(Verdict.ACCEPTED);
    assertThat(said).hasSameSizeAs(expected);
    assertThat(said.stream().map(step -> step.step().targets()[0]).toList())
        .isNotEqualTo(expected.stream().map(step -> step.step().targets()[0]).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ignore", "mask"})
  void whatComesTwiceAfterItsStepIsDroppedOrRefusedAndCounted(String revisions) {
    TopologySpec spec = BundledSeries.airports("{every: 1h, revisions: " + revisions + "}");
    List<Observation> once = BundledSeries.of(BundledData.AIRPORTS, "ATL", spec, RECORDS);
    List<Observation> twice = doubled(once, 3, 7);
    List<StepForecast> expected = said(spec, once);
    assertSame(said(spec, twice), expected);
    assertThat(verdicts)
        .containsEntry(Verdict.ACCEPTED, RECORDS)
        .containsOnlyKeys(Verdict.ACCEPTED, Verdict.DUPLICATE, Verdict.REJECTED);
    assertThat(verdicts.get(Verdict.DUPLICATE) + verdicts.get(Verdict.REJECTED))
        .isEqualTo(twice.size() - RECORDS);
  }

  @Test
  void whereEachRecordIsAStepOneThatComesTwiceIsTwoSteps() {
    TopologySpec spec = BundledSeries.prices();
    List<Observation> once = BundledSeries.of(BundledData.PRICES, "USD", spec, 100);
    assertThat(said(spec, doubled(once, 3, 7))).hasSizeGreaterThan(100);
    assertThat(verdicts).containsOnlyKeys(Verdict.ACCEPTED);
  }
}
