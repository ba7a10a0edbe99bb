package dev.eddy.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.forecast.StepForecast.Anomaly;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AnomalyScoreTest {
  /** By sorting, by the sum of all terms with their weights, and by a numerical integral. */
  private static Anomaly expected(List<Float> errors, List<Double> surprises) {
    int last = errors.size() - 1;
    List<Float> before =
        errors.subList(Math.max(0, last - AnomalyScore.MEMORY), last).stream().sorted().toList();
    long notSmaller = before.stream().filter(e -> e >= errors.get(last)).count();
    if (before.size() < AnomalyScore.WARMUP) {
      return Anomaly.UNKNOWN;
    }
    double p = (notSmaller + 1.0) / (before.size() + 1);
    surprises.add(-Math.log(p));
    double mean = Math.pow(2.0 / 3, surprises.size());
    for (int i = 0; i < surprises.size(); i++) {
      mean += Math.pow(2.0 / 3, surprises.size() - 1 - i) / 3 * surprises.get(i);
    }
    double integral = 0;
    int parts = 20_000;
    for (int i = 0; i < parts; i++) {
      double x = 5 * mean * (i + 0.5) / parts;
      integral += Math.pow(x, 4) / 24 * Math.exp(-x) * 5 * mean / parts;
    }
    return new Anomaly(1 - p, integral);
  }

  @Test
  void isWhatItsFormulasSay() {
    SplittableRandom random = new SplittableRandom(1);
    AnomalyScore score = new AnomalyScore();
    List<Float> errors = new ArrayList<>();
    List<Double> surprises = new ArrayList<>();
    for (int n = 0; n < 700; n++) {
      double error = random.nextInt(3) == 0 ? random.nextInt(3) : 3 * random.nextDouble();
      errors.add((float) error);
      Anomaly said = score.take(error);
      Anomaly wanted = expected(errors, surprises);
      if (n < AnomalyScore.WARMUP) {
        assertThat(said).isEqualTo(Anomaly.UNKNOWN).isEqualTo(wanted);
      } else {
        assertThat(said.score()).isCloseTo(wanted.score(), within(1e-15));
        assertThat(said.likelihood()).isCloseTo(wanted.likelihood(), within(1e-7));
      }
    }
  }

  /** Each tenth of [0, 1] as often as another, by the score; nearly so by the likelihood. */
  @Test
  void bothAreUniformWhileNothingHappens() {
    int[] scores = new int[10];
    int[] likelihoods = new int[10];
    int total = 0;
    int likely = 0;
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      AnomalyScore score = new AnomalyScore();
      for (int n = 0; n < 3_000; n++) {
        Anomaly said = score.take(Math.abs(random.nextGaussian()));
        if (n >= AnomalyScore.WARMUP) {
          total++;
          scores[(int) (10 * said.score())]++;
          likelihoods[(int) (10 * said.likelihood())]++;
          likely += said.isLikely() ? 1 : 0;
        }
      }
    }
    for (int i = 0; i < 10; i++) {
      assertThat((double) scores[i] / total).isCloseTo(0.1, within(0.005));
      assertThat((double) likelihoods[i] / total).isCloseTo(0.1, within(0.03));
    }
    assertThat((double) likely / total).isCloseTo(0.01, within(0.005));
  }

  /** What a conformal p-value promises, here where errors are often equal. */
  @Test
  void theScoreIsNotAboveItsLevelTooOften() {
    SplittableRandom random = new SplittableRandom(8);
    int[] above = new int[3];
    int runs = 4_000;
    for (int run = 0; run < runs; run++) {
      AnomalyScore score = new AnomalyScore();
      Anomaly last = Anomaly.UNKNOWN;
      for (int n = 0; n < 60; n++) {
        last = score.take(random.nextInt(30));
      }
      above[0] += last.score() >= 0.5 ? 1 : 0;
      above[1] += last.score() >= 0.8 ? 1 : 0;
      above[2] += last.score() >= 0.95 ? 1 : 0;
    }
    assertThat((double) above[0] / runs).isBetween(0.4, 0.5 + 0.02);
    assertThat((double) above[1] / runs).isBetween(0.1, 0.2 + 0.02);
    assertThat((double) above[2] / runs).isBetween(0.0, 0.05 + 0.01);
  }

  private static AnomalyScore used(SplittableRandom random) {
    AnomalyScore score = new AnomalyScore();
    for (int n = 0; n < 1_000; n++) {
      score.take(Math.abs(random.nextGaussian()));
    }
    return score;
  }

  @Test
  void anOutlierShowsAtOnceAndTwoMoreSo() {
    SplittableRandom random = new SplittableRandom(3);
    double least = 1;
    for (int i = 0; i < 50; i++) {
      AnomalyScore score = used(random);
      Anomaly first = score.take(100);
      least = Math.min(least, first.likelihood());
      assertThat(first.score()).isEqualTo(512.0 / 513);
      Anomaly second = score.take(100);
      assertThat(second.score()).isEqualTo(511.0 / 513);
      assertThat(second.likelihood()).isGreaterThan(first.likelihood()).isGreaterThan(0.999);
    }
    assertThat(least).isGreaterThan(0.97);
  }

  @Test
  void whatWasStrangeIsUsualAfterAWhile() {
    AnomalyScore score = used(new SplittableRandom(4));
    for (int n = 0; n < AnomalyScore.MEMORY; n++) {
      score.take(100);
    }
    assertThat(score.take(100).score()).isEqualTo(0); // it is one among equals
  }

  @Test
  void missingValuesAreNotScoredAndChangeNothing() {
    AnomalyScore score = used(new SplittableRandom(5));
    byte[] before = ArchiveWriter.bytesOf(score);
    assertThat(score.take(Double.NaN)).isEqualTo(Anomaly.UNKNOWN);
    assertThat(ArchiveWriter.bytesOf(score)).isEqualTo(before);
  }

  @Test
  void whatIsNeverMissedIsNotStrangeUntilItIs() {
    AnomalyScore score = new AnomalyScore();
    Anomaly said = Anomaly.UNKNOWN;
    for (int n = 0; n < 600; n++) {
      said = score.take(0);
      assertThat(n < AnomalyScore.WARMUP || said.score() == 0).isTrue();
    }
    assertThat(said.likelihood()).isCloseTo(0, within(1e-12));
    assertThat(score.take(1e-9).score()).isGreaterThan(0.99);
    assertThat(score.take(Double.POSITIVE_INFINITY).isLikely()).isTrue();
  }

  @Test
  void savedAndLoadedItSaysTheSame() {
    SplittableRandom random = new SplittableRandom(6);
    AnomalyScore whole = used(random);
    byte[] saved = ArchiveWriter.bytesOf(whole);
    assertThat(ArchiveSize.of(whole)).isEqualTo(saved.length).isLessThan(2_100);
    AnomalyScore resumed = new AnomalyScore();
    ArchiveReader.load(saved, resumed);
    for (int n = 0; n < 600; n++) {
      double error = random.nextDouble();
      assertThat(resumed.take(error)).isEqualTo(whole.take(error));
    }
    assertThat(ArchiveWriter.bytesOf(resumed)).isEqualTo(ArchiveWriter.bytesOf(whole));
  }

  /** Beside each value, of each target, from the 31st forecast one step ahead on. */
  @Test
  void standsBesideEveryValueThatWasForecast() {
    Following series = new Following(Specs.specs().targets("a", "b").spec());
    SplittableRandom random = new SplittableRandom(7);
    for (int n = 0; n < 100; n++) {
      double b = n % 4 == 0 ? Double.NaN : random.nextDouble();
      List<Anomaly> said = series.at(n, random.nextDouble(), b).anomalies();
      assertThat(said.get(0).equals(Anomaly.UNKNOWN)).isEqualTo(n < AnomalyScore.WARMUP + 1);
      if (n % 4 == 0) {
        assertThat(said.get(1)).isEqualTo(Anomaly.UNKNOWN);
      } else if (n > 60) {
        assertThat(said.get(1).score()).isBetween(0.0, 1.0);
        assertThat(said.get(1).likelihood()).isBetween(0.0, 1.0);
      }
    }
    List<Anomaly> unknown = List.of(Anomaly.UNKNOWN, Anomaly.UNKNOWN);
    assertThat(series.at(103, 0.5, 0.5).anomalies()).isEqualTo(unknown); // after a gap
    assertThat(series.at(104, 50, 0.5).anomalies().get(0).score()).isGreaterThan(0.98);
  }

  @Test
  void aConstantSeriesHasNoAnomalies() {
    Following series = new Following(Specs.specs().spec());
    for (int n = 0; n < 200; n++) {
      Anomaly said = series.at(n, 7).anomalies().get(0);
      assertThat(n <= AnomalyScore.WARMUP || said.score() == 0).isTrue();
    }
  }
}
