package dev.eddy.backtest.report;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.state.PortableSeries;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where exported series go, a file each, named after the series with what no file name may hold
 * written as in addresses. Files of the same series are replaced.
 */
final class ModelFolder {
  private static final String ENDING = ".state";

  private final Path folder;

  ModelFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes a series.
   *
   * @throws BacktestFailure if it cannot be written
   */
  void write(PortableSeries series) {
    String name = URLEncoder.encode(series.series(), StandardCharsets.UTF_8).replace("*", "%2A");
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(name + ENDING), series.bytes());
    } catch (IOException e) {
      throw BacktestFailure.ofRunning(
          folder + ": models cannot be written: " + BacktestFailure.reason(e), e);
    }
  }
}
