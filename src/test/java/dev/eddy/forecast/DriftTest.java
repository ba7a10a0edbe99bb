package dev.eddy.forecast;

import static dev.eddy.forecast.Following.errors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.spec.DriftSpec;
import dev.eddy.spec.DriftSpec.Detector;
import dev.eddy.spec.Entries;
import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a drift is said to be, and what comes of it. */
class DriftTest {
  private static final int CHANGE = 1_000;
  private static final int SEEDS = 20;
  private static final List<ModelSpec> LINEAR =
      List.of(Entries.entry().lags(new LagsSpec(6, 1, null)).arx());

  private static TopologySpec spec(Detector detector, List<ModelSpec> models) {
    return Specs.specs()
        .horizon(6)
        .models(models)
        .drift(new DriftSpec(detector, null, null))
        .spec();
  }

  /** Made-up series; those of the second line change at the step {@link #CHANGE}. */
  enum Kind {
    NOISE,
    AUTOREGRESSIVE,
    DAILY,
    DAILY_SPREAD,
    WALK,
    HEAVY_TAILS,
    RAMP,
    CONSTANT,
    COUNTS,
    SEASON,
    SIGN,
    SLOPE,
    SPREAD;

    IntToDoubleFunction series(long seed) {
      SplittableRandom random = new SplittableRandom(31 * seed + ordinal());
      double[] state = new double[2];
      return n -> {
        double e = random.nextGaussian();
        double day = Math.sin(n * Math.PI / 12);
        boolean after = n >= CHANGE;
        int hour = (this == SEASON && after ? n + 5 : n) % 24;
        double wave = hour < 3 || hour == 10 ? 12 : hour < 9 ? -6 : 0;
        double old = state[0];
        switch (this) {
          case NOISE:
            return e;
          case AUTOREGRESSIVE:
            return state[0] = 0.8 * old + e;
          case DAILY, SEASON:
            return wave + (state[0] = 0.5 * old + e);
          case DAILY_SPREAD:
            return wave + (state[0] = 0.5 * old + e * (1 + 0.8 * day));
          case WALK:
            return state[0] += e;
          case HEAVY_TAILS:
            return e / Math.sqrt(-Math.log(random.nextDouble())); // Student's, 2
          case RAMP:
            return n;
          case CONSTANT:
            return 7;
          case COUNTS:
            return random.nextInt(3) > 0 ? 0 : random.nextInt(1, 9);
          case SIGN:
            return state[0] = (after ? -0.9 : 0.9) * old + e;
          case SLOPE:
            state[1] += after ? -0.8 : 0.4;
            return state[1] + (state[0] = 0.5 * old + e);
          case SPREAD:
            return state[0] = 0.5 * old + (after ? 4 : 1) * e;
          default:
            throw new IllegalStateException(name());
        }
      };
    }
  }

