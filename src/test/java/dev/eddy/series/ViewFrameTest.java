package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.TopologySpec;
import dev.eddy.spec.ViewSpec;
import dev.eddy.spec.ViewSpec.Base;
import dev.eddy.spec.ViewSpec.Transform;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ViewFrameTest {
  private static final int HORIZON = 3;
  private static final int LAGS = 6;
  private static final LagsSpec EVERY_LAG = new LagsSpec(LAGS, LAGS, 0);
  private static final LagsSpec FOUR_AND_TWO = new LagsSpec(4, 2, 0);
  private static final TopologySpec SPEC =
      Topologies.topology()
          .firstRecord(Duration.ofHours(3))
          .targets("a", "b")
          .inputs("x")
          .known("k")
          .horizon(HORIZON)
          .spec();
  private static final CalendarFeatures CALENDAR = new CalendarFeatures(new StepCalendar(SPEC));

  static Stream<ViewSpec> views() {
    return Arrays.stream(Transform.values())
        .flatMap(
            transform -> Arrays.stream(Base.values()).map(base -> new ViewSpec(transform, base)));
  }

  /** Two targets seen together and one by one, over the same tracks. */
  private static final class Scene {
    final List<Track> tracks;
    final Surroundings surroundings = new Surroundings(SPEC, CALENDAR, LAGS);
    final ViewFrame both;
    final ViewFrame second;
    final SplittableRandom random;
    int steps;

    Scene(ViewSpec view, long seed) {
      tracks = List.of(track(view), track(view));
      both = new ViewFrame(tracks, surroundings, HORIZON, view.features());
      second = new ViewFrame(tracks.subList(1, 2), surroundings, HORIZON, view.features());
      random = new SplittableRandom(seed);
    }

    private static Track track(ViewSpec view) {
      return new Track(view, CALENDAR.seasons(), HORIZON, List.of(EVERY_LAG));
    }

    void advance(double a, double b) {
      double[] known = random.doubles(HORIZON + 1).toArray();
      double x = random.nextInt(5) == 0 ? Double.NaN : random.nextDouble();
      Step step = new Step(steps, 0, new double[] {a, b}, new double[] {x}, new double[][] {known});
      surroundings.advance(step);
      tracks.get(0).advance(steps, a);
      tracks.get(1).advance(steps, b);
      steps++;
      both.refresh(steps);
      second.refresh(steps);
    }

    void advance(double missing, boolean absurd) {
      double[] values = new double[2];
      for (int t = 0; t < 2; t++) {
        boolean lost = random.nextDouble() < missing;
        double size = absurd && random.nextInt(50) == 0 ? 1e200 : 1;
        values[t] = lost ? Double.NaN : random.nextDouble(-1, 1) * size + Math.sin(steps);
      }
      advance(values[0], values[1]);
    }
  }

  @ParameterizedTest
  @MethodSource("views")
  void theSequenceIsChangeLevelAndMarkOfEachTargetAndWhatSurroundsThem(ViewSpec view) {
    Scene scene = new Scene(view, 1);
    double[] beside = new double[scene.surroundings.size(1)];
    for (int n = 0; n < 300; n++) {
      scene.advance(0.2, false);
      float[] sequence = scene.both.sequence();
      assertThat(scene.both.sequenceSize()).isEqualTo(sequence.length).isEqualTo(6 + beside.length);
      for (int t = 0; t < 2; t++) {
        Track track = scene.tracks.get(t);
        assertThat(sequence[3 * t]).isEqualTo((float) Bound.within(4, track.change()));
        assertThat(sequence[3 * t + 1]).isEqualTo((float) Bound.within(4, track.level()));
        assertThat(sequence[3 * t + 2]).isEqualTo(Double.isNaN(track.value()) ? 1 : 0);
      }
      scene.surroundings.into(1, beside, 0);
      for (int i = 0; i < beside.length; i++) {
        assertThat(sequence[6 + i]).isEqualTo((float) beside[i]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("views")
  void lagsFillExactlyTheirSize(ViewSpec view) {
    Scene scene = new Scene(view, 2);
    for (int n = 0; n < 100; n++) {
      scene.advance(0.2, false);
    }
    for (int targetLags = 1; targetLags <= LAGS; targetLags++) {
      for (int inputLags = 0; inputLags <= LAGS; inputLags++) {
        int size = scene.both.lagsSize(new LagsSpec(targetLags, inputLags, 0));
        assertThat(size).isEqualTo(1 + 2 * targetLags + scene.surroundings.size(inputLags));
        double[] features = new double[size + 1];
        Arrays.fill(features, -77);
        scene.both.lagsInto(new LagsSpec(targetLags, inputLags, 0), features);
        assertThat(features[0]).isEqualTo(1);
        assertThat(features[size]).isEqualTo(-77);
        for (int t = 0; t < 2; t++) {
          for (int lag = 0; lag < targetLags; lag++) {
            assertThat(features[1 + t * targetLags + lag])
                .isEqualTo(Bound.within(4, scene.tracks.get(t).lag(lag)));
          }
        }
        double[] beside = new double[scene.surroundings.size(inputLags)];
        scene.surroundings.into(inputLags, beside, 0);
        assertThat(Arrays.copyOfRange(features, 1 + 2 * targetLags, size)).isEqualTo(beside);
      }
    }
  }

  /** Steps of three hours, so that a day has eight. */
  @ParameterizedTest
  @MethodSource("views")
  void theFirstLagsOfEachTargetComeTimesTheHarmonicsOfTheDay(ViewSpec view) {
    Scene scene = new Scene(view, 5);
    LagsSpec plain = new LagsSpec(4, 2, 3, 0);
    LagsSpec lags = new LagsSpec(4, 2, 3, 3);
    double[] before = new double[scene.both.lagsSize(plain)];
    double[] features = new double[scene.both.lagsSize(lags)];
    assertThat(features).hasSize(before.length + 2 * 3 * 4);
    for (int n = 0; n < 100; n++) {
      scene.advance(0.2, false);
      scene.both.lagsInto(plain, before);
      scene.both.lagsInto(lags, features);
      assertThat(features).startsWith(before);
      int at = before.length;
      for (int t = 0; t < 2; t++) {
        for (int lag = 0; lag < 3; lag++) {
          double value = Bound.within(4, scene.tracks.get(t).lag(lag));
          for (int harmonic = 1; harmonic <= 2; harmonic++) {
            double angle = 2 * Math.PI * harmonic * n / 8;
            assertThat(features[at++]).isCloseTo(value * Math.sin(angle), within(1e-6));
            assertThat(features[at++]).isCloseTo(value * Math.cos(angle), within(1e-6));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("views")
  void everyFeatureIsFiniteAndBoundedWhateverComes(ViewSpec view) {
    for (double missing : new double[] {0, 0.3, 0.95, 1}) {
      Scene scene = new Scene(view, 3);
      double[] lags = new double[scene.both.lagsSize(EVERY_LAG)];
      for (int n = 0; n < 500; n++) {
        scene.advance(missing, true);
        if (n % 100 == 99) {
          scene.tracks.forEach(Track::resetCarry);
          scene.surroundings.resetCarry();
          scene.both.refresh(scene.steps);
        }
        for (float feature : scene.both.sequence()) {
          assertThat(feature).isBetween(-4f, 4f);
        }
        scene.both.lagsInto(EVERY_LAG, lags);
        for (double feature : lags) {
          assertThat(feature).isBetween(-4.0, 4.0);
        }
      }
    }
  }

  @Test
  void aTargetIsTheSameSeenAloneOrBesideAnother() {
    Scene scene = new Scene(new ViewSpec(null, null), 4);
    for (int n = 0; n < 200; n++) {
      scene.advance(0.2, false);
      assertThat(scene.second.targets()).isEqualTo(1);
      assertThat(scene.both.targets()).isEqualTo(2);
      assertThat(scene.both.horizon()).isEqualTo(HORIZON);
      assertThat(scene.second.steps()).isEqualTo(n + 1);
      assertThat(bits(scene.second.value(0))).isEqualTo(bits(scene.both.value(1)));
      for (int h = 1; h <= HORIZON; h++) {
        assertThat(bits(scene.second.residual(0, h))).isEqualTo(bits(scene.both.residual(1, h)));
        assertThat(bits(scene.second.restore(0, h, 0.3)))
            .isEqualTo(bits(scene.both.restore(1, h, 0.3)));
      }
      assertThat(Arrays.copyOf(scene.second.sequence(), 3))
          .isEqualTo(Arrays.copyOfRange(scene.both.sequence(), 3, 6));
    }
  }

  private static long bits(double value) {
    return Double.doubleToLongBits(value);
  }

  @Test
  void readingChangesNothing() {
    Scene scene = new Scene(new ViewSpec(null, Base.MOVED_PROFILE), 6);
    for (int n = 0; n < 50; n++) {
      scene.advance(0.1, false);
    }
    float[] sequence = scene.both.sequence().clone();
    double[] lags = new double[scene.both.lagsSize(FOUR_AND_TWO)];
    scene.both.lagsInto(FOUR_AND_TWO, lags);
    double[] again = new double[lags.length];
    scene.both.refresh(scene.steps);
    scene.both.lagsInto(FOUR_AND_TWO, again);
    assertThat(again).isEqualTo(lags);
    assertThat(scene.both.sequence()).isEqualTo(sequence);
  }
}
