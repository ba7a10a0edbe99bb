package dev.eddy.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A Java of another version than that of this process. */
final class OtherJava {
  private static final Path MACHINES = Path.of("/usr/lib/jvm");

  private OtherJava() {}

  /** That of {@code EDDY_OTHER_JAVA}; else 25 where it is installed, or 17 if this is 25. */
  static Optional<Path> find() {
    String named = System.getProperty("eddy.other.java", System.getenv("EDDY_OTHER_JAVA"));
    if (named != null && !named.isBlank()) {
      return Optional.of(Path.of(named));
    }
    if (!Files.isDirectory(MACHINES)) {
      return Optional.empty();
    }
    String version = Runtime.version().feature() == 25 ? "17" : "25";
    try (Stream<Path> found = Files.list(MACHINES)) {
      return found
          .filter(home -> home.getFileName().toString().contains(version))
          .map(home -> home.resolve("bin/java"))
          .filter(Files::isExecutable)
          .sorted()
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