  /** The steps at which a linear model's drifts are said to be. */
  private static List<Integer> drifts(IntToDoubleFunction values, int steps) {
    Following series = new Following(spec(Detector.PAGE_HINKLEY, LINEAR));
    List<Integer> drifts = new ArrayList<>();
    for (int n = 0; n < steps; n++) {
      List<String> events = series.at(n, values.applyAsDouble(n)).events();
      assertThat(events).isSubsetOf("drift");
      if (events.contains("drift")) {
        drifts.add(n);
      }
    }
    return drifts;
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {
        "NOISE",
        "AUTOREGRESSIVE",
        "DAILY",
        "DAILY_SPREAD",
        "WALK",
        "HEAVY_TAILS",
        "RAMP",
        "CONSTANT",
        "COUNTS"
      })
  void whatDoesNotChangeHardlyEverDrifts(Kind kind) {
    int drifts = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      drifts += drifts(kind.series(seed), 2_000).size();
    }
    assertThat(drifts).as("in %d steps", SEEDS * 2_000).isLessThanOrEqualTo(1);
  }

  /** In so many of twenty series, and in half of those within so many steps. */
  @ParameterizedTest
  @CsvSource({"SEASON, 20, 60", "SIGN, 16, 80", "SLOPE, 20, 60", "SPREAD, 20, 60"})
  void aChangeIsNoticedSoon(Kind kind, int often, int soon) {
    List<Integer> delays = new ArrayList<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      drifts(kind.series(seed), CHANGE + 150).stream()
          .findFirst()
          .ifPresent(n -> delays.add(n - CHANGE));
    }
    assertThat(delays).hasSizeGreaterThanOrEqualTo(often).allMatch(delay -> delay > 0);
    assertThat(delays.stream().sorted().toList().get(delays.size() / 2)).isLessThanOrEqualTo(soon);
  }

  @Test
  void anAbsurdValueAtTheBeginningDoesNotHideAChange() {
    IntToDoubleFunction change = Kind.SPREAD.series(1);
    assertThat(drifts(n -> n == 3 ? 1e300 : change.applyAsDouble(n), CHANGE + 150)).isNotEmpty();
  }

  /** The forecasts of one step ahead are as good as before. */
  @Test
  void aLevelThatIsOnlyElsewhereIsNoDriftForLong() {
    IntToDoubleFunction noise = Kind.AUTOREGRESSIVE.series(1);
    assertThat(drifts(n -> noise.applyAsDouble(n) + (n < CHANGE ? 0 : 20), 2_000))
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void withoutADetectorNothingIsNoticedAndTheSameIsForecastUntilThen() {
    Following watched = new Following(spec(Detector.PAGE_HINKLEY, LINEAR));
    Following blind = new Following(spec(Detector.NONE, LINEAR));
    IntToDoubleFunction values = Kind.SIGN.series(3);
    boolean drifted = false;
    boolean differs = false;
    for (int n = 0; n < CHANGE + 200; n++) {
      double value = values.applyAsDouble(n);
      StepForecast seen = watched.at(n, value);
      StepForecast unseen = blind.at(n, value);
      assertThat(unseen.events()).isEmpty();
      drifted |= seen.events().contains("drift");
      boolean same = Arrays.equals(Following.combined(seen, 0), Following.combined(unseen, 0));
      assertThat(same || drifted).isTrue();
      differs |= !same;
    }
    assertThat(differs).isTrue();
  }

  /** Over seeds and all kinds of members, in the 200 steps after the change. */
  @ParameterizedTest
  @ValueSource(strings = {"SEASON", "SIGN", "SLOPE"})
  void itMakesForecastsBetterAfterAChange(String kind) {
    double with = 0;
    double without = 0;
    for (int seed = 0; seed < 4; seed++) {
      with += errorAfter(spec(Detector.PAGE_HINKLEY, Specs.small(false)), Kind.valueOf(kind), seed);
      without += errorAfter(spec(Detector.NONE, Specs.small(false)), Kind.valueOf(kind), seed);
    }
    assertThat(with).isLessThan(0.99 * without);
  }

  private static double errorAfter(TopologySpec spec, Kind kind, int seed) {
    IntToDoubleFunction values = kind.series(seed);
    Following series = new Following(spec);
    double sum = 0;
    for (int n = 0; n < CHANGE + 200; n++) {
      StepForecast step = series.at(n, values.applyAsDouble(n));
      if (n >= CHANGE) {
        for (double error : errors(step, "combined", 0)) {
          sum += error;
        }
      }
    }
    return sum;
  }

  @Test
  void oneTargetsDriftHastensItAlone() {
    Following both =
        new Following(Specs.specs().targets("a", "b").horizon(6).models(LINEAR).spec());
    Following alone = new Following(Specs.specs().horizon(6).models(LINEAR).spec());
    IntToDoubleFunction calm = Kind.AUTOREGRESSIVE.series(5);
    IntToDoubleFunction changing = Kind.SIGN.series(3);
    boolean drifted = false;
    for (int n = 0; n < CHANGE + 200; n++) {
      double value = calm.applyAsDouble(n);
      StepForecast together = both.at(n, value, changing.applyAsDouble(n));
      StepForecast single = alone.at(n, value);
      assertThat(single.events()).isEmpty();
      drifted |= together.events().contains("drift");
      assertThat(Following.combined(together, 0)).isEqualTo(Following.combined(single, 0));
    }
    assertThat(drifted).isTrue();
  }

  @Test
  void savedAndLoadedInTheMiddleOfItNoBitIsAnother() {
    TopologySpec spec = spec(Detector.PAGE_HINKLEY, Specs.small(true));
    Following whole = new Following(spec);
    IntToDoubleFunction values = Kind.SIGN.series(1);
    int n = 0;
    while (!whole.at(n, values.applyAsDouble(n)).events().contains("drift")) {
      n++;
      assertThat(n).isLessThan(CHANGE + 200);
    }
    for (int i = 0; i < 5; i++) {
      n++;
      whole.at(n, values.applyAsDouble(n));
    }
    Following resumed = new Following(spec);
    ArchiveReader.load(ArchiveWriter.bytesOf(whole.forecaster), resumed.forecaster);
    for (int i = 0; i < 300; i++) {
      n++;
      double value = values.applyAsDouble(n);
      StepForecast one = whole.at(n, value);
      StepForecast two = resumed.at(n, value);
      assertThat(two.anomalies()).isEqualTo(one.anomalies());
      assertThat(two.events()).isEqualTo(one.events());
      assertThat(Following.combined(two, 0)).isEqualTo(Following.combined(one, 0));
    }
    assertThat(ArchiveWriter.bytesOf(resumed.forecaster))
        .isEqualTo(ArchiveWriter.bytesOf(whole.forecaster));
  }
}
