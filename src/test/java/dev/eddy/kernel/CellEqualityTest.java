package dev.eddy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Vectors of every width give the bits of the plain loops, in every cell. */
class CellEqualityTest {
  private final Kernel plain = Kernels.plain();

  static Stream<Kernel> kernels() {
    return VectorLoader.kernels();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void lstmSteps(Kernel vector) {
    for (int units : new int[] {1, 5, 16, 17, 32, 40}) {
      LayerTrace expected = filled(LayerTrace.lstm(units, 3), units);
      LayerTrace found = filled(LayerTrace.lstm(units, 3), units);
      for (int step = 0; step < 3; step++) {
        plain.lstmForward(expected, step);
        vector.lstmForward(found, step);
      }
      for (int step = 2; step >= 0; step--) {
        plain.lstmBackward(expected, step);
        vector.lstmBackward(found, step);
      }
      assertSame(found, expected);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void elmanAndRectifiedSteps(Kernel vector) {
    for (int units : new int[] {1, 5, 16, 17, 32, 40}) {
      int padded = Kernel.padded(units);
      LayerTrace.Sizes sizes = new LayerTrace.Sizes(padded, padded, 0, 0, 0);
      LayerTrace expected = filled(new LayerTrace(sizes, 2), units);
      LayerTrace found = filled(new LayerTrace(sizes, 2), units);
      plain.elmanForward(expected, 1);
      vector.elmanForward(found, 1);
      plain.elmanBackward(expected, 1);
      vector.elmanBackward(found, 1);
      assertSame(found, expected);
      plain.reluForward(expected, 1);
      vector.reluForward(found, 1);
      plain.reluBackward(expected, 1);
      vector.reluBackward(found, 1);
      assertSame(found, expected);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void gruSteps(Kernel vector) {
    for (int units : new int[] {1, 5, 16, 17, 32, 40}) {
      int padded = Kernel.padded(units);
      LayerTrace.Sizes sizes = new LayerTrace.Sizes(3 * padded, padded, 0, padded, 3 * padded);
      LayerTrace expected = filled(new LayerTrace(sizes, 3), units);
      LayerTrace found = filled(new LayerTrace(sizes, 3), units);
      for (int step = 0; step < 3; step++) {
        plain.gruForward(expected, step);
        vector.gruForward(found, step);
      }
      for (int step = 2; step >= 0; step--) {
        plain.gruBackward(expected, step);
        vector.gruBackward(found, step);
      }
      assertSame(found, expected);
    }
  }

  private static LayerTrace filled(LayerTrace trace, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    fill(random, trace.gates);
    fill(random, trace.hidden);
    fill(random, trace.cells);
    fill(random, trace.work);
    fill(random, trace.hiddenGradients);
    fill(random, trace.cellGradient);
    return trace;
  }

  private static void assertSame(LayerTrace found, LayerTrace expected) {
    assertThat(found.gates).isEqualTo(expected.gates);
    assertThat(found.cells).isEqualTo(expected.cells);
    assertThat(found.work).isEqualTo(expected.work);
    assertThat(found.hidden).isEqualTo(expected.hidden);
    assertThat(found.hiddenGradients).isEqualTo(expected.hiddenGradients);
    assertThat(found.gateGradients).isEqualTo(expected.gateGradients);
    assertThat(found.feedbackGradients).isEqualTo(expected.feedbackGradients);
    assertThat(found.cellGradient).isEqualTo(expected.cellGradient);
  }

  private static void fill(SplittableRandom random, float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() * 6 - 3);
    }
  }
}
