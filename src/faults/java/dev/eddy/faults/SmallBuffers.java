package dev.eddy.faults;

import dev.eddy.stream.BoundedRocksMemory;
import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/**
 * Stores that write to disk after 64 KiB: as often with few series as they do by themselves with
 * many, so that a fault of the disk is met. Made by Kafka.
 */
public final class SmallBuffers implements RocksDBConfigSetter {
  private static final long BUFFER_BYTES = 64 << 10;

  private final BoundedRocksMemory bounded = new BoundedRocksMemory();

  /** Made by Kafka. */
  public SmallBuffers() {}

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    bounded.setConfig(store, options, configs);
    options.setWriteBufferSize(BUFFER_BYTES);
  }

  @Override
  public void close(String store, Options options) {
    bounded.close(store, options);
  }
}
