package dev.eddy.backtest.source;

import dev.eddy.spec.TopologySpec;

/**
 * The history of a topic, up to where its partitions end when it is opened. Records are decoded as
 * the stream decodes them.
 *
 * <p><b>Order.</b> Records of a partition come in their order, and of several partitions the one
 * with the earliest timestamp comes first, equal ones by partition. Where each series lies in one
 * partition, as in a topic that is keyed by series, every series so sees what it sees in
 * production, and forecasts the same to the bit. Where a series lies in several, production takes
 * its records in an order that only its own topic {@code by-series} has, and that depends on how
 * its tasks were timed: no reader of the source can know it, so a note says that there are such
 * series.
 *
 * @param topic whose records have the form of the topology's own topic
 * @param range of the records' timestamps: each partition is read from its first record that is
 *     stamped within the range until before its first that is stamped later
 */
public record TopicSource(String topic, TimeRange range) implements RowSource {
  @Override
  public String name() {
    return "topic " + topic;
  }

  @Override
  public InputRows open(TopologySpec spec) {
    return new TopicRows(this, spec);
  }
}
