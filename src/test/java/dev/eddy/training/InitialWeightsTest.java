package dev.eddy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.spec.GlorotSpec;
import dev.eddy.spec.OrthogonalSpec;
import dev.eddy.spec.ReservoirSpec;
import dev.eddy.spec.StartSpec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class InitialWeightsTest {
  @Test
  void orthogonalRowsAndColumnsAreOrthonormal() {
    for (int size : new int[] {1, 2, 5, 32, 80}) {
      double[][] q = InitialWeights.orthogonal(new Chance(1, "m", 0).draws("q"), size);
      for (int i = 0; i < size; i++) {
        for (int j = 0; j <= i; j++) {
          double rows = 0;
          double columns = 0;
          for (int k = 0; k < size; k++) {
            rows += q[i][k] * q[j][k];
            columns += q[k][i] * q[k][j];
          }
          assertThat(rows).isCloseTo(i == j ? 1 : 0, within(1e-12));
          assertThat(columns).isCloseTo(i == j ? 1 : 0, within(1e-12));
        }
      }
    }
  }

  @Test
  void evenWeightsFillTheirRange() {
    Draws draws = new Chance(1, "m", 0).draws("w");
    assertRange(InitialWeights.uniform(draws, 100, 50, 25), 0.2);
    assertRange(InitialWeights.glorot(draws, 100, 50, 100), 0.2);
  }

  private static void assertRange(double[][] weights, double bound) {
    double most = 0;
    double squares = 0;
    for (double[] row : weights) {
      for (double weight : row) {
        most = Math.max(most, Math.abs(weight));
        squares += weight * weight;
      }
    }
    assertThat(most).isBetween(0.99 * bound, bound);
    assertThat(squares / 5000).isCloseTo(bound * bound / 3, within(bound * bound / 30));
  }

  @Test
  void aReservoirHasItsSpectralRadiusAndItsConnections() {
    for (double density : new double[] {0.1, 1}) {
      ReservoirSpec spec = new ReservoirSpec(0.8, density);
      double[][] w = InitialWeights.recurrent(spec, new Chance(1, "m", 0).draws("w"), 30);
      assertThat(SpectralRadius.of(w)).isCloseTo(0.8, within(1e-6));
      for (double[] row : w) {
        assertThat(Arrays.stream(row).filter(weight -> weight != 0).count())
            .isEqualTo(Math.round(30 * density));
      }
    }
  }

  @Test
  void everyStartIsDrawnAndFollowsFromItsDraws() {
    List<StartSpec> starts =
        List.of(new OrthogonalSpec(), new ReservoirSpec(null, null), new GlorotSpec());
    assertThat(starts.stream().map(Object::getClass).toList())
        .hasSameElementsAs(Arrays.asList(StartSpec.class.getPermittedSubclasses()));
    for (StartSpec spec : starts) {
      double[][] once = InitialWeights.recurrent(spec, new Chance(1, "m", 0).draws("w"), 7);
      double[][] again = InitialWeights.recurrent(spec, new Chance(1, "m", 0).draws("w"), 7);
      double[][] other = InitialWeights.recurrent(spec, new Chance(2, "m", 0).draws("w"), 7);
      assertThat(once).hasDimensions(7, 7).isDeepEqualTo(again);
      assertThat(other[0]).isNotEqualTo(once[0]);
    }
    double[][] glorot =
        InitialWeights.recurrent(new GlorotSpec(), new Chance(1, "m", 0).draws("w"), 75);
    assertThat(Arrays.stream(glorot).flatMapToDouble(Arrays::stream).max().orElseThrow())
        .isBetween(0.198, 0.2);
  }
}
