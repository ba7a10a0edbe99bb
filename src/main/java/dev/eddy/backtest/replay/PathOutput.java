package dev.eddy.backtest.replay;

import dev.eddy.backtest.path.PathRecorder;
import dev.eddy.forecast.StepForecast;
import java.io.IOException;

/** Has paths drawn of each step, and hands it on. */
final class PathOutput implements Output {
  private final PathRecorder paths;
  private final Output next;

  PathOutput(PathRecorder paths, Output next) {
    this.paths = paths;
    this.next = next;
  }

  @Override
  public void append(String series, StepForecast step, StepText text) {
    paths.take(series, step);
    next.append(series, step, text);
  }

  @Override
  public void write(ReplayRow row) throws IOException {
    next.write(row);
  }
}
