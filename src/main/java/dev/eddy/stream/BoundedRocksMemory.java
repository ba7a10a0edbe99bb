package dev.eddy.stream;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One memory for all stores of the process, beside the heap: left alone, each store of each
 * partition would take up to 50 MiB for itself. Made by Kafka, for each store; safe for use by
 * several threads.
 */
public final class BoundedRocksMemory implements RocksDBConfigSetter {
  /** All that the stores hold in memory: blocks read, indexes, and what is not yet on disk. */
  static final long TOTAL_BYTES = 128L << 20;

  /** The part of it for what is not yet on disk. */
  static final long WRITE_BYTES = 64L << 20;

  private static final double INDEX_SHARE = 0.1;
  private static final int BITS_DERIVED = -1; // RocksDB derives the number of shards itself

  static {
    RocksDB.loadLibrary();
  }

  private static final Cache CACHE = new LRUCache(TOTAL_BYTES, BITS_DERIVED, false, INDEX_SHARE);
  private static final WriteBufferManager WRITES = new WriteBufferManager(WRITE_BYTES, CACHE);

  /** Made by Kafka. */
  public BoundedRocksMemory() {}

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setWriteBufferManager(WRITES);
    options.setTableFormatConfig(table);
  }

  @Override
  public void close(String store, Options options) {
    // The memory is that of all stores, and stays.
  }
}
