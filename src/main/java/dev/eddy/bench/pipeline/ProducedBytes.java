package dev.eddy.bench.pipeline;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What this process's producers have sent, by their own account, framing of batches included: a
 * topic's size on the broker would be less by what was compacted meanwhile.
 */
final class ProducedBytes {
  private ProducedBytes() {}

  /** Bytes sent to the topics whose names begin and end so. */
  static double to(String beginning, String end) {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    try {
      ObjectName all =
          new ObjectName("kafka.producer:type=producer-topic-metrics,client-id=*,topic=*");
      double bytes = 0;
      for (ObjectName name : beans.queryNames(all, null)) {
        String topic = name.getKeyProperty("topic").replace("\"", "");
        if (topic.startsWith(beginning) && topic.endsWith(end)) {
          bytes += (Double) beans.getAttribute(name, "byte-total");
        }
      }
      return bytes;
    } catch (JMException e) {
      throw new IllegalStateException("Kafka's producers tell what they send", e);
    }
  }
}
