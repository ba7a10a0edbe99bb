package dev.eddy.forecast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.forecast.StepForecast.Learned;
import dev.eddy.spec.ArxSpec;
import dev.eddy.spec.EchoStateSpec;
import dev.eddy.spec.Entries;
import dev.eddy.spec.ForecastSpec.Publish;
import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.NarxSpec;
import dev.eddy.spec.Role;
import dev.eddy.spec.TopologySpec;
import dev.eddy.spec.ViewSpec;
import dev.eddy.spec.ViewSpec.Base;
import dev.eddy.spec.ViewSpec.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries that are no plain members. */
class RolesTest {
  private static final List<ViewSpec> PLAIN =
      List.of(new ViewSpec(Transform.NONE, Base.LAST_VALUE));
  private static final LagsSpec SHORT = new LagsSpec(1, 0, 0);
  private static final LagsSpec LONG = new LagsSpec(5, 0, 0);
  private static final int CHANGE = 1_000;

  private static ModelSpec arx(String name, Role role, List<ViewSpec> views, LagsSpec lags) {
    return new ArxSpec(name, views, null, role, lags, null);
  }

  /** With seasons that are found and lost, and a spread that grows with the level. */
  private static double wave(int n, SplittableRandom random) {
    double level = 30 + 29 * Math.sin(2 * Math.PI * n / (n < CHANGE ? 24 : 40));
    return level + Math.sqrt(level) * random.nextDouble(-1, 1);
  }

