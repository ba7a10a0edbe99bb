package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StateSizesTest {
  @Test
  void asksForNoLessThanARecordMayHave() {
    StateSizes small = new StateSizes(1_000);
    assertThat(small.largestValueBytes()).isEqualTo(1 << 20);
    StateSizes large = new StateSizes(3_000_000);
    assertThat(large.largestValueBytes()).isEqualTo(6_000_000 + (64 << 10));
    assertThat(large.largestRecordBytes()).isEqualTo(6_000_000 + (128 << 10));
  }

  @Test
  void namesWhatIsTooLarge() {
    StateSizes sizes = new StateSizes(1_000);
    sizes.check("the snapshot", "a", new byte[1 << 20]);
    assertThatThrownBy(() -> sizes.check("the snapshot", "a", new byte[(1 << 20) + 1]))
        .isInstanceOf(StreamFailure.class)
        .hasMessage(
            "the snapshot of series a has 1048577 bytes: must be at most 1048576, as the topics"
                + " were made for no more");
  }
}
