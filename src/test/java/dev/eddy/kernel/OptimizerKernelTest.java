package dev.eddy.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The optimizers' steps: the same bits on every kernel, and what they mean. */
class OptimizerKernelTest {
  private static final int[] SIZES = {0, 1, 3, 15, 16, 17, 31, 33, 64, 130, 256};
  private static final float[] EDGES = {
    0f, -0f, 1e-45f, -3e-39f, 1e-30f, 1.3e-17f, -1.5e-17f, 1e-9f, 3e18f, -1e19f, 3e38f, 1f
  };

  private static final Kernel PLAIN = Kernels.plain();

  static Stream<Kernel> vectors() {
    return VectorLoader.kernels();
  }

  static Stream<Kernel> kernels() {
    return Stream.concat(Stream.of(PLAIN), VectorLoader.kernels());
  }

  private static AdamState adam(float[] square, float keep) {
    AdamState state = new AdamState(square.length);
    SplittableRandom random = new SplittableRandom(square.length);
    for (int i = 0; i < square.length; i++) {
      state.mean[i] = value(random);
      state.square[i] = Math.abs(square[i]);
    }
    state.scale = 0.7f;
    state.beta1 = 0.9f;
    state.beta2 = 0.999f;
    state.rate = 0.01f;
    state.rootScale = 3f;
    state.epsilon = 1e-8f;
    state.keep = keep;
    return state;
  }

  private static MomentumState momentum(int size, boolean nesterov) {
    MomentumState state = new MomentumState(size);
    SplittableRandom random = new SplittableRandom(size);
    for (int i = 0; i < size; i++) {
      state.velocity[i] = value(random);
    }
    state.scale = 0.7f;
    state.momentum = 0.9f;
    state.rate = 0.01f;
    state.ahead = nesterov ? 0.9f : 1f;
    state.here = nesterov ? 1f : 0f;
    return state;
  }

  /** Mostly near 1, at times at an edge of what floats can hold. */
  private static float value(SplittableRandom random) {
    return random.nextInt(4) == 0
        ? EDGES[random.nextInt(EDGES.length)]
        : (float) random.nextDouble(-3, 3);
  }

