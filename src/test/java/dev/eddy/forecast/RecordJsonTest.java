package dev.eddy.forecast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eddy.forecast.StepForecast.Anomaly;
import dev.eddy.forecast.StepForecast.Learned;
import dev.eddy.model.GradientReport;
import dev.eddy.model.LearningReport;
import dev.eddy.model.LearningReport.Outcome;
import dev.eddy.model.Reach;
import dev.eddy.model.Reach.Advice;
import dev.eddy.series.Step;
import dev.eddy.spec.ForecastSpec.Publish;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordJsonTest {
  private static final double[][] NO_LEVELS = {};

  private final TopologySpec spec = Specs.specs().targets("a", "b").horizon(2).spec();
  private final RecordJson json = new RecordJson(spec);

  private static StepForecast step(List<String> events) {
    Step step = new Step(470_000, 470_000 * 3_600_000L, new double[2], new double[0], NO_LEVELS);
    List<Anomaly> anomalies = List.of(new Anomaly(0.25, 1e-7), Anomaly.UNKNOWN);
    return new StepForecast(step, 1_234, false, List.of(), List.of(), List.of(), anomalies, events);
  }

  private static String text(byte[] record) {
    return new String(record, UTF_8);
  }

  @Test
  void aForecastIsExactlyThisText() {
    ModelForecast forecast =
        new ModelForecast(
            "combined",
            new double[][] {{1, 0.1}, {-2.5e-7, 1e300}},
            new double[][][] {
              {{0, 0.05}, {1, 0.1}, {2.5, 0.2}}, {{-1, -0.0}, {0, Double.NaN}, {1, 1}}
            });
    assertThat(text(json.forecast("Zürich/\"7\"", step(List.of("gap", "reset")), forecast)))
        .isEqualTo(
            "{\"v\":1,\"series\":\"Zürich/\\\"7\\\"\",\"origin\":\"2023-08-14T08:00:00Z\","
                + "\"model\":\"combined\",\"steps\":1234,\"warmup\":false,"
                + "\"times\":[\"2023-08-14T09:00:00Z\",\"2023-08-14T10:00:00Z\"],"
                + "\"targets\":{\"a\":{\"mean\":[1.0,0.1],\"quantiles\":"
                + "{\"0.05\":[0.0,0.05],\"0.5\":[1.0,0.1],\"0.95\":[2.5,0.2]}},"
                + "\"b\":{\"mean\":[-2.5E-7,1.0E300],\"quantiles\":"
                + "{\"0.05\":[-1.0,-0.0],\"0.5\":[0.0,null],\"0.95\":[1.0,1.0]}}},"
                + "\"anomaly\":{\"a\":{\"score\":0.25,\"likelihood\":1.0E-7},\"b\":null},"
                + "\"events\":[\"gap\",\"reset\"]}");
  }

  @Test
  void whereThereIsAContestTheChampionOfEachTargetIsNamed() {
    StepForecast plain = step(List.of("promotion"));
    StepForecast step =
        new StepForecast(
            plain.step(),
            plain.steps(),
            false,
            List.of(),
            List.of(),
            List.of(),
            plain.anomalies(),
            List.of("new", "old"),
            plain.events());
    ModelForecast forecast =
        new ModelForecast("new", new double[][] {{1, 2}, {3, 4}}, new double[][][] {{}, {}});
    assertThat(text(json.forecast("s", step, forecast)))
        .endsWith(",\"champion\":{\"a\":\"new\",\"b\":\"old\"},\"events\":[\"promotion\"]}");
    assertThat(text(json.forecast("s", plain, forecast))).doesNotContain("champion");
  }

  @Test
  void withoutAWidthThereAreNoTimesAndWithoutQuantilesNone() {
    RecordJson plain = new RecordJson(Specs.specs().withoutWidth().horizon(1).spec());
    ModelForecast forecast =
        new ModelForecast("drift", new double[][] {{7}}, new double[][][] {NO_LEVELS});
    assertThat(text(plain.forecast("s", step(List.of()), forecast)))
        .isEqualTo(
            "{\"v\":1,\"series\":\"s\",\"origin\":\"2023-08-14T08:00:00Z\",\"model\":\"drift\","
                + "\"steps\":1234,\"warmup\":false,\"targets\":{\"y\":{\"mean\":[7.0]}},"
                + "\"anomaly\":{\"y\":{\"score\":0.25,\"likelihood\":1.0E-7}},\"events\":[]}");
  }

  @Test
  void aLearningReportIsExactlyThisText() {
    GradientReport gradient =
        new GradientReport(
            Double.POSITIVE_INFINITY, 0, true, Map.of("readout", 2.5), new double[] {1, 0.5});
    Reach reach = new Reach(0.5, 0.25, 0.5, 48, 6, Advice.LONGER_THAN_REACHED);
    LearningReport report =
        new LearningReport(17, 1, Outcome.ROLLED_BACK, 0.25, gradient, Double.NaN, 0.9, reach);
    assertThat(text(json.learning("s", step(List.of()), new Learned("lstm", 1, report, 0.125))))
        .isEqualTo(
            "{\"v\":1,\"series\":\"s\",\"time\":\"2023-08-14T08:00:00Z\",\"model\":\"lstm\","
                + "\"member\":1,\"steps\":1234,\"updates\":17,\"outcome\":\"rolled-back\","
                + "\"loss\":0.25,\"gradientNorm\":null,\"appliedNorm\":0.0,\"clipped\":true,"
                + "\"gradientNormByGroup\":{\"readout\":2.5},"
                + "\"gradientNormByLag\":[1.0,0.5],\"saturation\":null,\"spectralRadius\":0.9,"
                + "\"reach\":{\"decayRate\":0.5,\"carried\":0.25,\"contraction\":0.5,"
                + "\"sufficientWindow\":11.0,\"window\":48,\"reachedLags\":6.0,\"advice\":\"longer-than-reached\"},"
                + "\"weight\":0.125}");
  }

  @Test
  void aResetIsExactlyThisText() {
    assertThat(text(json.reset("s", step(List.of()).with(List.of("gap", "reset")))))
        .isEqualTo(
            "{\"v\":1,\"series\":\"s\",\"time\":\"2023-08-14T08:00:00Z\",\"steps\":1234,"
                + "\"events\":[\"gap\",\"reset\"]}");
  }

  @Test
  void whatIsReadBackIsTheSameNumber() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2_000; i++) {
      double[][] mean = {numbers(random), numbers(random)};
      double[][][] quantiles = new double[2][3][];
      for (double[][] ofTarget : quantiles) {
        for (int q = 0; q < 3; q++) {
          ofTarget[q] = numbers(random);
        }
      }
      ModelForecast forecast = new ModelForecast("echo", mean, quantiles);
      ForecastRecord read = json.readForecast(json.forecast("ß", step(List.of()), forecast));
      assertThat(read.series()).isEqualTo("ß");
      assertThat(read.steps()).isEqualTo(1_234);
      assertThat(read.forecast().model()).isEqualTo("echo");
      for (int t = 0; t < 2; t++) {
        assertSame(read.forecast().mean()[t], mean[t]);
        for (int q = 0; q < 3; q++) {
          assertSame(read.forecast().quantiles()[t][q], quantiles[t][q]);
        }
      }
    }
  }

  private static double[] numbers(SplittableRandom random) {
    double[] numbers = new double[2];
    for (int i = 0; i < 2; i++) {
      numbers[i] =
          random.nextInt(3) == 0
              ? random.nextInt(-5, 5)
              : Double.longBitsToDouble(random.nextLong());
    }
    return numbers;
  }

  /** What is infinite has no number in JSON either, and comes back as not a number. */
  private static void assertSame(double[] actual, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      double wanted = Double.isInfinite(expected[i]) ? Double.NaN : expected[i];
      assertThat(Double.doubleToLongBits(actual[i])).isEqualTo(Double.doubleToLongBits(wanted));
    }
  }

  @Test
  void whatTheEngineSaysComesBack() throws IOException {
    TopologySpec two = Specs.specs().targets("a", "b").publish(Publish.ALL).spec();
    RecordJson records = new RecordJson(two);
    Following series = new Following(two);
    for (int n = 0; n < 60; n++) {
      StepForecast step = series.at(n, Math.sin(n), n < 5 ? Double.NaN : Math.cos(n));
      for (ModelForecast forecast : step.forecasts()) {
        ForecastRecord read = records.readForecast(records.forecast("s", step, forecast));
        assertThat(read.steps()).isEqualTo(n + 1);
        for (int t = 0; t < 2; t++) {
          assertSame(read.forecast().mean()[t], forecast.mean()[t]);
          assertThat(read.forecast().quantiles()[t].length)
              .isEqualTo(forecast.quantiles()[t].length);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"targets\":{\"a\":{\"mean\":[1,2]}}}",
        "{\"targets\":{\"a\":{\"mean\":[1]},\"b\":{\"mean\":[1,2]}}}",
        "{\"targets\":{\"a\":{\"mean\":[1,\"2\"]},\"b\":{\"mean\":[1,2]}}}",
        "{\"targets\":{\"a\":{\"mean\":[1,true]},\"b\":{\"mean\":[1,2]}}}",
        "{\"targets\":{\"a\":{\"mean\":[1,2],\"quantiles\":{\"0.05\":[1,2]}},\"b\":{}}}",
        "{\"targets\":{\"a\":{\"mean\":[1,2"
      })
  void whatIsNoForecastOfTheTopologyIsAnError(String record) {
    assertThatThrownBy(() -> json.readForecast(record.getBytes(UTF_8)))
        .isInstanceOf(IOException.class);
  }
}
