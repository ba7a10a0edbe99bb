package dev.eddy.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback address. */
final class LoopbackPort {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private LoopbackPort() {}

  /** One that was free a moment ago. */
  static int free() {
    try (ServerSocket socket = bind(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no port of 127.0.0.1 is free", e);
    }
  }

  /**
   * Returns if a server could listen there.
   *
   * @throws DemoFailure if it could not
   */
  static void require(int port) {
    try (ServerSocket socket = bind(port)) {
      socket.getLocalPort();
    } catch (IOException e) {
      throw DemoFailure.ofRunning(
          "port " + port + " of 127.0.0.1 cannot be had: " + e.getMessage(), e);
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