  /** AR(3), of which the last value says nothing. */
  private static double[] waves(int steps) {
    SplittableRandom random = new SplittableRandom(4);
    double[] values = new double[steps];
    for (int n = 3; n < steps; n++) {
      values[n] = 0.9 * values[n - 3] + random.nextGaussian();
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUTOMATIC", "NAMED"})
  void shadowsChangeNoBitOfTheCombination(String members) {
    List<ViewSpec> views = members.equals("NAMED") ? PLAIN : List.of();
    List<ModelSpec> alone =
        List.of(
            arx("a", null, views, SHORT),
            Entries.entry().name("b").views(views).joint(true).units(3).lags(LONG).narx());
    List<ModelSpec> watched = new ArrayList<>();
    watched.add(new NarxSpec("s", null, null, Role.SHADOW, LONG, 3, null, null, null, null));
    watched.add(alone.get(0));
    watched.add(
        new EchoStateSpec(
            "t", null, true, Role.SHADOW, 8, null, null, null, null, null, LONG, null));
    watched.add(alone.get(1));
    watched.add(arx("u", Role.SHADOW, List.of(), new LagsSpec(9, 3, 4)));
    Following few = new Following(Specs.specs().targets("x", "y").inputs("i").models(alone).spec());
    Following many =
        new Following(Specs.specs().targets("x", "y").inputs("i").models(watched).spec());
    SplittableRandom random = new SplittableRandom(5);
    boolean drifted = false;
    for (int n = 0; n < 2_000; n++) {
      double[] values = {wave(n, random), n % 50 == 7 ? Double.NaN : -wave(n, random)};
      double[] inputs = {random.nextDouble()};
      StepForecast one = few.at(n, values, inputs, new double[0][]);
      StepForecast two = many.at(n, values, inputs, new double[0][]);
      drifted |= one.events().contains("drift");
      assertThat(two.events()).isEqualTo(one.events());
      assertThat(two.anomalies()).isEqualTo(one.anomalies());
      for (String name : List.of("combined", "a", "b", "last-value", "seasonal", "holt-winters")) {
        assertThat(Following.of(two, name).mean()).isDeepEqualTo(Following.of(one, name).mean());
        assertThat(Following.of(two, name).quantiles())
            .isDeepEqualTo(Following.of(one, name).quantiles());
      }
      assertThat(weights(two, "a")).isEqualTo(weights(one, "a"));
      for (String shadow : List.of("s", "t", "u")) {
        assertThat(weights(two, shadow))
            .allMatch(weight -> weight == 0)
            .isNotEqualTo(n > 100 ? List.of() : null);
      }
      assertThat(two.champions()).isEmpty();
      if (n > 100) {
        assertThat(Following.of(two, "s").mean()[0]).doesNotContain(Double.NaN);
        assertThat(Following.errors(two, "t", 0)).doesNotContain(Double.NaN);
      }
    }
    assertThat(drifted).isTrue();
  }

  private static List<Double> weights(StepForecast step, String model) {
    return step.learning().stream()
        .filter(learned -> learned.model().equals(model))
        .map(Learned::weight)
        .toList();
  }

  @Test
  void whereAllAreShadowsTheBaselinesAreCombined() {
    Following series =
        new Following(Specs.specs().models(List.of(arx("a", Role.SHADOW, PLAIN, SHORT))).spec());
    for (int n = 0; n < 600; n++) {
      StepForecast step = series.at(n, 2.0 * n);
      if (n > 300) {
        assertThat(Following.combined(step, 0)[0]).isEqualTo(2.0 * n + 2);
      }
    }
  }

  private static TopologySpec contest(ModelSpec... models) {
    return Specs.specs().targets("x", "y").horizon(3).models(List.of(models)).spec();
  }

  /** Of x the second lag is worth much, of y nothing is worth anything. */
  @Test
  void aChallengerIsPromotedForTheTargetOfWhichItIsBetter() {
    Following series =
        new Following(
            contest(
                arx("old", Role.CHAMPION, PLAIN, SHORT), arx("new", Role.CHALLENGER, PLAIN, LONG)));
    SplittableRandom random = new SplittableRandom(6);
    double[] x = waves(2_500);
    List<Integer> promotions = new ArrayList<>();
    for (int n = 0; n < x.length; n++) {
      StepForecast step = series.at(n, x[n], random.nextGaussian());
      if (step.events().contains("promotion")) {
        promotions.add(n);
      }
      assertThat(step.champions()).containsExactly(promotions.isEmpty() ? "old" : "new", "old");
      if (n > 10) { // of x, then of y
        assertThat(weights(step, promotions.isEmpty() ? "new" : "old").get(0)).isZero();
        assertThat(weights(step, "new").get(1)).isZero();
      }
      if (!promotions.isEmpty() && n > promotions.get(0) + 100) {
        assertThat(weights(step, "new").get(0)).isGreaterThan(0.5);
        assertThat(Following.combined(step, 0)).isNotEqualTo(Following.of(step, "old").mean()[0]);
      }
    }
    assertThat(promotions).singleElement().matches(n -> n >= 1_499 && n < 1_600);
  }

  @Test
  void challengersChangeNoBitUntilTheyArePromoted() {
    ModelSpec champion = arx("old", Role.CHAMPION, List.of(), SHORT);
    Following one = new Following(contest(champion, arx("new", Role.CHALLENGER, PLAIN, LONG)));
    Following two =
        new Following(
            contest(
                arx("other", Role.CHALLENGER, List.of(), LONG),
                champion,
                arx("third", Role.CHALLENGER, PLAIN, SHORT)));
    SplittableRandom random = new SplittableRandom(7);
    boolean promoted = false;
    boolean differs = false;
    double[] x = waves(2_000);
    for (int n = 0; n < x.length; n++) {
      double y = random.nextGaussian();
      StepForecast first = one.at(n, x[n], y);
      StepForecast second = two.at(n, x[n], y);
      promoted |= first.events().contains("promotion") || second.events().contains("promotion");
      boolean same = Arrays.equals(Following.combined(first, 0), Following.combined(second, 0));
      assertThat(same || promoted).isTrue();
      differs |= !same;
    }
    assertThat(differs).isTrue();
  }

  /** Before and after a promotion, with members that come and go and one that is joint. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void savedAndLoadedItSaysTheSame(boolean joint) {
    TopologySpec spec =
        Specs.specs()
            .targets("x", "y")
            .publish(Publish.ALL)
            .models(
                List.of(
                    arx("new", Role.CHALLENGER, List.of(), LONG),
                    arx("old", Role.CHAMPION, PLAIN, SHORT),
                    new NarxSpec(
                        "other", PLAIN, joint, Role.CHALLENGER, SHORT, 2, null, null, null, null),
                    arx("m", null, PLAIN, SHORT)))
            .spec();
    Following whole = new Following(spec);
    Following moved = new Following(spec);
    Blueprint blueprint = new Blueprint(spec);
    RecordJson json = new RecordJson(spec);
    long largest = ArchiveSize.of(SeriesForecaster.grown(blueprint));
    SplittableRandom random = new SplittableRandom(8);
    double[] x = waves(1_700);
    int promotions = 0;
    for (int n = 0; n < x.length; n++) {
      if (n % 97 == 0) {
        byte[] bytes = ArchiveWriter.bytesOf(moved.forecaster);
        assertThat(ArchiveSize.of(moved.forecaster)).isEqualTo(bytes.length).isLessThan(largest);
        moved.forecaster = new SeriesForecaster(blueprint);
        ArchiveReader.load(bytes, moved.forecaster);
      }
      double y = random.nextGaussian();
      StepForecast expected = whole.at(n, x[n], y);
      promotions += expected.events().contains("promotion") ? 1 : 0;
      assertThat(records(json, moved.at(n, x[n], y))).isEqualTo(records(json, expected));
    }
    assertThat(promotions).isGreaterThan(0);
    assertThat(ArchiveWriter.bytesOf(moved.forecaster))
        .isEqualTo(ArchiveWriter.bytesOf(whole.forecaster));
  }

  private static List<String> records(RecordJson json, StepForecast step) {
    List<String> records = new ArrayList<>();
    step.forecasts().forEach(one -> records.add(new String(json.forecast("s", step, one), UTF_8)));
    step.learning().forEach(one -> records.add(new String(json.learning("s", step, one), UTF_8)));
    return records;
  }
}
