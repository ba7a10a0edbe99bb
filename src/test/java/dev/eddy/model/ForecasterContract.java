package dev.eddy.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.forecast.FrozenFrame;
import dev.eddy.model.SeriesFixture.Shape;
import dev.eddy.series.Frame;
import dev.eddy.spec.ViewSpec;
import dev.eddy.spec.ViewSpec.Base;
import dev.eddy.spec.ViewSpec.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every forecaster keeps to. A new one passes by extending this class and saying how it is
 * made.
 */
public abstract class ForecasterContract {
  private static final ViewSpec VIEW = new ViewSpec(Transform.NONE, Base.MOVED_PROFILE);

  /** A forecaster that has learned nothing yet. */
  protected abstract Forecaster make(Frame frame, long seed);

  static List<Shape> shapes() {
    return List.of(
        new Shape(1, 1, 0),
        new Shape(1, 6, 2),
        new Shape(3, 1, 1),
        new Shape(3, 5, 0),
        new Shape(2, 30, 1));
  }

  /** A forecaster with the series that it follows. */
  private final class Follower {
    final Shape shape;
    final SeriesFixture series;
    final Forecaster forecaster;
    final double[][] forecast;
    private boolean frozen;

    Follower(Shape shape, long seed) {
      this.shape = shape;
      this.series = new SeriesFixture(shape, VIEW);
      this.forecaster = make(series.frame(), seed);
      this.forecast = new double[shape.targets()][shape.horizon()];
    }

    void step(double[] targets, double[] inputs) {
      series.advance(targets, inputs);
      forecaster.learn(frozen ? new FrozenFrame(series.frame()) : series.frame());
    }

    /** Another that has come as far. */
    Follower copy() {
      Follower copy = new Follower(shape, 1);
      ArchiveReader.load(ArchiveWriter.bytesOf(series), copy.series);
      ArchiveReader.load(ArchiveWriter.bytesOf(forecaster), copy.forecaster);
      return frozen ? copy.freeze() : copy;
    }

    /** From now on it sees and goes on, and learns nothing. */
    Follower freeze() {
      frozen = true;
      series.freeze();
      return this;
    }

    /** Goes back so many steps. */
    void rewind(int count) {
      forecaster.rewind(series.frame().steps() - count + 1, count);
      series.rewind(count);
    }

    double[][] forecast() {
      forecaster.forecastInto(series.frame(), forecast);
      return Arrays.stream(forecast).map(double[]::clone).toArray(double[][]::new);
    }
  }

  /** Daily waves with noise, in which values are missing and, on request, absurd ones stand. */
  private static final class Weather {
    final SplittableRandom random;
    final double missing;
    final double absurd;
    int hour;

    Weather(long seed, double missing, double absurd) {
      this.random = new SplittableRandom(seed);
      this.missing = missing;
      this.absurd = absurd;
    }

    double[] next(int size) {
      double[] values = new double[size];
      for (int i = 0; i < size; i++) {
        double draw = random.nextDouble();
        double wave = 10 + i + 3 * Math.sin((hour + i) * Math.PI / 12) + random.nextDouble();
        values[i] =
            draw < missing
                ? Double.NaN
                : draw > 1 - absurd ? wave * Math.pow(10, random.nextInt(300)) : wave;
      }
      hour++;
      return values;
    }
  }

