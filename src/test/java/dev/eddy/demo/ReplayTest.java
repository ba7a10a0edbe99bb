package dev.eddy.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {

  @ParameterizedTest
  @CsvSource({"1x, 5000", "60x, 83.3333", "0.5x, 10000", "100X, 50"})
  void rowsWaitAsLongAsTheyWereRecordedOverTheFactor(String speed, double millis) {
    ReplaySpeed parsed = ReplaySpeed.parse(speed);
    assertThat(parsed.paced()).isTrue();
    assertThat(parsed.nanosAfterStart(5000))
        .isCloseTo((long) (millis * 1e6), Offset.offset(100_000L));
  }

  @Test
  void maxWaitsForNothingAndNoRowWaitsForOnesBeforeIt() {
    assertThat(ReplaySpeed.parse("max")).isEqualTo(ReplaySpeed.MAX);
    assertThat(ReplaySpeed.MAX.paced()).isFalse();
    assertThat(ReplaySpeed.parse("1x").nanosAfterStart(-5000)).isZero();
    assertThat(ReplaySpeed.parse("0.000000001x").nanosAfterStart(1L << 60))
        .isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "60", "x", "0x", "-1x", "0.0x", "1e3x", "NaNx", "fast", "MAX "})
  void otherSpeedsAreRefused(String speed) {
    assertThatExceptionOfType(DemoFailure.class)
        .isThrownBy(() -> ReplaySpeed.parse(speed))
        .withMessage(
            "--speed " + speed + ": must be max, or a factor above 0 such as 1x, 60x or 0.5x")
        .matches(DemoFailure::wrongUse);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a b", "ä", "a/b"})
  void topicsThatKafkaCannotNameAreRefused(String topic) {
    assertThatExceptionOfType(DemoFailure.class)
        .isThrownBy(() -> Replay.of(topic))
        .withMessageStartingWith("--topic " + topic + ": must be")
        .matches(DemoFailure::wrongUse);
  }

  @Test
  void aTopicHasAtLeastOnePartition() {
    assertThatExceptionOfType(DemoFailure.class)
        .isThrownBy(() -> Replay.of("t").creatingTopic(0))
        .withMessage("--partitions 0: must be 1 to 10000");
  }
}
