package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.ViewSpec;
import dev.eddy.spec.ViewSpec.Base;
import dev.eddy.spec.ViewSpec.Transform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrackTest {
  private static final int HORIZON = 5;
  private static final int LAGS = 8;

  /** Days of eight steps: seasons of 8 and 56 slots. */
  private static final List<Season> SEASONS =
      new CalendarFeatures(
              new StepCalendar(Topologies.topology().firstRecord(Duration.ofHours(3)).spec()))
          .seasons();

  static Stream<ViewSpec> views() {
    return Arrays.stream(Transform.values())
        .flatMap(
            transform -> Arrays.stream(Base.values()).map(base -> new ViewSpec(transform, base)));
  }

  private static Track track(ViewSpec view) {
    return new Track(view, SEASONS, HORIZON, List.of(new LagsSpec(LAGS, 1, 0)));
  }

  /** Bit for bit, or both not a number. */
  private static void assertSame(double actual, double expected) {
    assertThat(Double.doubleToLongBits(actual))
        .as("%s for %s", actual, expected)
        .isEqualTo(Double.doubleToLongBits(expected));
  }

  /** To the last bit, but for the logarithm, which has no exact way back. */
  private static void assertPutBack(ViewSpec view, double actual, double expected) {
    double near = view.transform() == Transform.LOG ? 4 * Math.ulp(expected) : 0;
    assertThat(actual).isBetween(expected - near, expected + near);
  }

  /** Waves with noise, of both signs, some of it missing, now and then for long. */
  private static double[] values(long seed, int count, double missing) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[count];
    for (int n = 0; n < count; n++) {
      boolean lost = random.nextDouble() < missing || n % 97 > 97 - 40 * missing;
      double noise = random.nextDouble(-1, 1);
      values[n] = lost ? Double.NaN : 2 + 3 * Math.sin(n * Math.PI / 4) + noise;
    }
    return values;
  }

  /** The same again with nothing thrown away: every base and scale of every step is kept. */
  private static final class Reference {
    final ViewSpec view;
    final Profile profile;
    final List<double[]> bases = new ArrayList<>(); // [steps since the reset][H]
    final List<double[]> scales = new ArrayList<>();
    final Scale[] residuals = new Scale[HORIZON];
    double held = Double.NaN; // the last value less what the season said of it
    double heldFrom;
    double offset; // of the logarithm

    Reference(ViewSpec view) {
      this.view = view;
      this.profile = new Profile(view.base() == Base.LAST_VALUE ? List.of() : SEASONS);
      Arrays.setAll(residuals, h -> new Scale());
    }

    /** [H] the pairs that this step completes; NaN where it completes none. */
    double[] advance(long index, double observed) {
      double seen = transformed(observed);
      double[] completed = new double[HORIZON];
      Arrays.fill(completed, Double.NaN);
      for (int h = 1; h <= HORIZON && h <= bases.size(); h++) {
        double base = bases.get(bases.size() - h)[h - 1];
        double scale = scales.get(bases.size() - h)[h - 1];
        if (!Double.isNaN(seen) && !Double.isNaN(base)) {
          completed[h - 1] = scale == 0 ? Double.NaN : bounded((seen - base) / scale);
          residuals[h - 1].learn(Math.abs(seen - base));
        }
      }
      if (!Double.isNaN(seen)) {
        profile.learn(index, seen);
        heldFrom = known(index);
        held = seen - heldFrom;
      }
      lay(index);
      return completed;
    }

    private void lay(long index) {
      double[] base = new double[HORIZON];
      double[] scale = new double[HORIZON];
      for (int h = 1; h <= HORIZON; h++) {
        double season = profile.at(index + h);
        if (Double.isNaN(season)) {
          base[h - 1] = held + (Double.isNaN(profile.at(index)) ? heldFrom : profile.at(index));
        } else {
          base[h - 1] = view.base() == Base.PROFILE ? season : held + season;
        }
        double nearest = 0;
        for (int shorter = 0; shorter < h; shorter++) {
          nearest = Math.max(nearest, residuals[shorter].value());
        }
        scale[h - 1] = residuals[h - 1].value() > 0 ? residuals[h - 1].value() : nearest;
      }
      bases.add(base);
      scales.add(scale);
    }

    double restored(int h, double residual) {
      double seen =
          bases.get(bases.size() - 1)[h - 1] + scales.get(scales.size() - 1)[h - 1] * residual;
      double magnitude = Math.abs(seen);
      double units =
          switch (view.transform()) {
            case NONE -> magnitude;
            case SQUARE_ROOT -> magnitude * magnitude;
            case LOG -> offset * StrictMath.expm1(magnitude);
          };
      return Math.signum(seen) * units;
    }

    void reset() {
      bases.clear();
      scales.clear();
      held = Double.NaN;
    }

    private double known(long index) {
      double season = profile.at(index);
      return Double.isNaN(season) ? 0 : season;
    }

    private double transformed(double observed) {
      double magnitude = Math.abs(observed);
      offset = offset == 0 && magnitude > 0 ? 0.1 * magnitude : offset;
      double transformed =
          switch (view.transform()) {
            case NONE -> magnitude;
            case SQUARE_ROOT -> Math.sqrt(magnitude);
            case LOG -> StrictMath.log1p(magnitude / offset);
          };
      return Math.signum(observed) * transformed;
    }

    private static double bounded(double residual) {
      double share = residual / 12;
      return residual / Math.sqrt(1 + share * share);
    }
  }

  @ParameterizedTest
  @MethodSource("views")
  void aResidualIsMeasuredFromTheBaseAndInTheScaleOfItsOrigin(ViewSpec view) {
    for (double missing : new double[] {0, 0.1, 0.5, 0.9}) {
      Track track = track(view);
      Reference reference = new Reference(view);
      double[] values = values(1, 600, missing);
      int completed = 0;
      for (int n = 0; n < values.length; n++) {
        if (n == 400) {
          track.resetCarry();
          reference.reset();
        }
        track.advance(n, values[n]);
        double[] expected = reference.advance(n, values[n]);
        for (int h = 1; h <= HORIZON; h++) {
          assertSame(track.residual(h), expected[h - 1]);
          completed += Double.isNaN(expected[h - 1]) ? 0 : 1;
          assertSame(track.restore(h, 0.7), reference.restored(h, 0.7));
        }
      }
      assertThat(completed).isGreaterThan(10);
    }
  }

  /** What is restored from a residual, once it has come true, is that residual, bounded. */
  @ParameterizedTest
  @MethodSource("views")
  void whatARestoredResidualStoodForIsThatResidualWhenItComes(ViewSpec view) {
    for (int h = 1; h <= HORIZON; h++) {
      for (double residual : new double[] {0, 1e-6, -0.4, 1, -2.5, 11.9}) {
        Track track = track(view);
        double[] values = values(2, 200, 0.1);
        for (int n = 0; n < values.length; n++) {
          track.advance(n, values[n]);
        }
        double restored = track.restore(h, residual);
        for (int silent = 1; silent < h; silent++) {
          track.advance(199 + silent, Double.NaN);
        }
        track.advance(199 + h, restored);
        assertThat(track.residual(h)).isCloseTo(Bound.within(12, residual), within(1e-12));
      }
    }
  }

  @Test
  void noForecastLiesFurtherFromTheBaseThanTwelveScales() {
    Track track = track(new ViewSpec(Transform.NONE, Base.LAST_VALUE));
    track.advance(0, 5);
    track.advance(1, 7); // the scale of one step is 2
    assertThat(track.restore(1, 1e9)).isEqualTo(7 + 12 * 2);
    assertThat(track.restore(1, -1e9)).isEqualTo(7 - 12 * 2);
    assertThat(track.restore(1, Double.NaN)).isNaN();
  }

  @Test
  void aHorizonWithoutAScaleOfItsOwnHasThatOfAShorterOne() {
    Track track = track(new ViewSpec(Transform.NONE, Base.LAST_VALUE));
    track.advance(0, 5);
    assertThat(track.restore(3, 1)).isEqualTo(5); // no scale yet: the base
    track.advance(1, 7);
    assertThat(track.restore(3, 1)).isEqualTo(9);
  }

  @ParameterizedTest
  @MethodSource("views")
  void aConstantIsItsOwnBaseAndTeachesNothing(ViewSpec view) {
    for (double constant : new double[] {0, 2.25, -1e9, 1e-300}) {
      Track track = track(view);
      for (int n = 0; n < 300; n++) {
        track.advance(n, n % 7 == 3 ? Double.NaN : constant);
        for (int h = 1; h <= HORIZON; h++) {
          assertThat(track.residual(h)).isNaN();
          assertThat(track.restore(h, 3)).isCloseTo(constant, within(1e-15 * Math.abs(constant)));
        }
        assertThat(track.change()).isEqualTo(0);
        assertThat(track.level()).isEqualTo(0);
        for (int lag = 0; lag < LAGS; lag++) {
          assertThat(track.lag(lag)).isEqualTo(0);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("views")
  void beforeTheFirstValueNothingIsKnown(ViewSpec view) {
    Track track = track(view);
    for (int n = 0; n < 10; n++) {
      track.advance(n, Double.NaN);
      assertThat(track.value()).isNaN();
      assertThat(track.residual(1)).isNaN();
      assertThat(track.restore(1, 0)).isNaN();
      assertThat(List.of(track.change(), track.level(), track.lag(0), track.lag(LAGS - 1)))
          .containsOnly(0.0);
    }
    track.advance(10, 4);
    assertThat(track.residual(1)).isNaN();
    assertPutBack(view, track.restore(HORIZON, 1), 4);
  }

  /** Nothing says what the season does at either step: then it is taken to do nothing. */
  @ParameterizedTest
  @MethodSource("views")
  void whereNoSeasonIsKnownTheLastValueIsTheBaseThroughAGap(ViewSpec view) {
    Track track = track(view);
    track.advance(0, 4);
    track.advance(1, 9);
    for (int n = 2; n < 4; n++) {
      track.advance(n, Double.NaN);
      assertPutBack(view, track.restore(1, 0), 9);
      assertPutBack(view, track.restore(3, 0), 9);
    }
  }

  @ParameterizedTest
  @MethodSource("views")
  void afterALongSilenceNoPairReachesBackOverIt(ViewSpec view) {
    Track track = track(view);
    double[] values = values(3, 200, 0);
    for (int n = 0; n < values.length; n++) {
      track.advance(n, values[n]);
    }
    double spread = track.restore(1, 1) - track.restore(1, 0);
    track.resetCarry();
    for (int n = 0; n < HORIZON; n++) {
      track.advance(5_000 + n, 6 + n % 2);
      for (int h = 1; h <= HORIZON; h++) {
        assertThat(Double.isNaN(track.residual(h))).isEqualTo(h > n);
      }
      for (int lag = n + 1; lag < LAGS; lag++) {
        assertThat(track.lag(lag)).isEqualTo(0);
      }
    }
    assertThat(spread).isNotZero();
    assertThat(track.restore(1, 1)).isNotEqualTo(track.restore(1, 0));
  }

  @Test
  void lagsAreSeenFromThePresentInTheScaleOfAChangeOverThatTime() {
    Track track = track(new ViewSpec(Transform.NONE, Base.LAST_VALUE));
    double[] values = values(4, 60, 0.2);
    double[] filled = values.clone();
    for (int n = 0; n < values.length; n++) {
      filled[n] = Double.isNaN(values[n]) && n > 0 ? filled[n - 1] : values[n];
      track.advance(n, values[n]);
      for (int lag = 1; lag <= Math.min(n, LAGS - 1); lag++) {
        double scale = meanMagnitude(values, filled, n, Math.min(lag, HORIZON));
        double expected = scale > 0 ? (filled[n - lag] - filled[n]) / scale : 0;
        assertThat(track.lag(lag))
            .as("step %d, lag %d", n, lag)
            .isCloseTo(Double.isNaN(expected) ? 0 : expected, within(1e-9));
      }
    }
  }

  /** Of y(s) less what was known h steps before; the first 60 count alike. */
  private static double meanMagnitude(double[] values, double[] filled, int n, int h) {
    return IntStream.rangeClosed(h, n)
        .mapToDouble(s -> Math.abs(values[s] - filled[s - h]))
        .filter(magnitude -> !Double.isNaN(magnitude))
        .average()
        .orElse(0);
  }

  @ParameterizedTest
  @MethodSource("views")
  void whateverComesWhatIsReadIsFinite(ViewSpec view) {
    SplittableRandom random = new SplittableRandom(9);
    Track track = track(view);
    for (int n = 0; n < 5_000; n++) {
      double magnitude = Math.pow(10, random.nextInt(-300, 308));
      double draw = random.nextDouble();
      double value = random.nextDouble(-1, 1) * (draw < 0.05 ? magnitude : 1);
      track.advance(n, draw > 0.8 ? Double.NaN : value);
      if (n > 0 && !Double.isNaN(track.restore(1, 0))) {
        for (int h = 1; h <= HORIZON; h++) {
          assertThat(track.residual(h) <= 12 || Double.isNaN(track.residual(h))).isTrue();
          assertThat(track.restore(h, 1)).isFinite();
        }
      }
      assertThat(track.change()).isNotNaN();
      assertThat(track.level()).isNotNaN();
      for (int lag = 0; lag < LAGS; lag++) {
        assertThat(track.lag(lag)).isNotNaN();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("views")
  void loadedItGoesOnBitForBit(ViewSpec view) {
    Track track = track(view);
    double[] values = values(5, 300, 0.2);
    for (int n = 0; n < 131; n++) {
      track.advance(n, values[n]);
    }
    Track loaded = track(view);
    byte[] bytes = ArchiveWriter.bytesOf(track);
    assertThat(ArchiveSize.of(track)).isEqualTo(bytes.length);
    ArchiveReader.load(bytes, loaded);
    for (int n = 130; n < values.length; n++) {
      if (n > 130) {
        track.advance(n, values[n]);
        loaded.advance(n, values[n]);
      }
      assertSame(loaded.value(), track.value());
      assertThat(loaded.change()).isEqualTo(track.change());
      assertThat(loaded.level()).isEqualTo(track.level());
      for (int h = 1; h <= HORIZON; h++) {
        assertSame(loaded.residual(h), track.residual(h));
        assertSame(loaded.restore(h, 0.5), track.restore(h, 0.5));
      }
      for (int lag = 0; lag < LAGS; lag++) {
        assertThat(loaded.lag(lag)).isEqualTo(track.lag(lag));
      }
    }
    assertThat(ArchiveWriter.bytesOf(loaded)).isEqualTo(ArchiveWriter.bytesOf(track));
  }
}
