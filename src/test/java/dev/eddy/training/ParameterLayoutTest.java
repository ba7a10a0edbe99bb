package dev.eddy.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.archive.Archived;
import dev.eddy.training.ParameterLayout.Role;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterLayoutTest {
  private static ParameterLayout layout() {
    ParameterLayout layout = new ParameterLayout();
    layout.add(Role.INPUT, List.of("a", "b", "c", "d"), 5, 3);
    layout.add(Role.BIAS, List.of("e"), 2, 1);
    return layout;
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
