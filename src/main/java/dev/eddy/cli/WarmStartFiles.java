package dev.eddy.cli;

import dev.eddy.state.InvalidWarmStart;
import dev.eddy.state.PortableSeries;
import dev.eddy.state.WarmStarts;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The option that names what series begin with. */
final class WarmStartFiles {
  @Option(
      names = "--warm-start",
      paramLabel = "FILE",
      description =
          "A series that eddy state export wrote, or a folder of such files; may be given again. If"
              + " nothing is known of the series of that name yet, it begins with what the file"
              + " remembers; what is before its last step is late.")
  private List<Path> files = List.of();

  /** Made by picocli. */
  WarmStartFiles() {}

  /**
   * Reads the files.
   *
   * @param fit throws an IllegalArgumentException for a series that cannot be gone on from
   * @throws UserError naming the first that is not as it should be
   */
  WarmStarts read(Consumer<PortableSeries> fit) {
    try {
      return WarmStarts.read(files, fit);
    } catch (InvalidWarmStart e) {
      throw UserError.wrongUse(e.getMessage());
    }
  }
}
