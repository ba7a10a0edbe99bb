package dev.eddy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.archive.Archived;
import dev.eddy.kernel.Kernels;
import dev.eddy.spec.AdamSpec;
import dev.eddy.training.ParameterLayout.Role;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdamTest {
  private static final AdamSpec SPEC = new AdamSpec(0.01, 0.9, 0.99, 1e-8);

  private static ParameterLayout layout() {
    ParameterLayout layout = new ParameterLayout();
    layout.add(Role.INPUT, List.of("a", "b", "c", "d"), 5, 3);
    layout.add(Role.BIAS, List.of("e"), 2, 1);
    return layout;
  }

  /** The formula of the paper, in double. */
  @Test
  void stepsFollowThePaper() {
    ParameterLayout layout = layout();
    Adam adam = new Adam(SPEC, layout, Kernels.active());
    float[] parameters = new float[layout.size()];
    double w = 0;
    double m = 0;
    double v = 0;
    for (int t = 1; t <= 50; t++) {
      double g = Math.sin(t) * 0.5;
      float[] gradient = new float[layout.size()];
      gradient[7] = (float) (2 * g);
      assertThat(adam.step(parameters, gradient, 0.5)).isTrue();
      m = 0.9 * m + 0.1 * g;
      v = 0.99 * v + 0.01 * g * g;
      double mean = m / (1 - Math.pow(0.9, t));
      double square = v / (1 - Math.pow(0.99, t));
      w -= 0.01 * mean / (Math.sqrt(square) + 1e-8);
      assertThat((double) parameters[7]).isCloseTo(w, within(1e-6));
    }
    assertThat(parameters[6]).isZero();
  }

  @Test
  void restoredMomentsGoOn() {
    ParameterLayout layout = layout();
    Adam adam = new Adam(SPEC, layout, Kernels.active());
    float[] parameters = new float[layout.size()];
    adam.step(parameters, gradient(layout), 1);
    Adam restored = new Adam(SPEC, layout, Kernels.active());
    ArchiveReader.load(ArchiveWriter.bytesOf(adam), restored);
    float[] other = parameters.clone();
    adam.step(parameters, gradient(layout), 1);
    restored.step(other, gradient(layout), 1);
    assertThat(other).isEqualTo(parameters);
  }

  /** A gradient that leaves padding at zero, as every gradient does. */
  private static float[] gradient(ParameterLayout layout) {
    float[] gradient = new float[layout.size()];
    ParameterLayout.Part part = layout.parts().get(0);
    for (int i = 0; i < 60; i++) {
      gradient[part.index(i / 3, i % 3)] = i - 20;
    }
    return gradient;
  }

  @Test
  void archivesHoldRowsWithoutPadding() {
    ParameterLayout layout = layout();
    assertThat(layout.count()).isEqualTo(62);
    assertThat(layout.size()).isEqualTo(4 * 16 * 3 + 16);
    float[] flat = gradient(layout);
    Archived archived = archive -> layout.archive(archive, flat);
    assertThat(ArchiveSize.of(archived)).isEqualTo(4 * 62 + 2 * 4);
    float[] rows = new float[60];
    ByteBuffer.wrap(ArchiveWriter.bytesOf(archived))
        .order(ByteOrder.LITTLE_ENDIAN)
        .position(4)
        .asFloatBuffer()
        .get(rows);
    for (int i = 0; i < 60; i++) {
      assertThat(rows[i]).isEqualTo(i - 20);
    }
  }
}
