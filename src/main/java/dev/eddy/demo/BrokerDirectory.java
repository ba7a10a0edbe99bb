package dev.eddy.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Where a broker keeps its records: locked against a second broker while open, formatted once.
 * Closing one that is temporary deletes it.
 */
final class BrokerDirectory implements AutoCloseable {
  private static final String LOCK = "eddy-broker.lock";

  private final Path path;
  private final Optional<TemporaryDirectory> temporary;
  private final FileChannel lock;

  private BrokerDirectory(Path path, Optional<TemporaryDirectory> temporary, FileChannel lock) {
    this.path = path;
    this.temporary = temporary;
    this.lock = lock;
  }

  /** A new one, deleted on closing. */
  static BrokerDirectory temporary() {
    TemporaryDirectory directory = new TemporaryDirectory("eddy-broker-");
    try {
      return new BrokerDirectory(directory.path(), Optional.of(directory), lock(directory.path()));
    } catch (IOException e) {
      directory.close();
      throw DemoFailure.ofRunning(
          "data directory " + directory.path() + " cannot be used: " + e, e);
    }
  }

  /**
   * One that stays: made if it is not there, and used on if a broker was there before.
   *
   * @throws DemoFailure if it cannot be written, is in use, or holds something else
   */
  static BrokerDirectory of(Path path) {
    FileChannel lock;
    try {
      Files.createDirectories(path);
      requireOwn(path);
      lock = lock(path);
    } catch (IOException e) {
      throw DemoFailure.ofRunning("data directory " + path + " cannot be used: " + e, e);
    }
    return new BrokerDirectory(path, Optional.empty(), lock);
  }

  Path path() {
    return path;
  }

  boolean isTemporary() {
    return temporary.isPresent();
  }

  /**
   * Writes what makes it a Kafka directory, if that is not there.
   *
   * @param cluster the same for all nodes of one
   * @param node which of them this is
   */
  void format(Uuid cluster, int node) {
    if (Files.exists(path.resolve("meta.properties"))) {
      return;
    }
    try {
      new Formatter()
          .setClusterId(cluster.toString())
          .setNodeId(node)
          .setControllerListenerName(BrokerProperties.CONTROLLER)
          .setMetadataLogDirectory(path.toString())
          .addDirectory(path.toString())
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .run();
    } catch (Exception e) {
      throw DemoFailure.ofRunning("data directory " + path + " cannot be prepared: " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("data directory " + path + " cannot be closed", e);
    } finally {
      temporary.ifPresent(TemporaryDirectory::close);
    }
  }

  private static void requireOwn(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      boolean empty = files.allMatch(file -> file.endsWith(LOCK));
      if (!empty && !Files.exists(path.resolve("meta.properties"))) {
        throw DemoFailure.ofRunning(
            "data directory "
                + path
                + " holds files that are not a broker's; name an empty one or a new one",
            null);
      }
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
    }
    channel.close();
    throw DemoFailure.ofRunning("data directory " + path + " is in use by another broker", null);
  }
}
