package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.spec.ViewSpec.Transform;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformationTest {
  private static final double[] VALUES = {
    0, 1e-300, 1e-9, 0.3, 1, 7, 1e4, 1e9, 1e100,
  };

  static Stream<Transformation> all() {
    return Stream.of(
        Transformation.of(Transform.NONE),
        Transformation.of(Transform.SQUARE_ROOT),
        Transformation.logarithm(0.25),
        Transformation.logarithm(1e-9),
        Transformation.logarithm(1e5));
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsPutBackIsWhatItWas(Transformation transformation) {
    for (double value : VALUES) {
      for (double signed : new double[] {value, -value}) {
        double seen = transformation.forward(signed);
        assertThat(seen).isFinite();
        double near = Math.abs(signed) * (1e-15 + 4e-16 * Math.abs(seen)) + 1e-308;
        assertThat(transformation.backward(seen)).isCloseTo(signed, within(near));
        assertThat(transformation.forward(-signed)).isEqualTo(-seen);
      }
    }
    assertThat(transformation.forward(Double.NaN)).isNaN();
    assertThat(transformation.backward(Double.NaN)).isNaN();
  }

  @ParameterizedTest
  @MethodSource("all")
  void moreIsMoreAndNothingIsBeyondNumbers(Transformation transformation) {
    double before = -1;
    for (double value : VALUES) {
      assertThat(transformation.forward(value)).isGreaterThanOrEqualTo(Math.max(0, before));
      before = transformation.forward(value);
    }
    assertThat(transformation.forward(1e9)).isGreaterThan(transformation.forward(7));
    if (transformation.kind() == Transform.LOG) {
      assertThat(transformation.backward(1e6)).isEqualTo(1e100);
      assertThat(transformation.backward(-1e6)).isEqualTo(-1e100);
    }
  }

  @Test
  void theLogarithmBendsAtItsOffset() {
    Transformation logarithm = Transformation.logarithm(2);
    assertThat(logarithm.forward(6)).isCloseTo(Math.log(4), within(1e-15));
    assertThat(logarithm.forward(1e-9)).isCloseTo(0.5e-9, within(1e-18));
    assertThat(logarithm.backward(Math.log(4))).isCloseTo(6, within(1e-14));
  }

  @Test
  void anOffsetThatIsNotGivenIsATenthOfTheFirstValueOtherThanZero() {
    Transformation logarithm = Transformation.of(Transform.LOG);
    assertThat(logarithm.take(Double.NaN)).isNaN();
    assertThat(logarithm.take(0)).isZero();
    assertThat(logarithm.backward(0)).isZero();
    assertThat(logarithm.take(-50)).isCloseTo(-Math.log(11), within(1e-15));
    assertThat(logarithm.take(5)).isCloseTo(Math.log(2), within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void anOffsetIsAPositiveNumber(double offset) {
    assertThatThrownBy(() -> Transformation.logarithm(offset))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Double.toString(offset));
  }

  @ParameterizedTest
  @EnumSource(Transform.class)
  void loadedItGoesOnBitForBit(Transform kind) {
    Transformation transformation = Transformation.of(kind);
    transformation.take(0.7);
    Transformation loaded = Transformation.of(kind);
    ArchiveReader.load(ArchiveWriter.bytesOf(transformation), loaded);
    assertThat(loaded.kind()).isEqualTo(kind);
    for (double value : VALUES) {
      assertThat(loaded.take(value)).isEqualTo(transformation.take(value));
    }
  }
}
