package dev.eddy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustTest {
  @Test
  void atFirstNothingIsBelieved() {
    assertThat(new Trust(3).share(2)).isZero();
  }

  /** Whoever says twice as much as is right is believed by half. */
  @ParameterizedTest
  @CsvSource({"2, 0.5", "4, 0.25", "1, 1", "0.5, 1", "-1, 0"})
  void theShareIsTheOneThatWouldHaveBeenRight(double exaggeration, double share) {
    Trust trust = new Trust(2);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      double right = random.nextDouble(-3, 3);
      trust.learn(1, exaggeration * right, right);
    }
    assertThat(trust.share(1)).isCloseTo(share, within(0.002));
    assertThat(trust.share(0)).isZero();
  }

  /** In plain sums over the whole past, each with its discount. */
  @Test
  void itIsTheDiscountedLeastSquaresWithAPrior() {
    Trust trust = new Trust(1);
    SplittableRandom random = new SplittableRandom(2);
    List<double[]> past = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      double said = random.nextDouble(-2, 2);
      double right = 0.7 * said + random.nextDouble(-2, 2);
      trust.learn(0, said, right);
      past.add(new double[] {said, right});
    }
    double agreement = 0;
    double power = 1;
    for (int i = 0; i < past.size(); i++) {
      double weight = Math.pow(0.999, past.size() - 1 - i);
      agreement += weight * past.get(i)[0] * past.get(i)[1];
      power += weight * past.get(i)[0] * past.get(i)[0];
    }
    assertThat(trust.share(0)).isCloseTo(agreement / power, within(1e-9)).isBetween(0.5, 0.9);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e200})
  void whatIsAbsurdIsNoNews(double absurd) {
    Trust trust = new Trust(1);
    trust.learn(0, 2, 1);
    double before = trust.share(0);
    trust.learn(0, absurd, 1);
    trust.learn(0, 1, absurd);
    assertThat(trust.share(0)).isEqualTo(before).isPositive();
  }

  @Test
  void loadedItGoesOn() {
    Trust trust = new Trust(2);
    trust.learn(1, 2, 1);
    Trust loaded = new Trust(2);
    ArchiveReader.load(ArchiveWriter.bytesOf(trust), loaded);
    trust.learn(1, 1, 1);
    loaded.learn(1, 1, 1);
    assertThat(loaded.share(1)).isEqualTo(trust.share(1)).isPositive();
  }
}
