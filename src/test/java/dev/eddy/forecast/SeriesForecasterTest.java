package dev.eddy.forecast;

import static dev.eddy.forecast.Following.combined;
import static dev.eddy.forecast.Following.errors;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.forecast.StepForecast.Learned;
import dev.eddy.spec.Entries;
import dev.eddy.spec.ForecastSpec.Publish;
import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SeriesForecasterTest {
  private static double wave(int n, SplittableRandom random) {
    return 10 + 3 * Math.sin(n * Math.PI / 12) + random.nextDouble(-1, 1);
  }

  @Test
  void aShortSilenceIsCountedThroughAndForecastsReachOverIt() {
    Following series = new Following(Specs.specs().maxGap(5).horizon(8).spec());
    StepForecast last = series.at(0, 0);
    SplittableRandom random = new SplittableRandom(1);
    for (int n = 1; n < 50; n++) {
      last = series.at(n, wave(n, random));
      assertThat(last.events()).isEmpty();
      assertThat(last.steps()).isEqualTo(n + 1);
    }
    double[] said = combined(last, 0).clone();
    StepForecast after = series.at(55, 12); // hours 50 to 54 are missing
    assertThat(after.events()).containsExactly("gap");
    assertThat(after.steps()).isEqualTo(56);
    assertThat(series.forecaster.steps()).isEqualTo(56);
    double[] errors = errors(after, "combined", 0);
    for (int h = 1; h <= 5; h++) {
      assertThat(errors[h - 1]).isNaN(); // skipped steps said nothing
    }
    assertThat(errors[5]).isEqualTo(Math.abs(said[5] - 12));
    assertThat(errors[7]).isNotNaN();
    assertThat(series.at(56, 12).events()).isEmpty();
  }

  @Test
  void aLongSilenceDropsShortMemoryAndSaysSo() {
    Following series = new Following(Specs.specs().maxGap(5).horizon(8).spec());
    SplittableRandom random = new SplittableRandom(2);
    for (int n = 0; n < 50; n++) {
      series.at(n, wave(n, random));
    }
    StepForecast after = series.at(56, 12); // six hours are missing
    assertThat(after.events()).containsExactly("gap", "reset");
    assertThat(after.steps()).isEqualTo(57);
    for (int n = 0; n < 20; n++) {
      for (String model : List.of("combined", "arx", "last-value", "drift")) {
        double[] errors = errors(after, model, 0);
        for (int h = 1; h <= 8; h++) {
          assertThat(Double.isNaN(errors[h - 1])).isEqualTo(h > n);
        }
      }
      assertThat(combined(after, 0)).doesNotContain(Double.NaN);
      after = series.at(57 + n, wave(n, random));
      assertThat(after.events()).isEmpty();
    }
  }

  @Test
  void aStepWithoutValuesStillForecastsAndTeachesNothing() {
    Following series = new Following(Specs.specs().spec());
    SplittableRandom random = new SplittableRandom(3);
    for (int n = 0; n < 60; n++) {
      series.at(n, wave(n, random));
    }
    for (int n = 60; n < 66; n++) {
      StepForecast missing = series.at(n, Double.NaN);
      assertThat(missing.events()).isEmpty();
      assertThat(combined(missing, 0)).doesNotContain(Double.NaN);
      assertThat(errors(missing, "combined", 0)).containsOnly(Double.NaN);
      if (n > 60) {
        assertThat(missing.learning()).noneMatch(learned -> !learned.model().equals("lstm"));
      }
    }
  }

  @Test
  void warmUpEndsAfterTwentySteps() {
    Following series = new Following(Specs.specs().spec());
    SplittableRandom random = new SplittableRandom(4);
    for (int n = 1; n < 40; n++) {
      double value = wave(n, random);
      StepForecast step = series.at(n, value);
      assertThat(step.warmup()).isEqualTo(n <= 20);
      if (step.warmup()) {
        assertThat(combined(step, 0)).containsOnly(value);
      }
    }
  }

  /**
   * True as long as the views are named or both targets have bounds of one kind: views that nobody
   * names are chosen for all targets together.
   */
  @Test
  void targetsThatAreNotJointAreForecastAsEachIsAlone() {
    Following both = new Following(Specs.specs().targets("a", "b").inputs("x").spec());
    Following first = new Following(Specs.specs().targets("a").inputs("x").spec());
    Following second = new Following(Specs.specs().targets("b").inputs("x").spec());
    SplittableRandom random = new SplittableRandom(5);
    int hour = 0;
    for (int n = 0; n < 400; n++) {
      hour += random.nextInt(30) == 0 ? 4 : 1;
      double a = random.nextInt(6) == 0 ? Double.NaN : wave(hour, random);
      double b = random.nextInt(6) == 0 ? Double.NaN : 100 - 5 * wave(hour + 5, random);
      double[] x = {random.nextInt(4) == 0 ? Double.NaN : random.nextDouble()};
      StepForecast together = both.at(hour, new double[] {a, b}, x, new double[0][]);
      StepForecast aloneA = first.at(hour, new double[] {a}, x, new double[0][]);
      StepForecast aloneB = second.at(hour, new double[] {b}, x, new double[0][]);
      for (int m = 0; m < together.forecasts().size(); m++) {
        ModelForecast forecast = together.forecasts().get(m);
        ModelForecast ofA = aloneA.forecasts().get(m);
        ModelForecast ofB = aloneB.forecasts().get(m);
        assertThat(forecast.mean()[0]).isEqualTo(ofA.mean()[0]);
        assertThat(forecast.mean()[1]).isEqualTo(ofB.mean()[0]);
        assertThat(Arrays.deepEquals(forecast.quantiles()[0], ofA.quantiles()[0])).isTrue();
        assertThat(Arrays.deepEquals(forecast.quantiles()[1], ofB.quantiles()[0])).isTrue();
      }
    }
  }

  /** The second target is the first, one step late: only who sees both can know it. */
  @Test
  void jointMembersSeeThePastOfAllTargets() {
    Map<Boolean, Double> errors = new TreeMap<>();
    for (boolean joint : new boolean[] {false, true}) {
      Following series =
          new Following(
              Specs.specs()
                  .targets("a", "b")
                  .withoutWidth()
                  .horizon(1)
                  .models(
                      List.of(Entries.entry().joint(joint).lags(new LagsSpec(4, 0, null)).arx()))
                  .spec());
      SplittableRandom random = new SplittableRandom(6);
      double before = 0;
      double sum = 0;
      for (int n = 0; n < 1_500; n++) {
        double a = random.nextDouble(-1, 1);
        double error = errors(series.at(n, a, before), "combined", 1)[0];
        sum += n >= 500 ? error / 1_000 : 0;
        before = a;
      }
      errors.put(joint, sum);
    }
    assertThat(errors.get(true)).isLessThan(0.1 * errors.get(false));
  }

  @Test
  void everyKindOfModelForecastsTargetsJointly() {
    Following series =
        new Following(Specs.specs().targets("a", "b").models(Specs.small(true)).spec());
    SplittableRandom random = new SplittableRandom(7);
    for (int n = 0; n < 100; n++) {
      StepForecast step = series.at(n, wave(n, random), wave(n + 6, random) - 50);
      for (ModelForecast forecast : step.forecasts()) {
        assertThat(forecast.mean()).hasNumberOfRows(2);
        assertThat(Arrays.stream(forecast.mean()[0]).allMatch(value -> value > 0)).isTrue();
        assertThat(Arrays.stream(forecast.mean()[1]).allMatch(value -> value < 0)).isTrue();
      }
    }
  }

  /** The value of each step is known ahead, as a timetable is. */
  @Test
  void whatIsKnownAheadIsUsed() {
    int horizon = 3;
    Following series =
        new Following(Specs.specs().known("k").withoutWidth().horizon(horizon).spec());
    SplittableRandom random = new SplittableRandom(8);
    double[] timetable = random.doubles(2_000, -1, 1).toArray();
    double[] sums = new double[horizon];
    double[] naive = new double[horizon];
    for (int n = 0; n + horizon < timetable.length; n++) {
      double[] ahead = Arrays.copyOfRange(timetable, n, n + horizon + 1);
      StepForecast step =
          series.at(n, new double[] {timetable[n]}, new double[0], new double[][] {ahead});
      for (int h = 0; h < horizon && n > 1_000; h++) {
        sums[h] += errors(step, "combined", 0)[h];
        naive[h] += errors(step, "last-value", 0)[h];
      }
    }
    for (int h = 0; h < horizon; h++) {
      assertThat(sums[h] / naive[h]).isLessThan(0.1);
    }
  }

  @Test
  void whoseForecastsArePublishedChangesNoForecast() {
    Following combined = new Following(Specs.specs().publish(Publish.COMBINED).spec());
    Following all = new Following(Specs.specs().publish(Publish.ALL).spec());
    SplittableRandom random = new SplittableRandom(9);
    for (int n = 0; n < 200; n++) {
      double value = random.nextInt(9) == 0 ? Double.NaN : wave(n, random);
      StepForecast few = combined.at(n, value);
      StepForecast many = all.at(n, value);
      assertThat(names(few))
          .containsExactly(
              "combined",
              "lstm",
              "echo",
              "narx",
              "arx",
              "last-value",
              "seasonal",
              "drift",
              "holt-winters");
      assertThat(names(many)).isEqualTo(names(few));
      for (int m = 0; m < few.forecasts().size(); m++) {
        String model = names(few).get(m);
        ModelForecast quiet = few.forecasts().get(m);
        ModelForecast loud = many.forecasts().get(m);
        assertThat(loud.mean()).isDeepEqualTo(quiet.mean());
        boolean combination = model.equals("combined");
        boolean baseline = Members.BASELINES.contains(model);
        assertThat(quiet.quantiles()[0]).hasNumberOfRows(combination ? 3 : 0);
        assertThat(loud.quantiles()[0]).hasNumberOfRows(baseline ? 0 : 3);
      }
      assertThat(many.forecasts().get(0).quantiles())
          .isDeepEqualTo(few.forecasts().get(0).quantiles());
    }
  }

  private static List<String> names(StepForecast step) {
    return step.forecasts().stream().map(ModelForecast::model).toList();
  }

  @Test
  void savedAndLoadedAtEveryStepItSaysTheSame() {
    TopologySpec spec = Specs.specs().inputs("x").maxGap(20).publish(Publish.ALL).spec();
    Following whole = new Following(spec);
    Following moved = new Following(spec);
    Blueprint blueprint = new Blueprint(spec);
    RecordJson json = new RecordJson(spec);
    SplittableRandom random = new SplittableRandom(10);
    int hour = 0;
    for (int n = 0; n < 250; n++) {
      byte[] bytes = ArchiveWriter.bytesOf(moved.forecaster);
      assertThat(ArchiveSize.of(moved.forecaster)).isEqualTo(bytes.length);
      moved.forecaster = new SeriesForecaster(blueprint);
      ArchiveReader.load(bytes, moved.forecaster);
      hour += n == 150 ? 30 : random.nextInt(20) == 0 ? 5 : 1;
      double y = random.nextInt(7) == 0 ? Double.NaN : wave(hour, random);
      double[] x = {random.nextInt(7) == 0 ? Double.NaN : random.nextDouble()};
      StepForecast expected = whole.at(hour, new double[] {y}, x, new double[0][]);
      StepForecast actual = moved.at(hour, new double[] {y}, x, new double[0][]);
      assertThat(records(json, actual)).isEqualTo(records(json, expected));
      for (int i = 0; i < expected.settled().size(); i++) {
        assertThat(actual.settled().get(i).absoluteError())
            .isEqualTo(expected.settled().get(i).absoluteError());
        assertThat(
                Arrays.deepEquals(
                    actual.settled().get(i).belowQuantile(),
                    expected.settled().get(i).belowQuantile()))
            .isTrue();
      }
    }
    assertThat(ArchiveWriter.bytesOf(moved.forecaster))
        .isEqualTo(ArchiveWriter.bytesOf(whole.forecaster));
  }

  /** Through seasons found and lost, transforms chosen, members that come, go and rest. */
  @Test
  void savedAndLoadedWhileMembersComeAndGoItSaysTheSame() {
    TopologySpec spec = Specs.specs().targets("a", "b").publish(Publish.ALL).spec();
    Following whole = new Following(spec);
    Following moved = new Following(spec);
    Blueprint blueprint = new Blueprint(spec);
    long largest = ArchiveSize.of(SeriesForecaster.grown(blueprint));
    RecordJson json = new RecordJson(spec);
    SplittableRandom random = new SplittableRandom(13);
    for (int n = 0; n < 3_000; n++) {
      if (n % 61 == 0) {
        byte[] bytes = ArchiveWriter.bytesOf(moved.forecaster);
        assertThat(ArchiveSize.of(moved.forecaster)).isEqualTo(bytes.length).isLessThan(largest);
        moved.forecaster = new SeriesForecaster(blueprint);
        ArchiveReader.load(bytes, moved.forecaster);
      }
      double level = 30 + 29 * Math.sin(2 * Math.PI * n / (n < 1_500 ? 24 : 40));
      double a = level + Math.sqrt(level) * random.nextDouble(-1, 1);
      double b = random.nextDouble(-1, 1) - level;
      assertThat(records(json, moved.at(n, a, b))).isEqualTo(records(json, whole.at(n, a, b)));
    }
    assertThat(ArchiveWriter.bytesOf(moved.forecaster))
        .isEqualTo(ArchiveWriter.bytesOf(whole.forecaster));
  }

  private static List<String> records(RecordJson json, StepForecast step) {
    List<String> records = new ArrayList<>();
    for (ModelForecast forecast : step.forecasts()) {
      records.add(new String(json.forecast("s", step, forecast), UTF_8));
    }
    for (Learned learned : step.learning()) {
      records.add(new String(json.learning("s", step, learned), UTF_8));
    }
    return records;
  }

  /** Of each entry, counted from 0: its views, and none of the baselines before them. */
  @Test
  void aReportNamesTheMemberOfTheEntry() {
    Following series = new Following(Specs.specs().spec());
    SplittableRandom random = new SplittableRandom(11);
    Map<String, TreeSet<Integer>> members = new TreeMap<>();
    double weights = 0;
    for (int n = 0; n < 90; n++) {
      List<Learned> reports = series.at(n, wave(n, random)).learning();
      for (Learned learned : reports) {
        members.computeIfAbsent(learned.model(), name -> new TreeSet<>()).add(learned.member());
      }
      weights = reports.stream().mapToDouble(Learned::weight).sum();
    }
    assertThat(
            members.entrySet().stream()
                .map(entry -> entry.getKey() + entry.getValue())
                .collect(Collectors.joining(" ")))
        .isEqualTo("arx[0, 1, 2, 3] echo[0, 1, 2] lstm[0, 1, 2] narx[0, 1, 2, 3]");
    assertThat(weights).isBetween(0.0, 1.0);
  }

  @Test
  void boundsHoldForEveryForecastAndQuantile() {
    Following series = new Following(Specs.specs().bounds("y", 0, 12).publish(Publish.ALL).spec());
    SplittableRandom random = new SplittableRandom(12);
    boolean atLeast = false;
    for (int n = 0; n < 300; n++) {
      StepForecast step = series.at(n, Math.max(0, Math.min(12, 2 * wave(n, random) - 14)));
      for (ModelForecast forecast : step.forecasts()) {
        assertThat(Arrays.stream(forecast.mean()[0]).allMatch(v -> v >= 0 && v <= 12)).isTrue();
        for (double[] level : forecast.quantiles()[0]) {
          assertThat(Arrays.stream(level).allMatch(v -> v >= 0 && v <= 12)).isTrue();
          atLeast |= Arrays.stream(level).anyMatch(v -> v == 0);
        }
      }
    }
    assertThat(atLeast).isTrue();
  }

  @Test
  void aConstantIsForecastExactly() {
    for (double constant : new double[] {0, 0.1, -7e9}) {
      Following series = new Following(Specs.specs().publish(Publish.ALL).spec());
      for (int n = 0; n < 250; n++) {
        StepForecast step = series.at(n, n % 10 == 7 && n > 0 ? Double.NaN : constant);
        assertThat(combined(step, 0)).containsOnly(constant);
        for (double[] level : step.forecasts().get(0).quantiles()[0]) {
          assertThat(level).containsOnly(constant);
        }
      }
    }
  }

  @Test
  void ofARandomWalkTheCombinationIsHardlyWorseThanTheLastValue() {
    double ratios = 0;
    for (int seed = 1; seed <= 10; seed++) {
      Following series = new Following(Specs.specs().withoutWidth().spec());
      SplittableRandom random = new SplittableRandom(seed);
      double y = 0;
      double combined = 0;
      double last = 0;
      for (int n = 0; n < 1_200; n++) {
        y += random.nextDouble(-1, 1);
        StepForecast step = series.at(n, y);
        for (int h = 0; h < 3 && n > 3; h++) {
          combined += errors(step, "combined", 0)[h];
          last += errors(step, "last-value", 0)[h];
        }
      }
      ratios += combined / last / 10;
    }
    assertThat(ratios).isLessThanOrEqualTo(1.02);
  }

  @Test
  void ofADailyWaveItIsBetterThanTheBestBaseline() {
    Following series = new Following(Specs.specs().spec());
    SplittableRandom random = new SplittableRandom(13);
    double combined = 0;
    double last = 0;
    double seasonal = 0;
    for (int n = 0; n < 2_000; n++) {
      StepForecast step = series.at(n, wave(n, random));
      if (n > 1_000) {
        combined += errors(step, "combined", 0)[1];
        last += errors(step, "last-value", 0)[1];
        seasonal += errors(step, "seasonal", 0)[1];
      }
    }
    assertThat(combined / Math.min(last, seasonal)).isLessThan(0.95);
  }
}
