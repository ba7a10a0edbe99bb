package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.archive.DamagedArchive;
import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.ViewSpec;
import dev.eddy.spec.ViewSpec.Base;
import dev.eddy.spec.ViewSpec.Transform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeasonSearchTest {
  private static final int SEEDS = 20;
  private static final List<Season> DAY_AND_WEEK =
      new CalendarFeatures(
              new StepCalendar(Topologies.topology().firstRecord(Duration.ofHours(1)).spec()))
          .seasons();

  private interface Maker {
    MadeSeries make(long seed);
  }

  private static List<Integer> lengths(SeasonSearch search) {
    return search.seasons().stream().map(found -> found.season().slots()).toList();
  }

  private static SeasonSearch after(double[] values) {
    SeasonSearch search = new SeasonSearch(List.of());
    for (int n = 0; n < values.length; n++) {
      search.advance(n, values[n]);
    }
    return search;
  }

  static Stream<Arguments> withoutSeasons() {
    int count = 3_000;
    Map<String, Maker> kinds = new HashMap<>();
    kinds.put("random walk", seed -> MadeSeries.of(seed, count).plusAutoregression(1));
    kinds.put("white noise", seed -> MadeSeries.of(seed, count).plusNoise(1));
    for (double share : new double[] {-0.7, 0.5, 0.9, 0.98}) {
      kinds.put(
          "autoregression " + share, seed -> MadeSeries.of(seed, count).plusAutoregression(share));
    }
    kinds.put("trend", seed -> MadeSeries.of(seed, count).plus(i -> 0.05 * i).plusNoise(1));
    kinds.put("curve", seed -> MadeSeries.of(seed, count).plus(i -> 1e-5 * i * i).plusNoise(1));
    kinds.put(
        "noisy random walk", seed -> MadeSeries.of(seed, count).plusAutoregression(1).plusNoise(3));
    kinds.put("counts", seed -> MadeSeries.of(seed, count).plus(i -> 0.3).counted());
    kinds.put("outliers", seed -> MadeSeries.of(seed, count).plusNoise(1).withOutliers(0.02, 20));
    kinds.put(
        "half missing", seed -> MadeSeries.of(seed, count).plusAutoregression(1).missing(0.5));
    return kinds.entrySet().stream().map(kind -> Arguments.of(kind.getKey(), kind.getValue()));
  }

  /** At no time, neither by itself nor where a day and a week are suggested. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("withoutSeasons")
  void atMostOneSeriesInTwentyWithoutASeasonIsTakenToHaveOne(String kind, Maker maker) {
    for (List<Season> suggested : List.of(List.<Season>of(), DAY_AND_WEEK)) {
      int taken = 0;
      for (int seed = 0; seed < SEEDS; seed++) {
        SeasonSearch search = new SeasonSearch(suggested);
        double[] values = maker.make(seed).values();
        boolean found = false;
        for (int n = 0; n < values.length; n++) {
          search.advance(n, values[n]);
          found |= !search.seasons().isEmpty();
        }
        taken += found ? 1 : 0;
      }
      assertThat(taken).isLessThanOrEqualTo(1);
    }
  }

  static Stream<Arguments> withSeasons() {
    List<Arguments> kinds = new ArrayList<>();
    kinds.add(kind("clear sine", 100, 24, seed -> MadeSeries.of(seed, 100).plusSine(100, 24)));
    kinds.add(kind("sine", 128, 24, seed -> MadeSeries.of(seed, 128).plusSine(5, 24)));
    kinds.add(kind("noisy sine", 256, 24, seed -> MadeSeries.of(seed, 256).plusSine(2, 24)));
    kinds.add(kind("sine of seven", 128, 7, seed -> MadeSeries.of(seed, 128).plusSine(3, 7)));
    kinds.add(
        kind("square wave", 512, 50, s -> MadeSeries.of(s, 512).plus(i -> i % 50 < 20 ? 4 : 0)));
    kinds.add(kind("saw", 96, 10, seed -> MadeSeries.of(seed, 96).plus(i -> 2 * (i % 10))));
    kinds.add(
        kind("peaks", 384, 60, seed -> MadeSeries.of(seed, 384).plus(i -> i % 60 == 7 ? 20 : 0)));
    kinds.add(kind("every other", 80, 2, s -> MadeSeries.of(s, 80).plus(i -> 3 * (i % 2))));
    kinds.add(kind("on a trend", 128, 12, s -> MadeSeries.of(s, 128).plus(i -> i).plusSine(5, 12)));
    kinds.add(
        kind(
            "on a random walk",
            256,
            24,
            seed -> MadeSeries.of(seed, 256).plusAutoregression(1).plusSine(10, 24)));
    kinds.add(
        kind(
            "with its half",
            512,
            24,
            seed -> MadeSeries.of(seed, 512).plusSine(5, 24).plusSine(2, 12)));
    kinds.add(
        kind(
            "of drifting size",
            256,
            24,
            seed ->
                MadeSeries.of(seed, 256)
                    .plus(i -> (4 + 3 * Math.sin(i / 90.0)) * Math.sin(2 * Math.PI * i / 24))));
    return kinds.stream();
  }

  private static Arguments kind(String name, int count, int length, Maker maker) {
    return Arguments.of(name, length, (Maker) seed -> maker.make(seed).plusNoise(1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withSeasons")
  void aSeasonIsFoundInAFewCycles(String kind, int length, Maker maker) {
    for (int seed = 0; seed < SEEDS; seed++) {
      SeasonSearch search = after(maker.make(seed).values());
      assertThat(lengths(search)).as("seed %d", seed).containsExactly(length);
      assertThat(search.seasons().get(0).season()).isEqualTo(Season.ofSteps(length));
      assertThat(search.seasons().get(0).evidence()).isGreaterThan(3);
      assertThat(search.seasons().get(0).gain()).isBetween(0.1, 1.0);
    }
  }

  /** Counts of a shop that sells hardly anything at weekends. */
  @Test
  void theWeekIsFoundInFewAndRareCounts() {
    double[] means = {1, 0.8, 0.8, 0.9, 2, 0.1, 0.1};
    for (int seed = 0; seed < SEEDS; seed++) {
      double[] values = MadeSeries.of(seed, 512).plus(i -> means[i % 7]).counted().values();
      assertThat(lengths(after(values))).as("seed %d", seed).containsExactly(7);
    }
  }

  @Test
  void aLongSeasonIsFoundBesideAShortOneAndToWithinTwoPerCent() {
    for (int seed = 0; seed < 5; seed++) {
      MadeSeries made = MadeSeries.of(seed, 2_100).plusSine(3, 50).plusSine(3, 350).plusNoise(1);
      List<Integer> found = lengths(after(made.values()));
      assertThat(found).as("seed %d", seed).hasSize(2);
      assertThat(found.get(0)).isEqualTo(50);
      assertThat(found.get(1)).isBetween(343, 357);
    }
  }

  @Test
  void theWeekIsKeptBesideTheDayIfItAddsToIt() {
    for (int seed = 0; seed < 5; seed++) {
      MadeSeries days = MadeSeries.of(seed, 1_024).plusSine(3, 24).plusNoise(1);
      assertThat(lengths(after(days.values()))).containsExactly(24);
      days.plus(i -> i / 24 % 7 >= 5 ? -3 : 0);
      assertThat(lengths(after(days.values()))).containsExactly(24, 168);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5})
  void missingValuesAndOutliersHideNoSeason(double missing) {
    int withAnother = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      MadeSeries made = MadeSeries.of(seed, 600).plusSine(5, 24).plusNoise(1);
      double[] values = made.withOutliers(0.01, 1e9).missing(missing).values();
      List<Integer> found = lengths(after(values));
      assertThat(found).as("seed %d", seed).contains(24);
      withAnother += found.size() - 1;
    }
    assertThat(withAnother).isLessThanOrEqualTo(SEEDS / 10);
  }

  @Test
  void aSeasonIsKnownThroughALongSilence() {
    double[] values = MadeSeries.of(1, 2_000).plusSine(5, 24).plusNoise(1).values();
    SeasonSearch search = new SeasonSearch(List.of());
    for (int n = 0; n < values.length; n++) {
      if (n < 700 || n >= 1_000) {
        search.advance(n, values[n]);
      }
      if (n >= 128) {
        assertThat(lengths(search)).as("step %d", n).containsExactly(24);
      }
    }
  }

  @Test
  void aSeasonAppearsChangesItsLengthAndVanishes() {
    MadeSeries made = MadeSeries.of(3, 20_000).plusNoise(1);
    made.plus(
        i -> {
          double length = i < 10_000 ? 24 : 36;
          return i < 4_000 || i > 16_000 ? 0 : 3 * Math.sin(2 * Math.PI * i / length);
        });
    Map<Integer, List<Integer>> found = new HashMap<>();
    SeasonSearch search = new SeasonSearch(List.of());
    for (int n = 0; n < made.values().length; n++) {
      search.advance(n, made.values()[n]);
      found.put(n, lengths(search));
    }
    assertThat(found.get(3_999)).isEmpty();
    assertThat(found.get(7_000)).containsExactly(24);
    assertThat(found.get(9_999)).containsExactly(24);
    assertThat(found.get(13_000)).containsExactly(36);
    assertThat(found.get(15_999)).containsExactly(36);
    assertThat(found.get(19_000)).isEmpty();
  }

  @Test
  void ofTwoThatTheCalendarSuggestsOneIsConfirmedAndOneRefuted() {
    SeasonSearch search = new SeasonSearch(DAY_AND_WEEK);
    double[] values = MadeSeries.of(4, 1_600).plusSine(3, 24).plusNoise(1).values();
    for (int n = 0; n < values.length; n++) {
      search.advance(n, values[n]);
    }
    assertThat(search.seasons())
        .extracting(FoundSeason::season)
        .containsExactly(DAY_AND_WEEK.get(0));
    assertThat(search.refuted()).containsExactly(DAY_AND_WEEK.get(1));
  }

  @Test
  void nothingIsRefutedBeforeItWasSeen() {
    SeasonSearch search = new SeasonSearch(DAY_AND_WEEK);
    double[] values = MadeSeries.of(5, 1_344).plusNoise(1).values();
    for (int n = 0; n < values.length; n++) {
      search.advance(n, values[n]);
      if (n < 8 * 24) {
        assertThat(search.refuted()).isEmpty();
      }
      assertThat(search.refuted()).doesNotContain(DAY_AND_WEEK.get(1));
    }
  }

  @Test
  void whatIsFoundChangesAtExaminationsOnly() {
    List<Integer> examinations = new ArrayList<>();
    SeasonSearch search = new SeasonSearch(List.of());
    double[] values = MadeSeries.of(6, 7_000).plusSine(3, 24).plusNoise(1).values();
    for (int n = 0; n < values.length; n++) {
      List<FoundSeason> before = search.seasons();
      if (search.advance(n, values[n])) {
        examinations.add(n + 1);
      } else {
        assertThat(search.seasons()).isEqualTo(before);
      }
    }
    assertThat(examinations)
        .startsWith(16, 20, 24, 28, 32, 40, 48, 56, 64)
        .endsWith(3_072, 3_584, 4_096, 5_120, 6_144);
  }

  @Test
  void stepsLeftOutAreMissingOnes() {
    double[] values = MadeSeries.of(7, 900).plusSine(5, 24).plusNoise(1).missing(0.2).values();
    SeasonSearch told = new SeasonSearch(List.of());
    SeasonSearch leftOut = new SeasonSearch(List.of());
    for (int n = 0; n < values.length; n++) {
      told.advance(n, values[n]);
      if (n == 0 || !Double.isNaN(values[n])) {
        leftOut.advance(n, values[n]);
        assertThat(leftOut.seasons()).isEqualTo(told.seasons());
      }
    }
  }

  /**
   * Those who live through a silence that is too long to step through forget where they were, and
   * leave its steps out; missing values and short silences are stepped through.
   */
  @ParameterizedTest
  @EnumSource(Base.class)
  void aTrackThatIsShownThePastIsAsIfItHadLivedThroughIt(Base base) {
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      double[] values = MadeSeries.of(seed, 500).plusSine(5, 24).plusNoise(1).missing(0.2).values();
      Arrays.fill(values, 200, 260, Double.NaN); // the records came, without the value
      SeasonSearch search = new SeasonSearch(DAY_AND_WEEK);
      Track lived = track(base);
      long index = 1_000;
      for (double value : values) {
        index++;
        if (random.nextInt(40) == 0) {
          index += 1 + random.nextInt(60);
          lived.resetCarry();
        }
        search.advance(index, value);
        lived.advance(index, value);
        if (random.nextInt(10) == 0) {
          Track shown = track(base);
          search.replay(shown);
          assertThat(ArchiveWriter.bytesOf(shown)).isEqualTo(ArchiveWriter.bytesOf(lived));
        }
      }
    }
  }

  private static Track track(Base base) {
    LagsSpec lags = new LagsSpec(8, 1, 0);
    return new Track(new ViewSpec(Transform.NONE, base), DAY_AND_WEEK, 5, List.of(lags));
  }

  /** What a silence is followed by is not measured from what was before it. */
  @Test
  void noPairOfATrackThatIsShownThePastReachesBackOverASilence() {
    SeasonSearch search = new SeasonSearch(List.of());
    for (int n = 0; n < 100; n++) {
      search.advance(n, n % 5);
    }
    search.advance(1_000, 1_000);
    Track shown = track(Base.LAST_VALUE);
    search.replay(shown);
    for (int h = 1; h <= 5; h++) {
      assertThat(shown.residual(h)).isNaN();
      assertThat(shown.restore(h, 0)).isEqualTo(1_000);
      assertThat(shown.lag(h)).isZero();
    }
    assertThat(shown.restore(1, 1)).isBetween(1_001.0, 1_003.0); // the scale of before
  }

  @Test
  void aConstantHasNoSeasonNorDoesNothingAtAll() {
    for (double constant : new double[] {0, 0.1, -1e90, Double.NaN}) {
      SeasonSearch search = after(MadeSeries.of(0, 5_000).plus(i -> constant).values());
      assertThat(search.seasons()).isEmpty();
    }
  }

  @Test
  void whateverComesItGoesOnAndTakesNoMoreThanItSays() {
    Random random = new Random(8);
    SeasonSearch search = new SeasonSearch(DAY_AND_WEEK);
    long index = -5_000;
    for (int n = 0; n < 9_000; n++) {
      double magnitude = Math.pow(10, random.nextInt(616) - 308);
      index += random.nextInt(1_000) == 0 ? 1L << random.nextInt(40) : 1;
      search.advance(index, random.nextInt(5) == 0 ? Double.NaN : random.nextDouble() * magnitude);
      search.seasons().forEach(found -> assertThat(found.gain()).isBetween(0.0, 1.0));
    }
    assertThat(ArchiveSize.of(search)).isBetween(8L * 4_096, 8L * 4_096 + 200);
  }

  @Test
  void aYoungSeriesTakesLess() {
    assertThat(ArchiveSize.of(after(new double[250]))).isLessThan(8L * 256 + 100);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 255, 300, 4_100})
  void loadedItGoesOnBitForBit(int saved) {
    double[] values =
        MadeSeries.of(9, saved + 1_500).plusSine(3, 24).plusNoise(1).missing(0.1).values();
    SeasonSearch search = new SeasonSearch(DAY_AND_WEEK);
    for (int n = 0; n < saved; n++) {
      search.advance(n, values[n]);
    }
    SeasonSearch loaded = new SeasonSearch(DAY_AND_WEEK);
    byte[] bytes = ArchiveWriter.bytesOf(search);
    assertThat(ArchiveSize.of(search)).isEqualTo(bytes.length);
    ArchiveReader.load(bytes, loaded);
    for (int n = saved; n < values.length; n++) {
      assertThat(loaded.seasons()).isEqualTo(search.seasons());
      assertThat(loaded.refuted()).isEqualTo(search.refuted());
      assertThat(loaded.advance(n, values[n])).isEqualTo(search.advance(n, values[n]));
    }
    assertThat(search.seasons()).isNotEmpty();
    assertThat(ArchiveWriter.bytesOf(loaded)).isEqualTo(ArchiveWriter.bytesOf(search));
  }

  @Test
  void whatCannotHaveBeenSavedIsNotLoaded() {
    SeasonSearch search = new SeasonSearch(List.of());
    byte[] bytes = ArchiveWriter.bytesOf(search);
    for (int length : new int[] {0, -1, 300, 8_192, 1 << 30}) {
      byte[] damaged = bytes.clone();
      ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN).putInt(0, length);
      assertThatThrownBy(() -> ArchiveReader.load(damaged, new SeasonSearch(List.of())))
          .isInstanceOf(DamagedArchive.class);
    }
    byte[] seasons = bytes.clone();
    ByteBuffer.wrap(seasons).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 4, -1);
    assertThatThrownBy(() -> ArchiveReader.load(seasons, new SeasonSearch(List.of())))
        .isInstanceOf(DamagedArchive.class);
  }
}
