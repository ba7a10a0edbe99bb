package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;

class FaultsTest {
  @Test
  void waitsForWhatPasses() {
    assertThat(Faults.passes(new StreamsException(new NotLeaderOrFollowerException("moved"))))
        .isTrue();
    assertThat(Faults.passes(new StreamsException(new IOException("disk")))).isTrue();
  }

  @Test
  void waitsForSpaceOnTheDisk() {
    ProcessorStateException full =
        new ProcessorStateException("Error while putting", new RocksDBException("File too large"));
    assertThat(Faults.passes(new StreamsException("Exception caught in process", full))).isTrue();
    assertThat(Faults.passes(new ProcessorStateException("a directory cannot be made"))).isTrue();
  }

  @Test
  void doesNotTryAgainWhatWouldComeAgain() {
    assertThat(Faults.passes(new StreamsException(new ArithmeticException("by zero")))).isFalse();
    assertThat(Faults.passes(new StreamsException(new RecordTooLargeException("9")))).isFalse();
  }

  @Test
  void saysWhatWasMeantForPeople() {
    assertThat(Faults.words(new StreamsException(new StreamFailure("it is too large"))))
        .isEqualTo("it is too large");
    assertThat(
            Faults.words(
                new StreamsException("taskId=0_1,\n  offset=7", new ArithmeticException("zero"))))
        .isEqualTo("ArithmeticException: zero (taskId=0_1, offset=7)");
    assertThat(Faults.words(new IllegalStateException()))
        .isEqualTo("IllegalStateException: no more is known");
  }
}
