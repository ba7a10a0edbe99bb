package dev.eddy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.kernel.Kernels;
import dev.eddy.model.LearningReport.Outcome;
import dev.eddy.spec.AdamSpec;
import dev.eddy.spec.ClipSpec;
import dev.eddy.spec.SgdSpec;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.ParameterLayout.Part;
import dev.eddy.training.ParameterLayout.Role;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainedParametersTest {
  private static final int ROWS = 3;
  private static final int COLUMNS = 5;

  /** Parameters with the array that they are. */
  private static final class Model {
    final ParameterLayout layout = new ParameterLayout();
    final Part part = layout.add(Role.INPUT, List.of("all"), ROWS, COLUMNS);
    final float[] values = new float[layout.size()];
    final TrainedParameters parameters;

    Model(ClipSpec clip) {
      for (int row = 0; row < ROWS; row++) {
        for (int column = 0; column < COLUMNS; column++) {
          values[part.index(row, column)] = row - column;
        }
      }
      parameters =
          new TrainedParameters(
              layout, values, new AdamSpec(0.01, null, null, null), clip, Kernels.active());
    }

    Outcome update(float first, float others) {
      float[] gradient = new float[layout.size()];
      for (int row = 0; row < ROWS; row++) {
        for (int column = 0; column < COLUMNS; column++) {
          gradient[part.index(row, column)] = others * (1 + row + column);
        }
      }
      gradient[part.index(0, 0)] = first;
      return parameters.update(gradient);
    }

    void updateRandomly(int times, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < times; i++) {
        Outcome outcome =
            update((float) random.nextDouble(-1, 1), (float) random.nextDouble(-1, 1));
        assertThat(outcome).isEqualTo(Outcome.APPLIED);
      }
    }
  }

  private final Model model = new Model(ClipSpec.NONE);

  @Test
  void anUpdateSaysItsNormAndWhatTheClipLeftOfIt() {
    Model clipped = new Model(ClipSpec.parse("0.5"));
    double norm = Math.sqrt(9 + 4 * squares());
    assertThat(clipped.update(3, 2)).isEqualTo(Outcome.APPLIED);
    assertThat(clipped.parameters.applied()).isEqualTo(1);
    assertThat(clipped.parameters.norm()).isCloseTo(norm, within(1e-5));
    assertThat(clipped.parameters.appliedNorm()).isCloseTo(0.5, within(1e-5));
    assertThat(clipped.parameters.clipped()).isTrue();
    clipped.update(0.1f, 0);
    assertThat(clipped.parameters.clipped()).isFalse();
    assertThat(clipped.parameters.appliedNorm())
        .isEqualTo(clipped.parameters.norm())
        .isCloseTo(0.1, within(1e-7));
    assertThat(clipped.parameters.applied()).isEqualTo(2);
  }

  @Test
  void aLimitOnComponentsCutsThoseAlone() {
    Model cut = new Model(ClipSpec.parse("value 2.5"));
    cut.update(-9, 1); // and 2, 3 … 7 beside it
    double norm = Math.sqrt(81 + squares());
    assertThat(cut.parameters.norm()).isCloseTo(norm, within(1e-5));
    int uncut = 2; // of magnitude 2; none has 1 but the first, which is replaced
    double left = Math.sqrt(2.5 * 2.5 * (ROWS * COLUMNS - uncut) + 4 * uncut);
    assertThat(cut.parameters.appliedNorm()).isCloseTo(left, within(1e-5));
    assertThat(cut.parameters.clipped()).isTrue();
    cut.update(2.5f, 0);
    assertThat(cut.parameters.clipped()).isFalse();
    assertThat(cut.parameters.appliedNorm()).isEqualTo(cut.parameters.norm()).isEqualTo(2.5);
  }

  @Test
  void everyGroupHasItsNorm() {
    ParameterLayout layout = new ParameterLayout();
    Part gates = layout.add(Role.INPUT, List.of("gate", "candidate"), 1, 2);
    Part bias = layout.add(Role.BIAS, List.of("gate", "candidate"), 1, 1);
    TrainedParameters parameters =
        new TrainedParameters(
            layout,
            new float[layout.size()],
            new SgdSpec(null, null, null, null),
            ClipSpec.NONE,
            Kernels.active());
    float[] gradient = new float[layout.size()];
    gradient[gates.index(0, 1)] = 3;
    gradient[bias.index(0, 0)] = 4;
    gradient[gates.index(1, 0)] = 12;
    parameters.update(gradient);
    assertThat(parameters.report(new double[0]).byGroup())
        .containsExactly(entry("gate", 5.0), entry("candidate", 12.0));
    assertThat(parameters.norm()).isEqualTo(13);
  }

  /** Of 1 + row + column, but for the first place. */
  private static double squares() {
    double sum = -1;
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        sum += (1 + row + column) * (1 + row + column);
      }
    }
    return sum;
  }

  /** Adam's first step is the learning rate long in every direction that has a gradient. */
  @Test
  void theFirstStepGoesDownTheGradientByTheLearningRate() {
    float[] before = model.values.clone();
    model.update(-7, 1e-3f);
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        int at = model.part.index(row, column);
        double down = row + column == 0 ? 0.01 : -0.01;
        assertThat((double) model.values[at] - before[at]).isCloseTo(down, within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f})
  void aGradientThatIsNotFiniteIsLeftOut(float poison) {
    model.updateRandomly(5, 1);
    byte[] before = ArchiveWriter.bytesOf(model.parameters);
    float[] values = model.values.clone();
    assertThat(model.update(poison, 1)).isEqualTo(Outcome.NON_FINITE);
    assertThat(model.parameters.appliedNorm()).isEqualTo(0);
    assertThat(model.parameters.clipped()).isFalse();
    assertThat(model.parameters.applied()).isEqualTo(5);
    assertThat(model.values).isEqualTo(values);
    byte[] after = ArchiveWriter.bytesOf(model.parameters);
    assertThat(Arrays.copyOf(after, after.length - 4)) // all but the count of failures
        .isEqualTo(Arrays.copyOf(before, before.length - 4));
  }

  @Test
  void anUpdateThatWouldNotLeaveAParameterFiniteIsLeftOut() {
    model.values[model.part.index(2, 1)] = Float.MAX_VALUE;
    TrainedParameters parameters =
        new TrainedParameters(
            model.layout,
            model.values,
            new AdamSpec(1.0, 0.0, 0.0, 1e-30),
            ClipSpec.NONE,
            Kernels.active());
    float[] before = model.values.clone();
    float[] gradient = new float[model.layout.size()];
    gradient[model.part.index(2, 1)] = -1;
    gradient[model.part.index(0, 0)] = 1;
    Outcome outcome = parameters.update(gradient);
    // one is lost beside the largest float: the step is made; an infinite one is not
    assertThat(outcome).isEqualTo(Outcome.APPLIED);
    assertThat(model.values[model.part.index(2, 1)]).isEqualTo(Float.MAX_VALUE);
    assertThat(model.values[model.part.index(0, 0)]).isEqualTo(before[model.part.index(0, 0)] - 1);
    model.values[model.part.index(2, 1)] = Float.NaN;
    float[] poisoned = model.values.clone();
    assertThat(parameters.update(new float[model.layout.size()])).isEqualTo(Outcome.NON_FINITE);
    assertThat(model.values).isEqualTo(poisoned);
  }

  @Test
  void theThirdFailureInARowGoesBackToTheStart() {
    float[] start = model.values.clone();
    model.updateRandomly(20, 2);
    float[] later = model.values.clone();
    assertThat(model.update(Float.NaN, 1)).isEqualTo(Outcome.NON_FINITE);
    assertThat(model.update(Float.NaN, 1)).isEqualTo(Outcome.NON_FINITE);
    assertThat(model.values).isEqualTo(later);
    assertThat(model.update(Float.NaN, 1)).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(model.parameters.appliedNorm()).isEqualTo(0);
    assertThat(model.values).isEqualTo(start);
    assertThat(model.update(Float.NaN, 1)).isEqualTo(Outcome.NON_FINITE);
  }

  @Test
  void aSuccessForgivesTheFailuresBeforeIt() {
    for (int i = 0; i < 5; i++) {
      assertThat(model.update(Float.NaN, 1)).isEqualTo(Outcome.NON_FINITE);
      assertThat(model.update(Float.NaN, 1)).isEqualTo(Outcome.NON_FINITE);
      assertThat(model.update(1, 1)).isEqualTo(Outcome.APPLIED);
    }
  }

  /** Gone back, it goes on as one that was never led astray. */
  @Test
  void theCheckpointHoldsParametersAndMomentsOfItsTime() {
    model.updateRandomly(TrainedParameters.CHECKPOINT_EVERY, 3);
    Model straight = new Model(ClipSpec.NONE);
    straight.updateRandomly(TrainedParameters.CHECKPOINT_EVERY, 3);
    model.updateRandomly(TrainedParameters.CHECKPOINT_EVERY - 1, 4);
    for (int i = 0; i < TrainedParameters.PATIENCE; i++) {
      model.update(Float.NaN, 1);
    }
    assertThat(model.values).isEqualTo(straight.values);
    model.updateRandomly(50, 5);
    straight.updateRandomly(50, 5);
    assertThat(model.values).isEqualTo(straight.values);
  }

  @Test
  void loadedItKeepsItsCountersItsCheckpointAndItsBits() {
    Model auto = new Model(ClipSpec.AUTO);
    float[] start = auto.values.clone();
    auto.updateRandomly(TrainedParameters.CHECKPOINT_EVERY - 3, 6);
    auto.update(Float.NaN, 1);
    auto.update(Float.NaN, 1);
    byte[] bytes = ArchiveWriter.bytesOf(auto.parameters);
    assertThat(ArchiveSize.of(auto.parameters)).isEqualTo(bytes.length);
    Model failing = new Model(ClipSpec.AUTO);
    failing.updateRandomly(7, 7);
    ArchiveReader.load(bytes, failing.parameters);
    assertThat(failing.values).isEqualTo(auto.values);
    assertThat(failing.update(Float.NaN, 1)).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(failing.values).isEqualTo(start);

    Model going = new Model(ClipSpec.AUTO);
    ArchiveReader.load(bytes, going.parameters);
    going.updateRandomly(3, 8);
    auto.updateRandomly(3, 8);
    float[] checkpoint = going.values.clone();
    going.updateRandomly(10, 9);
    auto.updateRandomly(10, 9);
    assertThat(going.values).isEqualTo(auto.values);
    assertThat(ArchiveWriter.bytesOf(going.parameters))
        .isEqualTo(ArchiveWriter.bytesOf(auto.parameters));
    for (int i = 0; i < TrainedParameters.PATIENCE; i++) {
      going.update(Float.NaN, 1);
    }
    assertThat(going.values).isEqualTo(checkpoint);
  }
}
