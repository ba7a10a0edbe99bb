package dev.eddy.observe;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often may be asked: a token bucket for each client address (of IPv6 the first 64 bits, as
 * whoever has one address there has them all) and one for all together. What is refused takes
 * nothing from either. Remembers {@value #MOST_CLIENTS} clients, who came last.
 *
 * <p>Safe for use by several threads. Cost: a lookup and a few additions.
 */
final class RequestLimits {
  private static final int MOST_CLIENTS = 1_024;
  private static final int NETWORK_BYTES = 8;

  private final Rate eachClient;
  private final LongSupplier nanoTime;
  private final Bucket total;
  private final Map<String, Bucket> clients =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_CLIENTS;
        }
      };

  /**
   * How many requests are let through.
   *
   * @param perSecond in the long run
   * @param burst at once, after a silence
   */
  record Rate(double perSecond, int burst) {}

  /** What a process lets through unless told otherwise. */
  static RequestLimits usual() {
    return new RequestLimits(new Rate(50, 200), new Rate(200, 800), System::nanoTime);
  }

  /**
   * With limits of their own.
   *
   * @param nanoTime a clock that only goes forward
   */
  RequestLimits(Rate eachClient, Rate all, LongSupplier nanoTime) {
    this.eachClient = eachClient;
    this.nanoTime = nanoTime;
    this.total = new Bucket(all, nanoTime.getAsLong());
  }

  /** Zero if a request of this client may be answered, which it then counts; else how long not. */
  synchronized Duration delayOf(InetAddress client) {
    long now = nanoTime.getAsLong();
    Bucket own = clients.computeIfAbsent(network(client), any -> new Bucket(eachClient, now));
    double seconds = Math.max(own.secondsUntilNext(now), total.secondsUntilNext(now));
    if (seconds > 0) {
      return Duration.ofMillis((long) Math.ceil(seconds * 1e3));
    }
    own.tokens--;
    total.tokens--;
    return Duration.ZERO;
  }

  private static String network(InetAddress client) {
    byte[] address = client.getAddress();
    boolean wide = client instanceof Inet6Address;
    return Arrays.toString(wide ? Arrays.copyOf(address, NETWORK_BYTES) : address);
  }

  private static final class Bucket {
    private final Rate rate;
    private double tokens;
    private long filledAt;

    Bucket(Rate rate, long now) {
      this.rate = rate;
      this.tokens = rate.burst();
      this.filledAt = now;
    }

    double secondsUntilNext(long now) {
      tokens = Math.min(rate.burst(), tokens + (now - filledAt) / 1e9 * rate.perSecond());
      filledAt = now;
      return tokens >= 1 ? 0 : (1 - tokens) / rate.perSecond();
    }
  }
}
