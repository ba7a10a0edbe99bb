package dev.eddy.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Where a process keeps its stores. It also tells the process from others: whoever comes back with
 * the same directory takes up the same partitions at once, even after a crash, as brokers need not
 * wait to be sure that the one before is gone.
 */
final class StateDirectory {
  private final Path path;
  private final String identity;

  /**
   * A directory, made if it is not there.
   *
   * @param topology whose identity is asked for
   * @throws StreamFailure if it cannot be written
   */
  StateDirectory(Path path, String topology) {
    this.path = path;
    try {
      Files.createDirectories(path);
      this.identity = identity(path.resolve(topology + ".instance"));
    } catch (IOException e) {
      throw new StreamFailure(
          "state directory "
              + path.toAbsolutePath()
              + " cannot be written: "
              + e.getClass().getSimpleName()
              + "; choose another with --state-dir",
          e);
    }
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
}
