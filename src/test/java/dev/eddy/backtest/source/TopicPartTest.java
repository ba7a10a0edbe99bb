package dev.eddy.backtest.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** When a partition is waited for, and when it is over. */
class TopicPartTest {
  private static TopicPart part(long begin, long end) {
    return new TopicPart(new TopicPartition("t", 0), begin, end);
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset) {
    return new ConsumerRecord<>("t", 0, offset, null, new byte[0]);
  }

  @Test
  void anEmptyPartitionIsOverAtOnce() {
    TopicPart part = part(7, 7);
    assertThat(part.isOver()).isTrue();
    assertThat(part.isWaitedFor()).isFalse();
    assertThat(part.wantsMore()).isFalse();
    assertThat(part.length()).isZero();
  }

  @Test
  void whatLiesPastTheEndIsNotTaken() {
    TopicPart part = part(7, 9);
    assertThat(part.isWaitedFor()).isTrue();
    part.add(record(7));
    part.add(record(8));
    part.add(record(9));
    part.reached(10);
    assertThat(part.wantsMore()).isFalse();
    assertThat(part.take().offset()).isEqualTo(7);
    assertThat(part.done()).isEqualTo(1);
    assertThat(part.isOver()).isFalse();
    assertThat(part.take().offset()).isEqualTo(8);
    assertThat(part.isOver()).isTrue();
  }

  @Test
  void aPartitionWhoseLastRecordsWereAbortedEndsWithoutThem() {
    TopicPart part = part(0, 5);
    part.add(record(0));
    part.reached(5);
    assertThat(part.take().offset()).isZero();
    assertThat(part.isOver()).isTrue();
    assertThat(part.done()).isEqualTo(5);
  }

  @Test
  void enoughRecordsThatWaitAreEnough() {
    TopicPart part = part(0, 1_000_000);
    for (long offset = 0; part.wantsMore(); offset++) {
      part.add(record(offset));
      part.reached(offset + 1);
    }
    assertThat(part.isWaitedFor()).isFalse();
    part.take();
    assertThat(part.wantsMore()).isTrue();
  }
}
