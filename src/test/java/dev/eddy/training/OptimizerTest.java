package dev.eddy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.kernel.Kernels;
import dev.eddy.spec.AdamSpec;
import dev.eddy.spec.AdamWSpec;
import dev.eddy.spec.CosineSpec;
import dev.eddy.spec.InverseSquareRootSpec;
import dev.eddy.spec.OptimizerSpec;
import dev.eddy.spec.RmsPropSpec;
import dev.eddy.spec.SgdSpec;
import dev.eddy.training.ParameterLayout.Part;
import dev.eddy.training.ParameterLayout.Role;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {
  private static final CosineSpec COSINE = new CosineSpec(7, 2, 0.2);

  static Stream<OptimizerSpec> specs() {
    return Stream.of(
        new AdamSpec(0.01, 0.9, 0.99, 1e-8),
        new AdamSpec(0.01, 0.9, 0.99, 1e-3, COSINE),
        new AdamWSpec(0.01, 0.8, 0.9, 1e-8, 0.3, true, new InverseSquareRootSpec(5)),
        new SgdSpec(0.1, 0.0, null, null),
        new SgdSpec(0.1, 0.9, false, COSINE),
        new SgdSpec(0.1, 0.7, true, null),
        new RmsPropSpec(0.01, 0.9, 1e-4, COSINE));
  }

  /** A parameter of each role. */
  private static ParameterLayout layout() {
    ParameterLayout layout = new ParameterLayout();
    layout.add(Role.INPUT, List.of("a", "b"), 5, 3);
    layout.add(Role.RECURRENT, List.of("a", "b"), 5, 5);
    layout.add(Role.BIAS, List.of("a", "b"), 5, 1);
    layout.add(Role.READOUT, List.of("c"), 2, 5);
    return layout;
  }

  /** A gradient that leaves padding at zero, as every gradient does. */
  private static float[] gradient(ParameterLayout layout, int step) {
    float[] gradient = new float[layout.size()];
    for (Part part : layout.parts()) {
      for (int row = 0; row < part.rows(); row++) {
        for (int column = 0; column < part.columns(); column++) {
          gradient[part.index(row, column)] = (float) Math.sin(step + 3 * row + 7 * column);
        }
      }
    }
    return gradient;
  }

  private static void run(
      Optimizer optimizer, ParameterLayout layout, float[] to, int from, int n) {
    for (int step = from; step < from + n; step++) {
      assertThat(optimizer.step(to, gradient(layout, step), 0.5)).isTrue();
    }
  }

  /** A second formula, in double, of one parameter. */
  private interface Formula {
    double next(int t, double w, double g);
  }

  private static void assertFollows(OptimizerSpec spec, Role role, Formula formula) {
    ParameterLayout layout = layout();
    Part part = layout.parts().stream().filter(p -> p.role() == role).findFirst().orElseThrow();
    int at = part.index(1, 0);
    Optimizer optimizer = Optimizers.of(spec, layout, Kernels.active());
    float[] parameters = new float[layout.size()];
    parameters[at] = 0.7f;
    double w = 0.7f;
    for (int t = 1; t <= 60; t++) {
      float[] gradient = gradient(layout, t);
      w = formula.next(t, w, 0.5 * gradient[at]);
      assertThat(optimizer.step(parameters, gradient, 0.5)).isTrue();
      assertThat((double) parameters[at]).isCloseTo(w, within(3e-6));
    }
  }

  private static final class Moments {
    double first;
    double second;

    double adam(int t, double g, double beta1, double beta2, double epsilon) {
      first = beta1 * first + (1 - beta1) * g;
      second = beta2 * second + (1 - beta2) * g * g;
      double mean = first / (1 - Math.pow(beta1, t));
      return mean / (Math.sqrt(second / (1 - Math.pow(beta2, t))) + epsilon);
    }
  }

  @Test
  void adamFollowsThePaper() {
    Moments moments = new Moments();
    assertFollows(
        new AdamSpec(0.01, 0.9, 0.99, 1e-3),
        Role.RECURRENT,
        (t, w, g) -> w - 0.01 * moments.adam(t, g, 0.9, 0.99, 1e-3));
  }

  @Test
  void adamWLetsWeightsDecayButNotBiasesNorRecurrentMatrices() {
    for (Role role : Role.values()) {
      for (boolean recurrent : new boolean[] {false, true}) {
        boolean decays = role != Role.BIAS && (recurrent || role != Role.RECURRENT);
        double keep = decays ? 1 - 0.01 * 0.4 : 1;
        Moments moments = new Moments();
        assertFollows(
            new AdamWSpec(0.01, 0.9, 0.99, 1e-3, 0.4, recurrent, null),
            role,
            (t, w, g) -> keep * w - 0.01 * moments.adam(t, g, 0.9, 0.99, 1e-3));
      }
    }
  }

  @Test
  void theScheduleIsOfStepAndDecay() {
    Schedule schedule = new Schedule(COSINE);
    Moments moments = new Moments();
    assertFollows(
        new AdamWSpec(0.05, 0.9, 0.99, 1e-3, 0.4, null, COSINE),
        Role.INPUT,
        (t, w, g) -> {
          double rate = 0.05 * schedule.share(t);
          return w - rate * 0.4 * w - rate * moments.adam(t, g, 0.9, 0.99, 1e-3);
        });
  }

  @Test
  void momentumFollowsPyTorchsDocumentation() {
    Moments plain = new Moments();
    assertFollows(
        new SgdSpec(0.05, 0.9, null, null),
        Role.INPUT,
        (t, w, g) -> {
          plain.first = 0.9 * plain.first + g;
          return w - 0.05 * plain.first;
        });
    Moments ahead = new Moments();
    assertFollows(
        new SgdSpec(0.05, 0.9, true, null),
        Role.BIAS,
        (t, w, g) -> {
          ahead.first = 0.9 * ahead.first + g;
          return w - 0.05 * (g + 0.9 * ahead.first);
        });
    assertFollows(new SgdSpec(0.05, 0.0, null, null), Role.READOUT, (t, w, g) -> w - 0.05 * g);
  }

  @Test
  void rmsPropFollowsPyTorchsDocumentation() {
    Moments moments = new Moments();
    assertFollows(
        new RmsPropSpec(0.01, 0.9, 1e-4, null),
        Role.READOUT,
        (t, w, g) -> {
          moments.second = 0.9 * moments.second + 0.1 * g * g;
          return w - 0.01 * g / (Math.sqrt(moments.second) + 1e-4);
        });
  }

  /** Gradient descent with momentum on w²/2 is a damped oscillator, whose terms are known. */
  @Test
  void momentumOnAParabolaIsADampedOscillator() {
    ParameterLayout layout = layout();
    double rate = 0.1;
    double momentum = 0.8;
    Optimizer optimizer =
        Optimizers.of(new SgdSpec(rate, momentum, null, null), layout, Kernels.active());
    float[] w = new float[layout.size()];
    w[0] = 1;
    // w(t+1) = (1 + μ − η)·w(t) − μ·w(t−1) has the roots √μ·e^(±iφ)
    double phase = Math.acos((1 + momentum - rate) / (2 * Math.sqrt(momentum)));
    double first = 1 - rate;
    double sine = (first / Math.sqrt(momentum) - Math.cos(phase)) / Math.sin(phase);
    for (int t = 1; t <= 80; t++) {
      float[] gradient = new float[layout.size()];
      gradient[0] = w[0];
      optimizer.step(w, gradient, 1);
      double length = Math.pow(momentum, t / 2.0);
      double expected = length * (Math.cos(phase * t) + sine * Math.sin(phase * t));
      assertThat((double) w[0]).isCloseTo(expected, within(1e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void paddingStaysZero(OptimizerSpec spec) {
    ParameterLayout layout = layout();
    float[] parameters = gradient(layout, 0);
    run(Optimizers.of(spec, layout, Kernels.active()), layout, parameters, 1, 20);
    float[] parts = new float[layout.size()];
    for (Part part : layout.parts()) {
      for (int i = 0; i < part.rows() * part.columns(); i++) {
        int at = part.index(i / part.columns(), i % part.columns());
        parts[at] = parameters[at];
      }
    }
    assertThat(parameters).isEqualTo(parts);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void restoredItGoesOnAsBefore(OptimizerSpec spec) {
    ParameterLayout layout = layout();
    Optimizer optimizer = Optimizers.of(spec, layout, Kernels.active());
    float[] parameters = new float[layout.size()];
    run(optimizer, layout, parameters, 1, 9);
    byte[] bytes = ArchiveWriter.bytesOf(optimizer);
    assertThat(ArchiveSize.of(optimizer)).isEqualTo(bytes.length);
    Optimizer restored = Optimizers.of(spec, layout, Kernels.active());
    ArchiveReader.load(bytes, restored);
    assertThat(ArchiveWriter.bytesOf(restored)).isEqualTo(bytes);
    float[] other = parameters.clone();
    run(optimizer, layout, parameters, 10, 9);
    run(restored, layout, other, 10, 9);
    assertThat(other).isEqualTo(parameters);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void aCopyGoesOnAsTheOriginal(OptimizerSpec spec) {
    ParameterLayout layout = layout();
    Optimizer optimizer = Optimizers.of(spec, layout, Kernels.active());
    float[] parameters = new float[layout.size()];
    run(optimizer, layout, parameters, 1, 9);
    Optimizer copy = Optimizers.of(spec, layout, Kernels.active());
    run(copy, layout, parameters.clone(), 4, 3);
    copy.copyFrom(optimizer);
    float[] other = parameters.clone();
    run(optimizer, layout, parameters, 10, 9);
    run(copy, layout, other, 10, 9);
    assertThat(other).isEqualTo(parameters);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void aStepThatWouldPoisonLeavesEveryParameterAlone(OptimizerSpec spec) {
    ParameterLayout layout = layout();
    Optimizer optimizer = Optimizers.of(spec, layout, Kernels.active());
    float[] parameters = gradient(layout, 0);
    run(optimizer, layout, parameters, 1, 3);
    for (Part part : layout.parts()) {
      float[] before = parameters.clone();
      float[] gradient = gradient(layout, 4);
      gradient[part.index(1, 0)] = Float.NaN;
      Optimizer poisoned = Optimizers.of(spec, layout, Kernels.active());
      poisoned.copyFrom(optimizer);
      assertThat(poisoned.step(parameters, gradient, 1)).isFalse();
      assertThat(parameters).isEqualTo(before);
      poisoned.copyFrom(optimizer);
      assertThat(poisoned.step(parameters, gradient(layout, 4), 1)).isTrue();
      parameters = before;
    }
  }

  @Test
  void thereIsOneForEverySpecification() {
    assertThat(specs().map(Object::getClass).distinct().toList())
        .hasSameElementsAs(Arrays.asList(OptimizerSpec.class.getPermittedSubclasses()));
  }

  /** Steps of plain descent are as long as their rate. */
  @Test
  void hastenedItTakesLongerStepsForAWhile() {
    ParameterLayout layout = new ParameterLayout();
    int at = layout.add(Role.BIAS, List.of("a"), 1, 1).index(0, 0);
    Optimizer optimizer =
        Optimizers.of(new SgdSpec(0.25, 0.0, null, null), layout, Kernels.active());
    optimizer.hasten();
    for (int step = 0; step < 2 * Optimizer.HASTENED; step++) {
      float[] parameters = new float[layout.size()];
      float[] gradient = new float[layout.size()];
      gradient[at] = 1;
      assertThat(optimizer.step(parameters, gradient, 1)).isTrue();
      double haste = Math.max(1, 3 - 2.0 * step / Optimizer.HASTENED);
      assertThat(parameters[at]).isEqualTo((float) (-0.25 * haste));
    }
  }

  @Test
  void hasteIsSavedAndNotTakenOverByAnother() {
    ParameterLayout layout = layout();
    OptimizerSpec spec = new AdamSpec(0.01, 0.9, 0.99, 1e-8);
    Optimizer whole = Optimizers.of(spec, layout, Kernels.active());
    float[] one = new float[layout.size()];
    run(whole, layout, one, 0, 10);
    whole.hasten();
    run(whole, layout, one, 10, 10);
    Optimizer resumed = Optimizers.of(spec, layout, Kernels.active());
    ArchiveReader.load(ArchiveWriter.bytesOf(whole), resumed);
    Optimizer copy = Optimizers.of(spec, layout, Kernels.active());
    copy.copyFrom(whole);
    float[] two = one.clone();
    float[] calm = one.clone();
    float[] before = one.clone();
    run(whole, layout, one, 20, 1);
    run(resumed, layout, two, 20, 1);
    run(copy, layout, calm, 20, 1);
    assertThat(two).isEqualTo(one);
    for (Part part : layout.parts()) {
      int at = part.index(0, 0);
      double haste = 3 - 2.0 * 10 / Optimizer.HASTENED;
      assertThat((double) one[at] - before[at])
          .isCloseTo(haste * ((double) calm[at] - before[at]), within(1e-6));
    }
  }
}
