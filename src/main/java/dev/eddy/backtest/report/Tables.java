package dev.eddy.backtest.report;

import dev.eddy.backtest.replay.Output;
import dev.eddy.backtest.replay.ReplayRow;
import dev.eddy.backtest.replay.StepText;
import dev.eddy.forecast.StepForecast;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;

/**
 * The tables that grow row by row: forecasts, their quantiles, how strange values were, and what
 * was refused. For one thread.
 */
final class Tables implements Output, Closeable {
  private final ForecastText text;
  private final Writer forecasts;
  private final Writer quantiles;
  private final Writer anomalies;
  private final Writer rejected;

  /** Begins them. */
  Tables(ResultFolder folder, ForecastText text) throws IOException {
    this.text = text;
    this.forecasts = folder.file(ResultFolder.FORECASTS);
    this.quantiles = folder.file(ResultFolder.QUANTILES);
    this.anomalies = folder.file(ResultFolder.ANOMALIES);
    this.rejected = folder.file(ResultFolder.REJECTED);
    forecasts.write(text.meansHeader());
    quantiles.write(text.quantilesHeader());
    anomalies.write(text.anomaliesHeader());
    rejected.write("position,reason,detail\n");
  }

  @Override
  public void append(String series, StepForecast step, StepText said) {
    text.append(series, step, said);
  }

  @Override
  public void write(ReplayRow row) throws IOException {
    forecasts.append(row.text().means());
    quantiles.append(row.text().quantiles());
    anomalies.append(row.text().anomalies());
    if (row.rejection().isPresent()) {
      StringBuilder line = new StringBuilder().append(row.position()).append(',');
      line.append(row.rejection().get().reason().label()).append(',');
      CsvText.append(line, row.rejection().get().detail());
      rejected.append(line.append('\n'));
    }
  }

  @Override
  public void close() throws IOException {
    forecasts.close();
    quantiles.close();
    anomalies.close();
    rejected.close();
  }
}
