package dev.eddy.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback address for servers that come and go. */
final class Ports {
  /**
   * Below those that systems give to clients: one of these could be taken while its server is down,
   * even by a client that tries to reach that very server.
   */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 30_000;

  private Ports() {}

  /** So many that were free a moment ago, all different. */
  static int[] free(int count) {
    Set<Integer> found = new LinkedHashSet<>();
    while (found.size() < count) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        found.add(port);
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
