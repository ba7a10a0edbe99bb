package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.archive.DamagedArchive;
import dev.eddy.spec.ViewSpec.Transform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadSearchTest {
  private static final int SEEDS = 20;
  private static final int COUNT = 3_000;
  private static final List<Season> DAY = List.of(Season.ofSteps(24));

  private interface Maker {
    MadeSeries make(long seed);
  }

  private static SpreadSearch after(double[] values, List<Season> seasons) {
    SpreadSearch search = new SpreadSearch(seasons);
    for (int n = 0; n < values.length; n++) {
      search.advance(n, values[n]);
    }
    return search;
  }

  private static MadeSeries wave(long seed, double mean, double amplitude) {
    return MadeSeries.of(seed, COUNT).plus(i -> mean).plusSine(amplitude, 24);
  }

  private static MadeSeries byFactors(long seed) {
    MadeSeries made = MadeSeries.of(seed, COUNT).plusAutoregression(1);
    Arrays.setAll(made.values(), i -> 100 * Math.exp(0.05 * made.values()[i]));
    return made;
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        kind("counts", Transform.SQUARE_ROOT, seed -> wave(seed, 20, 15).counted()),
        kind("rare counts", Transform.SQUARE_ROOT, seed -> wave(seed, 0.5, 0.4).counted()),
        kind("factors", Transform.LOG, SpreadSearchTest::byFactors),
        kind("a wave of factors", Transform.LOG, s -> wave(s, 50, 45).timesNoise(0.2)),
        kind("a sum", Transform.NONE, seed -> wave(seed, 100, 80).plusNoise(5)),
        kind(
            "a slow wave",
            Transform.NONE,
            s -> MadeSeries.of(s, COUNT).plus(i -> 70).plusSine(50, 900).plusNoise(5)),
        kind(
            "a random walk",
            Transform.NONE,
            s -> MadeSeries.of(s, COUNT).plus(i -> 100).plusAutoregression(1)),
        kind(
            "outliers",
            Transform.NONE,
            s -> wave(s, 100, 50).plusNoise(1).withOutliers(0.005, 1e4)));
  }

  private static Arguments kind(String name, Transform expected, Maker maker) {
    return Arguments.of(name, expected, maker);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void itFindsTheTransformThatSuits(String kind, Transform expected, Maker maker) {
    for (int seed = 0; seed < SEEDS; seed++) {
      SpreadSearch search = after(maker.make(seed).values(), DAY);
      assertThat(search.best()).as("seed %d", seed).isEqualTo(expected);
      assertThat(search.transformation().kind()).isEqualTo(expected);
    }
  }

  /** A level that is the last value itself would make this the logarithm. */
  @Test
  void rareCountsOfWhichNoSeasonIsKnownAreCounts() {
    for (int seed = 0; seed < SEEDS; seed++) {
      double[] values = wave(seed, 0.5, 0.4).counted().values();
      assertThat(after(values, List.of()).best()).isEqualTo(Transform.SQUARE_ROOT);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "airport-departures, airport, departures, SQUARE_ROOT",
    "wireless-sensors, mote, temperature, NONE",
    "wireless-sensors, mote, humidity, NONE",
    "reference-rates, currency, rate, NONE",
  })
  void itFindsWhatSuitsTheBundledSeries(String set, String key, String target, Transform expected)
      throws IOException {
    List<Season> seasons =
        set.startsWith("airport")
            ? List.of(Season.ofSteps(24), Season.ofSteps(168))
            : List.<Season>of();
    Map<String, List<Double>> series = bundled(set, key, target);
    assertThat(series).hasSizeGreaterThanOrEqualTo(4);
    series.forEach(
        (name, values) -> {
          double[] all = values.stream().mapToDouble(x -> x).toArray();
          assertThat(after(all, seasons).best()).as(name).isEqualTo(expected);
        });
  }

  private static Map<String, List<Double>> bundled(String set, String key, String target)
      throws IOException {
    Map<String, List<Double>> series = new LinkedHashMap<>();
    String resource = "/data/" + set + ".csv.gz";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(SpreadSearchTest.class.getResourceAsStream(resource)),
                StandardCharsets.UTF_8))) {
      List<String> header = List.of(lines.readLine().split(","));
      lines
          .lines()
          .map(line -> line.split(",", -1))
          .forEach(
              cells ->
                  series
                      .computeIfAbsent(cells[header.indexOf(key)], name -> new ArrayList<>())
                      .add(Double.valueOf(cells[header.indexOf(target)])));
    }
    return series;
  }

  @Test
  void whatWasNegativeOnceIsNeverTransformed() {
    double[] values = wave(1, 20, 15).counted().values();
    values[700] = -1;
    SpreadSearch search = new SpreadSearch(DAY);
    for (int n = 0; n < values.length; n++) {
      search.advance(n, values[n]);
      if (n == 699) {
        assertThat(search.best()).isEqualTo(Transform.SQUARE_ROOT);
      }
      if (n >= 768) {
        assertThat(search.best()).isEqualTo(Transform.NONE);
      }
    }
  }

  @Test
  void itDecidesAtFixedCountsOfValuesOnly() {
    double[] values = wave(2, 20, 15).counted().missing(0.3).values();
    SpreadSearch search = new SpreadSearch(DAY);
    int seen = 0;
    List<Integer> decisions = new ArrayList<>();
    for (int n = 0; n < values.length; n++) {
      Transform before = search.best();
      seen += Double.isNaN(values[n]) ? 0 : 1;
      if (search.advance(n, values[n])) {
        decisions.add(seen);
      } else {
        assertThat(search.best()).isEqualTo(before);
      }
    }
    assertThat(decisions).startsWith(512, 768, 1_024, 1_280, 1_536);
  }

  /** Three times as noisy at the top as at the bottom, ten times as high: neither nor. */
  @Test
  void whatLiesBetweenTwoStaysWithTheOneThatWasChosen() {
    SpreadSearch search = new SpreadSearch(DAY);
    double[] counts = wave(3, 20, 15).counted().values();
    double[] between = MadeSeries.of(3, COUNT).plusNoise(1).values();
    Transform last = Transform.NONE;
    int changes = 0;
    for (int n = 0; n < 2 * COUNT; n++) {
      double level = 20 + 15 * Math.sin(2 * Math.PI * n / 24);
      double later = level + 0.35 * Math.pow(level, 0.7) * between[n % COUNT];
      search.advance(n, n < COUNT ? counts[n] : Math.max(0, later));
      changes += search.best() == last ? 0 : 1;
      last = search.best();
    }
    assertThat(last).isEqualTo(Transform.SQUARE_ROOT);
    assertThat(changes).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {5, 20})
  void theLogarithmsOffsetIsWhereTheSpreadWouldBeZero(double floor) {
    Random random = new Random(4);
    double[] levels = wave(4, 100, 99.5).values();
    Arrays.setAll(levels, i -> levels[i] + 0.1 * (levels[i] + floor) * random.nextGaussian());
    Arrays.setAll(levels, i -> Math.max(0, levels[i]));
    SpreadBins bins = new SpreadBins();
    double[] means = wave(4, 100, 99.5).values();
    for (int i = 0; i < levels.length; i++) {
      bins.learn(means[i], Math.abs(levels[i] - means[i]));
    }
    assertThat(bins.offset()).isCloseTo(floor, within(0.4 * floor));
  }

  @Test
  void theOffsetStaysAsLongAsTheLogarithmDoes() {
    double[] values = byFactors(5).values();
    SpreadSearch search = new SpreadSearch(List.of());
    double offset = Double.NaN;
    for (int n = 0; n < values.length; n++) {
      search.advance(n, values[n]);
      if (search.best() == Transform.LOG) {
        double now = search.transformation().backward(1);
        assertThat(Double.isNaN(offset) || now == offset).isTrue();
        offset = now;
      }
    }
    assertThat(offset).isPositive();
  }

  @Test
  void theSlopeIsThatOfTheLineThroughTheBins() {
    for (double slope : new double[] {0, 0.5, 1}) {
      SpreadBins bins = new SpreadBins();
      for (int i = 0; i < 4_000; i++) {
        double level = Math.pow(2, i % 16 / 2.0 + 0.25);
        bins.learn(level, 3 * Math.pow(level, slope));
      }
      assertThat(bins.line().slope()).isCloseTo(slope, within(1e-9));
      // Variance π/2 − 1 over the spread of 16 levels half an octave apart, 250 of each.
      double spread = 250 * 340 * Math.pow(Math.log(2) / 2, 2);
      assertThat(bins.line().deviation())
          .isCloseTo(Math.sqrt((Math.PI / 2 - 1) / spread), within(1e-9));
    }
  }

  @Test
  void whateverComesItGoesOn() {
    Random random = new Random(6);
    for (int sign : new int[] {1, -1}) {
      SpreadSearch search = new SpreadSearch(DAY);
      for (int n = 0; n < 5_000; n++) {
        double value = Math.pow(10, random.nextInt(616) - 308) * random.nextDouble();
        search.advance(n, random.nextInt(5) == 0 ? Double.NaN : sign * value);
        assertThat(search.transformation().forward(1)).isFinite();
      }
    }
    assertThat(after(new double[2_000], DAY).best()).isEqualTo(Transform.NONE);
  }

  @Test
  void loadedItGoesOnBitForBit() {
    double[] values = byFactors(7).missing(0.1).values();
    SpreadSearch search = new SpreadSearch(DAY);
    for (int n = 0; n < 1_001; n++) {
      search.advance(n, values[n]);
    }
    SpreadSearch loaded = new SpreadSearch(DAY);
    byte[] bytes = ArchiveWriter.bytesOf(search);
    assertThat(ArchiveSize.of(search)).isEqualTo(bytes.length);
    ArchiveReader.load(bytes, loaded);
    for (int n = 1_001; n < values.length; n++) {
      assertThat(loaded.advance(n, values[n])).isEqualTo(search.advance(n, values[n]));
      assertThat(loaded.best()).isEqualTo(search.best());
    }
    assertThat(search.best()).isEqualTo(Transform.LOG);
    assertThat(ArchiveWriter.bytesOf(loaded)).isEqualTo(ArchiveWriter.bytesOf(search));
  }

  @Test
  void aTransformThatThereIsNotIsNotLoaded() {
    byte[] bytes = ArchiveWriter.bytesOf(new SpreadSearch(List.of()));
    bytes[bytes.length - 34] = 'T'; // NONT; after it four fields of 8 bytes and one of 1
    assertThatThrownBy(() -> ArchiveReader.load(bytes, new SpreadSearch(List.of())))
        .isInstanceOf(DamagedArchive.class)
        .hasMessageContaining("NONT");
  }
}