  private static float[] values(long seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = value(random);
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void adamHasTheBitsOfThePlainLoops(Kernel vector) {
    for (int size : SIZES) {
      for (float keep : new float[] {1f, 0.999f}) {
        AdamState expected = adam(values(1, size + 5), keep);
        AdamState found = adam(values(1, size + 5), keep);
        float[] expectedParameters = values(2, size + 5);
        float[] foundParameters = values(2, size + 5);
        for (int step = 0; step < 3; step++) {
          float[] expectedGradient = values(3 + step, size + 5);
          float[] foundGradient = values(3 + step, size + 5);
          boolean finite = PLAIN.adam(expectedParameters, expectedGradient, 3, size, expected);
          assertThat(vector.adam(foundParameters, foundGradient, 3, size, found)).isEqualTo(finite);
          assertThat(foundGradient).isEqualTo(expectedGradient);
        }
        assertThat(foundParameters).isEqualTo(expectedParameters);
        assertThat(found.mean).isEqualTo(expected.mean);
        assertThat(found.square).isEqualTo(expected.square);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void momentumHasTheBitsOfThePlainLoops(Kernel vector) {
    for (int size : SIZES) {
      for (boolean nesterov : new boolean[] {false, true}) {
        MomentumState expected = momentum(size + 5, nesterov);
        MomentumState found = momentum(size + 5, nesterov);
        float[] expectedParameters = values(2, size + 5);
        float[] foundParameters = values(2, size + 5);
        for (int step = 0; step < 3; step++) {
          float[] expectedGradient = values(3 + step, size + 5);
          float[] foundGradient = values(3 + step, size + 5);
          boolean finite = PLAIN.momentum(expectedParameters, expectedGradient, 3, size, expected);
          assertThat(vector.momentum(foundParameters, foundGradient, 3, size, found))
              .isEqualTo(finite);
          assertThat(foundGradient).isEqualTo(expectedGradient);
        }
        assertThat(foundParameters).isEqualTo(expectedParameters);
        assertThat(found.velocity).isEqualTo(expected.velocity);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aClampHoldsEveryComponent(Kernel kernel) {
    for (int size : SIZES) {
      float[] values = values(1, size);
      for (int i = 0; i < size; i += 7) {
        values[i] = i % 2 == 0 ? Float.NEGATIVE_INFINITY : Float.NaN;
      }
      float[] found = values.clone();
      kernel.clamp(found, 0.5f);
      for (int i = 0; i < size; i++) {
        Float expected = Math.max(-0.5f, Math.min(0.5f, values[i]));
        assertThat(found[i]).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aStepThatIsNotFiniteIsToldAndCanBeTakenBack(Kernel kernel) {
    for (int place : new int[] {0, 17, 34}) {
      for (float poison : new float[] {Float.POSITIVE_INFINITY, Float.NaN}) {
        float[] parameters = new float[35];
        float[] before = parameters.clone();
        float[] gradient = new float[35];
        gradient[place] = poison;
        assertThat(kernel.adam(parameters, gradient, 0, 35, adam(new float[35], 1f))).isFalse();
        assertThat(gradient).isEqualTo(before);
        gradient[place] = poison;
        System.arraycopy(before, 0, parameters, 0, 35);
        assertThat(kernel.momentum(parameters, gradient, 0, 35, momentum(35, true))).isFalse();
        assertThat(gradient).isEqualTo(before);
      }
    }
  }

  /** In the middle of an array, with neighbours on both sides. */
  @ParameterizedTest
  @MethodSource("kernels")
  void whatLiesOutsideOfTheRangeStays(Kernel kernel) {
    float[] parameters = values(2, 99);
    float[] gradient = values(3, 99);
    AdamState state = adam(values(1, 99), 0.9f);
    float[] mean = state.mean.clone();
    kernel.adam(parameters, gradient, 20, 37, state);
    for (int i = 0; i < 99; i++) {
      if (i < 20 || i >= 57) {
        assertThat(parameters[i]).isEqualTo(values(2, 99)[i]);
        assertThat(gradient[i]).isEqualTo(values(3, 99)[i]);
        assertThat(state.mean[i]).isEqualTo(mean[i]);
      }
    }
  }

  @Test
  void oneAdamStepFromRestIsOneLearningRate() {
    float[] w = {1f, 1f};
    AdamState state = new AdamState(2);
    state.beta1 = 0.9f;
    state.beta2 = 0.999f;
    state.rate = 0.01f / 0.1f;
    state.rootScale = (float) (1 / Math.sqrt(0.001));
    assertThat(PLAIN.adam(w, new float[] {4f, -0.5f}, 0, 2, state)).isTrue();
    assertThat(w[0]).isCloseTo(0.99f, within(1e-6f));
    assertThat(w[1]).isCloseTo(1.01f, within(1e-6f));
  }

  /** Root and division are the processor's: a step has four roundings, and those of √v·s + ε. */
  @Test
  void anAdamStepIsWithinAMillionthOfItsFormula() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 20_000; i++) {
      AdamState state = adam(new float[1], 1f);
      state.mean[0] = (float) (random.nextDouble(-1, 1) * Math.scalb(1.0, random.nextInt(-40, 40)));
      state.square[0] = (float) Math.scalb(random.nextDouble(0.5, 1), random.nextInt(-100, 128));
      float[] parameter = new float[1];
      double m = 0.9f * (double) state.mean[0];
      double v = 0.999f * (double) state.square[0];
      double step = 0.01f * m / (Math.sqrt(v) * 3 + 1e-8f);
      assertThat(PLAIN.adam(parameter, new float[1], 0, 1, state)).isTrue();
      assertThat((double) parameter[0]).isCloseTo(-step, within(1e-6 * Math.abs(step)));
    }
  }

  @Test
  void withoutAMeanSquareEpsilonAloneDivides() {
    AdamState state = adam(new float[1], 1f);
    state.mean[0] = 1e-8f;
    float[] parameter = new float[1];
    assertThat(PLAIN.adam(parameter, new float[1], 0, 1, state)).isTrue();
    assertThat((double) parameter[0]).isCloseTo(-0.01 * 0.9, within(1e-8));
    state.mean[0] = 0;
    parameter[0] = 1;
    assertThat(PLAIN.adam(parameter, new float[1], 0, 1, state)).isTrue();
    assertThat(parameter[0]).isEqualTo(1);
  }

  /** Moments below the least normal number would make every later update ten times as slow. */
  @ParameterizedTest
  @MethodSource("kernels")
  void momentsOfAGradientThatHasStoppedEndAtZero(Kernel kernel) {
    AdamState adam = adam(values(1, 40), 1f);
    MomentumState momentum = momentum(40, false);
    for (int step = 0; step < 1_000; step++) {
      kernel.adam(new float[40], new float[40], 0, 40, adam);
      kernel.momentum(new float[40], new float[40], 0, 40, momentum);
      for (int i = 0; i < 40; i++) {
        assertThat(notNormal(adam.mean[i]) || notNormal(adam.square[i])).isFalse();
        assertThat(notNormal(momentum.velocity[i])).isFalse();
      }
    }
    for (float velocity : momentum.velocity) {
      assertThat(velocity).isNotNaN().isLessThan(1e-3f); // of at most 3e38 at first
    }
  }

  private static boolean notNormal(float value) {
    return value != 0 && Math.abs(value) < Float.MIN_NORMAL;
  }
}
