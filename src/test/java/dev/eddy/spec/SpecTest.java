package dev.eddy.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eddy.spec.InvalidSpec.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the specification records fill in, refuse and work out. */
class SpecTest {
  private static final SourceSpec SOURCE =
      new SourceSpec("t", null, null, null, null, null, null, List.of("y"), null, null);
  private static final ForecastSpec FORECAST = new ForecastSpec(3, null, null, null);

  @Test
  void topicsAreNamedAfterTheTopologyWhereTheyAreNotNamed() {
    SinkSpec some = new SinkSpec(null, new LearningSinkSpec(null, 5), "mine");
    assertThat(topology("a", null, some).sink())
        .isEqualTo(new SinkSpec("a-forecasts", new LearningSinkSpec("a-learning", 5), "mine"));
    assertThat(topology("a", null, null).sink())
        .isEqualTo(
            new SinkSpec("a-forecasts", new LearningSinkSpec("a-learning", 16), "a-rejected"));
  }

  @Test
  void withoutModelsTheDefaultSetLearns() {
    assertThat(topology("a", null, null).models())
        .isEqualTo(topology("a", List.of(), null).models())
        .isEqualTo(ModelSpec.defaults());
    assertThat(ModelSpec.defaults())
        .extracting(ModelSpec::name)
        .containsExactly("lstm", "echo", "narx", "arx");
  }

  @Test
  void driftsAreNoticedUnlessTheFileSaysOtherwise() {
    DriftSpec left = new DriftSpec(null, null, null);
    assertThat(left).isEqualTo(new DriftSpec(DriftSpec.Detector.PAGE_HINKLEY, 0.1, 5.0));
    assertThat(topology("a", null, null).drift()).isEqualTo(left);
    assertThat(problems(() -> new DriftSpec(null, 0.6, Double.NaN)))
        .containsExactly(
            new Problem("tolerance", "0.6", "must be 0 to 0.5"),
            new Problem("threshold", "NaN", "must be above 0 and at most 1000"));
  }

  @Test
  void everyReservedNameIsRefused() {
    for (String reserved : TopologySpec.RESERVED_NAMES) {
      assertThat(problems(() -> topology("a", List.of(Entries.entry().name(reserved).arx()), null)))
          .containsExactly(
              new Problem("models[0].name", reserved, "is a name of the engine's own"));
    }
  }

  @Test
  void aSpecificationKeepsNothingThatCanBeChanged() {
    List<String> targets = new ArrayList<>(List.of("y"));
    SourceSpec source =
        new SourceSpec("t", null, null, null, null, null, null, targets, null, null);
    targets.add("z");
    assertThat(source.targets()).containsExactly("y");
  }

  @Test
  void everyFieldOfACsvRecordIsAColumn() {
    assertThat(
            problems(
                () ->
                    new SourceSpec(
                        "t",
                        SourceSpec.Format.CSV,
                        List.of("y"),
                        List.of("s"),
                        null,
                        Optional.of("when"),
                        null,
                        List.of("y"),
                        null,
                        null)))
        .extracting(Problem::rule)
        .containsExactly("must contain s", "must contain when");
  }

  @Test
  void noMoreLagsInteractThanThereAre() {
    assertThat(new LagsSpec(3, null, null, 3).interactions()).isEqualTo(3);
    assertThat(problems(() -> new LagsSpec(3, null, null, 4)))
        .containsExactly(new Problem("interactions", "4", "must be at most target, 3"));
  }

  @Test
  void aModelSaysHowManyLagsInteractWhereNothingElseDoes() {
    LagsSpec three = new LagsSpec(3, 1, 0, null);
    LagsSpec none = new LagsSpec(3, 1, 0, 0);
    assertThat(narx(null).lags()).isEqualTo(new LagsSpec(24, 2, 12, 4));
    assertThat(narx(three).lags()).isEqualTo(new LagsSpec(3, 1, 0, 3));
    assertThat(narx(none).lags()).isEqualTo(none);
    assertThat(Entries.entry().arx().lags()).isEqualTo(new LagsSpec(24, 2, 12, 0));
    assertThat(Entries.entry().lags(three).arx().lags()).isEqualTo(none);
    assertThat(echo(null, null).lags().interactions()).isEqualTo(4);
  }

  private static NarxSpec narx(LagsSpec lags) {
    return Entries.entry().lags(lags).narx();
  }

