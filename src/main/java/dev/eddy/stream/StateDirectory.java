package dev.eddy.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Where a process keeps its stores. It also tells the process from others: whoever comes back with
 * the same directory takes up the same partitions at once, even after a crash, as brokers need not
 * wait to be sure that the one before is gone. One process to a directory and topology: it is
 * locked until closed.
 */
final class StateDirectory implements AutoCloseable {
  private final Path path;
  private final FileChannel lock;
  private final String identity;

  /**
   * A directory, made if it is not there.
   *
   * @param topology whose identity is asked for
   * @throws StreamFailure if it cannot be written, or is in use
   */
  StateDirectory(Path path, String topology) {
    this.path = path;
    try {
      Files.createDirectories(path);
      this.lock = lock(path.resolve(topology + ".lock"));
    } catch (IOException e) {
      throw cannotBeWritten(e);
    }
    try {
      this.identity = identity(path.resolve(topology + ".instance"));
    } catch (IOException e) {
      close();
      throw cannotBeWritten(e);
    }
  }

  private StreamFailure cannotBeWritten(IOException e) {
    return failure(" cannot be written: " + e.getClass().getSimpleName(), e);
  }

  private StreamFailure failure(String what, Exception cause) {
    return new StreamFailure(
        "state directory " + path.toAbsolutePath() + what + "; choose another with --state-dir",
        cause);
  }

  private FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
    }
    channel.close();
    throw failure(" is in use by another process", null);
  }

  private static String identity(Path file) throws IOException {
    if (Files.exists(file)) {
      Path writable = Files.createTempFile(file.toAbsolutePath().getParent(), "writable", null);
      Files.delete(writable);
      String known = Files.readString(file).strip();
      if (!known.isEmpty()) {
        return known;
      }
    }
    String made = UUID.randomUUID().toString();
    Files.writeString(file, made + "\n");
    return made;
  }

  Path path() {
    return path;
  }

  /** A name that no other process has. */
  String identity() {
    return identity;
  }

  /** Others may use it now. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("state directory " + path + " cannot be closed", e);
    }
  }
}
