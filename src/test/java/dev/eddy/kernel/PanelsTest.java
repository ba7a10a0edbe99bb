package dev.eddy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PanelsTest {
  @Test
  void alignedMatricesDoNotOverlap() {
    Panels first = AlignedPanels.zeros(5, 3);
    Panels second = AlignedPanels.zeros(17, 2);
    assertThat(first.rows()).isEqualTo(16);
    assertThat(second.rows()).isEqualTo(32);
    fill(first, 1);
    fill(second, 2);
    assertThat(first.values()[first.index(15, 2)]).isEqualTo(1f);
    assertThat(second.values()[second.index(0, 0)]).isEqualTo(2f);
    assertThat(second.from() % 16).isEqualTo(12);
  }

  @Test
  void matricesLargerThanAChunkHaveAnArrayOfTheirOwn() {
    Panels large = AlignedPanels.zeros(4_096, 4_096);
    assertThat(large.values()[large.index(4_095, 4_095)]).isZero();
  }

  @Test
  void copiesAreEqual() {
    Panels from = new Panels(new float[100], 7, 16, 3);
    for (int i = 0; i < from.size(); i++) {
      from.values()[7 + i] = i;
    }
    Panels to = AlignedPanels.zeros(16, 3);
    from.copyInto(to);
    assertThat(to.values()[to.index(15, 2)]).isEqualTo(47f);
    assertThat(to.values()[to.index(0, 1)]).isEqualTo(16f);
  }

  private static void fill(Panels matrix, float value) {
    for (int i = 0; i < matrix.size(); i++) {
      matrix.values()[matrix.from() + i] = value;
    }
  }
}