  @Test
  void reservoirsOfANetworkShareItsUnits() {
    assertThat(echo(null, null).unitsByReservoir()).containsExactly(100);
    assertThat(echo(11, List.of(0.1, 0.2, 1.0)).unitsByReservoir()).containsExactly(4, 4, 3);
    assertThat(problems(() -> echo(2, List.of(0.1, 0.0, 1.5))))
        .containsExactly(
            new Problem("leak-rate", "[0.1, 0.0, 1.5]", "must not be more numbers than units, 2"),
            new Problem("leak-rate", "0.0", "must be above 0 and at most 1"),
            new Problem("leak-rate", "1.5", "must be above 0 and at most 1"));
    for (int count : new int[] {0, 9}) {
      List<Double> rates = Collections.nCopies(count, 0.3);
      assertThat(problems(() -> echo(null, rates)))
          .containsExactly(new Problem("leak-rate", rates.toString(), "must be 1 to 8 numbers"));
    }
  }

  private static EchoStateSpec echo(Integer units, List<Double> leakRate) {
    return Entries.entry().units(units).leakRate(leakRate).echoState();
  }

  @Test
  void fitsAreForSmallLayersWithoutAClip() {
    LevenbergMarquardtSpec fitting = new LevenbergMarquardtSpec(null, null, null, null, null);
    assertThat(narx(null, fitting, null).units()).isEqualTo(8);
    assertThat(narx(16, fitting, ClipSpec.AUTO).units()).isEqualTo(16);
    assertThat(narx(null, null, null).units()).isEqualTo(16);
    assertThat(problems(() -> narx(17, fitting, ClipSpec.parse("1"))))
        .containsExactly(
            new Problem("units", "17", "must be at most 16 with levenberg-marquardt"),
            new Problem("clip", "1.0", "is for gradient steps, not for levenberg-marquardt"));
  }

  private static NarxSpec narx(Integer units, LayerOptimizerSpec optimizer, ClipSpec clip) {
    return Entries.entry().units(units).optimizer(optimizer).clip(clip).narx();
  }

  @Test
  void realTimeLearningIsForOneSmallLayerWithoutAWindow() {
    RecurrentSpec small = realTime(CellKind.ELMAN, 64, null, null, null, null, null);
    assertThat(small.learning()).isEqualTo(LearningRule.RTRL);
    assertThat(small.problemWith(500)).isEmpty();
    assertThat(realTime(CellKind.LSTM_1997, 65, null, null, null, null, null).units())
        .isEqualTo(65);
    assertThat(problems(() -> realTime(CellKind.ELMAN_RELU, 65, null, null, null, null, null)))
        .containsExactly(new Problem("units", "65", "must be at most 64 with rtrl"));
    assertThat(problems(() -> realTime(CellKind.GRU, 8, null, null, null, null, null)))
        .containsExactly(
            new Problem(
                "learning",
                "rtrl",
                "is for these types alone: elman, elman-relu, lstm-1997, lstm-decay"));
    List<LayerSpec> above = List.of(LayerSpec.of(CellKind.ELMAN, 2));
    TruncationSpec window = new TruncationSpec(4, Optional.of(48));
    ReplaySpec replay = new ReplaySpec(2, null);
    assertThat(problems(() -> realTime(CellKind.GRU, 8, above, window, false, replay, 0.5)))
        .extracting(Problem::path)
        .containsExactly(
            "learning", "above", "truncation.window", "stateful", "replay.windows", "weight-noise");
  }

