package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {
  private static double sum(List<Double> values) {
    ExactSum sum = new ExactSum();
    values.forEach(sum::add);
    return sum.value();
  }

  @Test
  void losesNothing() {
    assertThat(sum(List.of())).isZero();
    assertThat(sum(List.of(1e100, 1.0, -1e100))).isEqualTo(1);
    assertThat(sum(Collections.nCopies(10, 0.1))).isEqualTo(1);
    assertThat(sum(List.of(0x1p53, 1.0, 0x1p-60))).isEqualTo(0x1p53 + 2);
    assertThat(sum(List.of(0x1p53, 1.0, -0x1p-60))).isEqualTo(0x1p53);
    assertThat(sum(List.of(0x1p53, 1.0))).isEqualTo(0x1p53);
  }

  @Test
  void isTheDecimalSumRoundedOnceInAnyOrder() {
    Random random = new Random(5);
    for (int trial = 0; trial < 2_000; trial++) {
      List<Double> values = new ArrayList<>();
      BigDecimal exact = BigDecimal.ZERO;
      for (int i = random.nextInt(40); i >= 0; i--) {
        double value =
            StrictMath.scalb(random.nextGaussian(), random.nextInt(1 + trial % 300) - trial % 150);
        values.add(value);
        exact = exact.add(new BigDecimal(value));
      }
      for (int order = 0; order < 3; order++) {
        assertThat(sum(values)).isEqualTo(Double.parseDouble(exact.toString()));
        Collections.shuffle(values, random);
      }
    }
  }

  @Test
  void isMissingWhereItCouldOverflow() {
    assertThat(sum(List.of(1e308, -1e308))).isNaN();
    assertThat(sum(List.of(1.0, -1e300))).isNaN();
    assertThat(sum(Collections.nCopies(1_000, 0x1p960))).isEqualTo(1_000 * 0x1p960);
  }
}
