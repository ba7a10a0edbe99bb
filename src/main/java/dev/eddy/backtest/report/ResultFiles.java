package dev.eddy.backtest.report;

import dev.eddy.backtest.replay.BacktestRequest;
import dev.eddy.backtest.replay.BacktestResult;
import java.io.IOException;
import java.io.Writer;

/** The files that are written once all is known. */
final class ResultFiles {
  private final BacktestRequest request;
  private final String command;
  private final BacktestResult result;

  ResultFiles(BacktestRequest request, String command, BacktestResult result) {
    this.request = request;
    this.command = command;
    this.result = result;
  }

  void writeTo(ResultFolder folder) throws IOException {
    if (result.paths().isPresent()) {
      try (Writer file = folder.file(ResultFolder.PATHS)) {
        PathText.write(result.paths().get(), request.spec(), file);
      }
    }
    write(folder, ResultFolder.SCORES, ResultJson.scores(request.spec().name(), result));
    write(folder, ResultFolder.RUN, ResultJson.run(request, command, result));
    write(folder, ResultFolder.REPORT, new Report(request, result).html());
  }

  private static void write(ResultFolder folder, String name, String text) throws IOException {
    try (Writer file = folder.file(name)) {
      file.write(text);
    }
  }
}
