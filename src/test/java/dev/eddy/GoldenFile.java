package dev.eddy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text that is kept in the repository and must be what the program says. {@code
 * -Deddy.golden=write} writes it anew, to be read in the difference before it is committed.
 */
public final class GoldenFile {
  private GoldenFile() {}

  /**
   * Compares.
   *
   * @param file from the repository's root
   * @throws AssertionError if the file says something else
   */
  public static void check(String file, String actual) {
    Path path = Path.of(file);
    try {
      if (System.getProperty("eddy.golden", "").equals("write")) {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(path, actual);
      }
      assertThat(Files.exists(path) ? Files.readString(path) : "")
          .as("%s; written anew by mvn test -Deddy.golden=write", file)
          .isEqualTo(actual);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
