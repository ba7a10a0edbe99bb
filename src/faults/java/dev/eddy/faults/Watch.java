package dev.eddy.faults;

import static org.awaitility.Awaitility.await;

import dev.eddy.demo.CommittedTopic;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Looks at the topic of forecasts while it is written: how far each partition has come, and how
 * long it was mute. Safe for use by several threads.
 */
final class Watch implements AutoCloseable {
  private final String servers;
  private final String topic;
  private final long[] newest; // by partition: timestamps
  private final long[] heard; // by partition: nanoseconds
  private final Thread thread = new Thread(this::run, "watch");
  private long forecasts;
  private long silence;
  private volatile boolean closed;

  Watch(String servers, String topic, int partitions) {
    this.servers = servers;
    this.topic = topic;
    this.newest = new long[partitions];
    this.heard = new long[partitions];
    Arrays.fill(heard, System.nanoTime());
    thread.start();
  }

  private void run() {
    try (CommittedTopic committed = new CommittedTopic(servers, topic)) {
      while (!closed) {
        committed.poll(this::see);
      }
    }
  }

  private synchronized void see(ConsumerRecord<byte[], byte[]> record) {
    int partition = record.partition();
    long now = System.nanoTime();
    silence = Math.max(silence, now - heard[partition]);
    heard[partition] = now;
    newest[partition] = Math.max(newest[partition], record.timestamp());
    forecasts++;
  }

  /** How many forecasts there are. */
  synchronized long forecasts() {
    return forecasts;
  }

  /** True if each partition has forecasts from records of this timestamp, or later ones. */
  synchronized boolean hasCome(long timestamp) {
    return Arrays.stream(newest).allMatch(come -> come >= timestamp);
  }

  /** The longest that a partition had no forecast, in seconds, since this was last asked. */
  synchronized double longestSilence() {
    long now = System.nanoTime();
    long longest = Math.max(silence, now - Arrays.stream(heard).min().orElse(now));
    silence = 0;
    return longest / 1e9;
  }

  @Override
  public void close() {
    closed = true;
    await().atMost(Duration.ofMinutes(1)).until(() -> !thread.isAlive());
  }
}