  private void run(Follower follower, Weather weather, int steps) {
    for (int n = 0; n < steps; n++) {
      follower.step(weather.next(follower.shape.targets()), weather.next(follower.shape.inputs()));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyHorizonOfEveryTargetIsForecast(Shape shape) {
    Follower follower = new Follower(shape, 1);
    run(follower, new Weather(2, 0.1, 0), 300);
    for (double[] row : follower.forecast) {
      Arrays.fill(row, Double.NaN);
    }
    for (double[] row : follower.forecast()) {
      assertThat(row).hasSize(shape.horizon());
      assertThat(Arrays.stream(row).allMatch(Double::isFinite)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void forecastingChangesNothing(Shape shape) {
    Follower follower = new Follower(shape, 1);
    Follower silent = new Follower(shape, 1);
    Weather weather = new Weather(3, 0.1, 0);
    for (int n = 0; n < 200; n++) {
      double[] targets = weather.next(shape.targets());
      double[] inputs = weather.next(shape.inputs());
      follower.step(targets, inputs);
      silent.step(targets.clone(), inputs.clone());
      byte[] before = ArchiveWriter.bytesOf(follower.forecaster);
      assertThat(follower.forecast()).isDeepEqualTo(follower.forecast());
      assertThat(ArchiveWriter.bytesOf(follower.forecaster)).isEqualTo(before);
    }
    assertThat(silent.forecast()).isDeepEqualTo(follower.forecast());
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void theFrameIsLeftAsItWas(Shape shape) {
    Follower follower = new Follower(shape, 1);
    run(follower, new Weather(4, 0.1, 0), 100);
    byte[] before = ArchiveWriter.bytesOf(follower.series);
    float[] sequence = follower.series.frame().sequence().clone();
    follower.forecaster.learn(follower.series.frame());
    follower.forecast();
    assertThat(ArchiveWriter.bytesOf(follower.series)).isEqualTo(before);
    assertThat(follower.series.frame().sequence()).isEqualTo(sequence);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void theSameSeedGivesTheSameBits(Shape shape) {
    Follower one = new Follower(shape, 7);
    Follower two = new Follower(shape, 7);
    run(one, new Weather(5, 0.1, 0.01), 300);
    run(two, new Weather(5, 0.1, 0.01), 300);
    assertThat(ArchiveWriter.bytesOf(one.forecaster))
        .isEqualTo(ArchiveWriter.bytesOf(two.forecaster));
    assertThat(one.forecast()).isDeepEqualTo(two.forecast());
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void savedAndLoadedItGoesOnBitForBit(Shape shape) {
    Follower whole = new Follower(shape, 1);
    Weather weather = new Weather(6, 0.1, 0.01);
    run(whole, weather, 137);
    byte[] series = ArchiveWriter.bytesOf(whole.series);
    byte[] model = ArchiveWriter.bytesOf(whole.forecaster);
    assertThat(ArchiveSize.of(whole.forecaster)).isEqualTo(model.length);
    Follower resumed = new Follower(shape, 1);
    ArchiveReader.load(series, resumed.series);
    ArchiveReader.load(model, resumed.forecaster);
    assertThat(resumed.forecast()).isDeepEqualTo(whole.forecast());
    for (int n = 0; n < 150; n++) {
      double[] targets = weather.next(shape.targets());
      double[] inputs = weather.next(shape.inputs());
      whole.step(targets, inputs);
      resumed.step(targets, inputs);
      assertThat(resumed.forecast()).isDeepEqualTo(whole.forecast());
    }
    assertThat(ArchiveWriter.bytesOf(resumed.forecaster))
        .isEqualTo(ArchiveWriter.bytesOf(whole.forecaster));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void hastenedItForgetsNothingAndIsSavedAsItIs(Shape shape) {
    Follower whole = new Follower(shape, 1);
    Weather weather = new Weather(10, 0.1, 0.01);
    run(whole, weather, 150);
    double[][] before = whole.forecast();
    whole.forecaster.hasten();
    assertThat(whole.forecast()).isDeepEqualTo(before);
    run(whole, weather, 20);
    Follower resumed = new Follower(shape, 1);
    ArchiveReader.load(ArchiveWriter.bytesOf(whole.series), resumed.series);
    ArchiveReader.load(ArchiveWriter.bytesOf(whole.forecaster), resumed.forecaster);
    for (int n = 0; n < 300; n++) {
      double[] targets = weather.next(shape.targets());
      double[] inputs = weather.next(shape.inputs());
      whole.step(targets, inputs);
      resumed.step(targets, inputs);
    }
    assertThat(resumed.forecast()).isDeepEqualTo(whole.forecast());
    assertThat(ArchiveWriter.bytesOf(resumed.forecaster))
        .isEqualTo(ArchiveWriter.bytesOf(whole.forecaster));
  }

  /** The steps of a time in which everything was wrong at one of them. */
  private record Passed(List<double[]> targets, List<double[]> inputs, int wrong) {
    static Passed of(Shape shape, Weather weather, int count) {
      return new Passed(
          Stream.generate(() -> weather.next(shape.targets())).limit(count).toList(),
          Stream.generate(() -> weather.next(shape.inputs())).limit(count).toList(),
          count / 2);
    }

    void by(Follower follower, int from, int to, double wrongly) {
      for (int n = from; n < to; n++) {
        follower.step(seen(targets, n, wrongly), seen(inputs, n, wrongly));
      }
    }

    private double[] seen(List<double[]> values, int n, double wrongly) {
      double[] seen = values.get(n).clone();
      if (n == wrong) {
        Arrays.fill(seen, wrongly);
      }
      return seen;
    }
  }

  private void goesBack(Shape shape, int count) {
    Follower misled = new Follower(shape, 1);
    Weather weather = new Weather(11, 0.1, 0);
    run(misled, weather, 200);
    misled.freeze();
    Follower told = misled.copy();
    Passed passed = Passed.of(shape, weather, count);
    passed.by(misled, 0, count, 1e6);
    passed.by(told, 0, count, Double.NaN);
    Follower resumed = misled.copy();
    List.of(misled, told, resumed).forEach(each -> each.rewind(count));
    passed.by(misled, 0, count, Double.NaN);
    passed.by(told, 0, count, Double.NaN);
    passed.by(resumed, 0, count / 2, Double.NaN);
    resumed = resumed.copy();
    passed.by(resumed, count / 2, count, Double.NaN);
    for (Follower each : List.of(misled, resumed)) {
      assertThat(Arrays.deepToString(each.forecast())) // NaN is NaN
          .isEqualTo(Arrays.deepToString(told.forecast()));
    }
    assertThat(ArchiveWriter.bytesOf(resumed.forecaster))
        .isEqualTo(ArchiveWriter.bytesOf(misled.forecaster));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void goneBackItKeepsNothingOfAWrongStepBefore(Shape shape) {
    goesBack(shape, 40);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void goneBackItKeepsNothingOfAWrongLastStep(Shape shape) {
    goesBack(shape, 1);
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 1", "2, 7, 0"})
  void itStaysFiniteThroughGapsAndOutliers(int targets, int horizon, int inputs) {
    Follower follower = new Follower(new Shape(targets, horizon, inputs), 1);
    Weather weather = new Weather(8, 0.2, 0.02);
    for (int n = 0; n < 10_000; n++) {
      follower.step(weather.next(targets), weather.next(inputs));
      if (n % 1_000 == 999) {
        follower.series.resetCarry();
        follower.forecaster.resetCarry();
      }
      if (n % 1_000 > 50 && n % 1_000 < 999) {
        for (double[] row : follower.forecast()) {
          assertThat(Arrays.stream(row).allMatch(Double::isFinite))
              .as("step %d: %s", n, Arrays.toString(row))
              .isTrue();
        }
      }
    }
  }

  @Test
  void missingTargetsNeverTeach() {
    Follower follower = new Follower(new Shape(1, 4, 1), 1);
    Weather weather = new Weather(9, 0, 0);
    run(follower, weather, 100);
    List<LearningReport> reports = new ArrayList<>();
    for (int n = 0; n < 100; n++) {
      follower.step(new double[] {Double.NaN}, weather.next(1));
      if (n >= 4) {
        follower.forecaster.report().ifPresent(reports::add);
      }
    }
    assertThat(reports).isEmpty();
  }
}