  private static RecurrentSpec realTime(
      CellKind type,
      int units,
      List<LayerSpec> above,
      TruncationSpec truncation,
      Boolean stateful,
      ReplaySpec replay,
      Double weightNoise) {
    return new RecurrentSpec(
        null,
        type,
        null,
        null,
        null,
        units,
        null,
        null,
        null,
        above,
        null,
        LearningRule.RTRL,
        truncation,
        stateful,
        replay,
        null,
        null,
        weightNoise,
        null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT5S", "PT0.001S", "PT1M", "PT7.2S", "PT8H", "PT24H", "P7D", "P366D"})
  void widthsOfStepsDivideADayOrAreWholeDays(Duration every) {
    StepSpec step = new StepSpec(every, null, null, null);
    assertThat(step.wholeDays()).isEqualTo(every.toHours() >= 24);
    assertThat(new StepSpec(step.every(), step.closes(), step.aggregate(), step.grace()))
        .isEqualTo(step);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PT7S", "PT0S", "PT-5S", "PT0.0005S", "PT25H", "P367D", "PT5H", "P999999999D"})
  void otherWidthsAreRefused(Duration every) {
    assertThat(problems(() -> new StepSpec(every, null, null, null)))
        .extracting(Problem::path)
        .containsExactly("every");
  }

  @Test
  void onlyStepsThatGatherTakeAnAggregateAndAGrace() {
    Duration minute = Duration.ofMinutes(1);
    assertThat(problems(() -> new StepSpec(minute, null, StepSpec.Aggregate.SUM, minute)))
        .extracting(Problem::path)
        .containsExactly("aggregate", "grace");
    StepSpec gathers = new StepSpec(minute, StepSpec.Closes.NEXT, StepSpec.Aggregate.SUM, minute);
    assertThat(gathers.grace()).isEqualTo(minute);
  }

  @Test
  void onlyAStepThatIsItsFirstRecordCanBeCorrected() {
    Duration minute = Duration.ofMinutes(1);
    Optional<StepSpec.Revisions> mask = Optional.of(StepSpec.Revisions.MASK);
    assertThat(problems(() -> new StepSpec(minute, StepSpec.Closes.NEXT, null, null, mask)))
        .extracting(Problem::path)
        .containsExactly("revisions");
    assertThat(new StepSpec(minute, null, null, null, mask).masksRevisions()).isTrue();
    StepSpec ignoring = new StepSpec(minute, null, null, null);
    assertThat(ignoring.masksRevisions()).isFalse();
    assertThat(new StepSpec(minute, null, null, null, Optional.of(StepSpec.Revisions.IGNORE)))
        .as("what is said is what holds if nothing is")
        .isEqualTo(ignoring)
        .isEqualTo(new StepSpec(minute, null, null, null, mask).ignoringRevisions());
  }

  @Test
  void theFutureIsAThousandStepsOrAYear() {
    StepSpec hourly = new StepSpec(Duration.ofHours(1), null, null, null);
    FutureSpec left = new FutureSpec(null);
    assertThat(left.maxFor(Optional.of(hourly))).isEqualTo(Duration.ofHours(1000));
    assertThat(left.maxFor(Optional.empty())).isEqualTo(Duration.ofDays(366));
    assertThat(new FutureSpec(Optional.of(Duration.ofDays(1))).maxFor(Optional.of(hourly)))
        .isEqualTo(Duration.ofDays(1));
  }

  @Test
  void quantilesRiseBetweenZeroAndOne() {
    assertThat(problems(() -> new ForecastSpec(1, List.of(0.0, 0.5, 0.5, 1.0), null, null)))
        .extracting(Problem::path)
        .containsExactly("quantiles[0]", "quantiles[2]", "quantiles[3]");
    assertThat(problems(() -> new ForecastSpec(1, List.of(Double.NaN), null, null))).isNotEmpty();
  }

  @Test
  void boundsHoldValues() {
    BoundsSpec bounds = new BoundsSpec(Optional.of(-1.0), Optional.of(2.0));
    assertThat(bounds.clamp(-3)).isEqualTo(-1);
    assertThat(bounds.clamp(3)).isEqualTo(2);
    assertThat(bounds.clamp(0.5)).isEqualTo(0.5);
    assertThat(bounds.nonNegative()).isFalse();
    assertThat(new BoundsSpec(Optional.of(0.0), null).nonNegative()).isTrue();
    assertThat(BoundsSpec.NONE.clamp(1e300)).isEqualTo(1e300);
    assertThat(problems(() -> new BoundsSpec(Optional.of(1.0), Optional.of(1.0)))).hasSize(1);
    assertThat(problems(() -> new BoundsSpec(Optional.of(Double.NaN), null))).isNotEmpty();
  }

  @Test
  void boundsAreOfTargets() {
    ForecastSpec forecast = new ForecastSpec(1, null, Map.of("z", BoundsSpec.NONE), null);
    assertThat(
            problems(
                () ->
                    new TopologySpec(
                        "a", SOURCE, null, null, null, forecast, null, null, null, null, null,
                        null)))
        .containsExactly(new Problem("forecast.bounds.z", "", "is not one of source.targets"));
  }

  @Test
  void anUpdateThatSkipsStepsIsRefused() {
    assertThat(problems(() -> new TruncationSpec(9, Optional.of(8))))
        .extracting(Problem::path)
        .containsExactly("every");
    assertThat(new TruncationSpec(8, Optional.of(8)).windowFor(1)).isEqualTo(8);
    assertThat(new TruncationSpec(4, null).windowFor(24)).isEqualTo(48);
    assertThat(new TruncationSpec(4, null).windowFor(60)).isEqualTo(64);
  }

  @ParameterizedTest
  @CsvSource({
    "none, NONE, 0",
    "auto, AUTO, 0",
    "1.5, NORM, 1.5",
    "value 0.5, VALUE, 0.5",
    "1e-3, NORM, 0.001"
  })
  void clipsHaveAShortForm(String text, ClipSpec.Kind kind, double limit) {
    assertThat(ClipSpec.parse(text)).isEqualTo(new ClipSpec(kind, limit));
    assertThat(ClipSpec.parse(ClipSpec.parse(text).toString())).isEqualTo(ClipSpec.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "NaN",
        "Infinity",
        "often",
        "",
        "value",
        "value 0",
        "value x",
        "values 1"
      })
  void otherClipsAreRefused(String text) {
    assertThat(problems(() -> ClipSpec.parse(text))).hasSize(1);
  }

  @Test
  void nesterovNeedsMomentum() {
    assertThat(problems(() -> new SgdSpec(null, 0.0, true, null)))
        .extracting(Problem::path)
        .containsExactly("nesterov");
    assertThat(new SgdSpec(null, null, true, null).momentum()).isEqualTo(0.9);
  }

  @Test
  void aDecayIsBelowOneInSinglePrecisionToo() {
    double one = 0.99999999;
    assertThat(problems(() -> new AdamSpec(null, one, one, null)))
        .extracting(Problem::path)
        .containsExactly("beta1", "beta2");
    assertThat(problems(() -> new AdamWSpec(null, one, one, null, null, null, null)))
        .extracting(Problem::path)
        .containsExactly("beta1", "beta2");
    assertThat(problems(() -> new RmsPropSpec(null, one, null, null)))
        .extracting(Problem::path)
        .containsExactly("decay");
    assertThat(problems(() -> new SgdSpec(null, one, null, null)))
        .containsExactly(
            new Problem(
                "momentum",
                "0.99999999",
                "must be below 1 in single precision too, so at most 0.99999997"));
    assertThat(new SgdSpec(null, 0.99999997, null, null).momentum().floatValue()).isLessThan(1f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "5000", "40%", "0.5%", "90%", "33.333%", "29%", "57.01%"})
  void cachesHaveAShortForm(String text) {
    CacheSpec cache = CacheSpec.parse(text);
    assertThat(CacheSpec.parse(cache.toString())).isEqualTo(cache);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "0%", "91%", "NaN%", "-5%", "1.5", "half", "%", ""})
  void otherCachesAreRefused(String text) {
    assertThat(problems(() -> CacheSpec.parse(text))).hasSize(1);
  }

  @Test
  void aCacheHoldsAtLeastOneSeries() {
    assertThat(CacheSpec.parse("7").seriesThatFit(1, 1_000_000)).isEqualTo(7);
    assertThat(CacheSpec.parse("50%").seriesThatFit(1_000, 100)).isEqualTo(5);
    assertThat(CacheSpec.parse("50%").seriesThatFit(1_000, 100_000)).isEqualTo(1);
  }

  @Test
  void aProblemKnowsItsWayUp() {
    Problem problem = new Problem("", "0", "must be more");
    assertThat(problem.under("units").under("[0]").under("models"))
        .hasToString("models[0].units=0: must be more");
    assertThat(new Problem("", "", "is wrong")).hasToString("is wrong");
    assertThat(new Problem("a", "", "is wrong")).hasToString("a: is wrong");
  }

  private static TopologySpec topology(String name, List<ModelSpec> models, SinkSpec sink) {
    return new TopologySpec(
        name, SOURCE, null, null, null, FORECAST, null, models, sink, null, null, null);
  }

  private static List<Problem> problems(Runnable construction) {
    return catchThrowableOfType(InvalidSpec.class, construction::run).problems();
  }
}
