package dev.eddy;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * Tools of the system that some tests want. Where one is not installed, its test is skipped with
 * one printed line, or fails where {@code -Deddy.tools=required} was given.
 */
public final class Tools {
  private Tools() {}

  /**
   * Where a tool is.
   *
   * @throws org.opentest4j.TestAbortedException if it is not on the PATH, and not required
   * @throws AssertionError if it is not on the PATH, and required
   */
  public static Path find(String tool) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> missing(tool));
  }

  private static Path missing(String tool) {
    String message = tool + " is not on the PATH";
    if (System.getProperty("eddy.tools", "").equals("required")) {
      return fail(message + ", and -Deddy.tools=required was given");
    }
    System.out.println("skipped: " + message);
    return Assumptions.abort(message);
  }

  /**
   * What a tool said.
   *
   * @param exitCode what it ended with
   * @param output both its streams, as one
   */
  public record Result(int exitCode, String output) {}

  /** Runs a tool to its end. */
  public static Result run(String input, List<String> command) {
    try {
      Path said = Files.createTempFile("tool", ".txt");
      Path given = Files.writeString(Files.createTempFile("tool", ".in"), input);
      try {
        int exitCode =
            new ProcessBuilder(command)
                .redirectInput(given.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        return new Result(exitCode, Files.readString(said, StandardCharsets.UTF_8));
      } finally {
        Files.delete(said);
        Files.delete(given);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
