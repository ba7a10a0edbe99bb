package dev.eddy.backtest.replay;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.path.PathRecorder;
import dev.eddy.backtest.score.Scorer;
import dev.eddy.backtest.source.CsvRow;
import dev.eddy.backtest.source.InputFile;
import dev.eddy.config.TopologyText;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.series.Assembled.Verdict;
import dev.eddy.series.ObservationDecoder;
import dev.eddy.series.RejectedRecord;
import dev.eddy.series.Rejection;
import dev.eddy.series.Rejection.Reason;
import dev.eddy.series.RowDecoder;
import dev.eddy.series.UnsuitableHeader;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import dev.eddy.state.PortableSeries;
import dev.eddy.state.WarmStarts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Replays a file through the forecaster that production runs, and scores what it forecast.
 *
 * <pre>{@code
 * BacktestRequest request = new BacktestRequest(spec, Path.of("data.csv"), List.of(), 2);
 * double skill = new Backtest(request, Output.NONE, Progress.NONE).run().scores().models().get("combined").skill();
 * }</pre>
 *
 * <p>The same file and topology give the same forecasts to the bit, whatever the number of threads.
 * Memory: the models of each series, what {@link Scorer} holds, and two batches of rows; the file's
 * length counts by 8 bytes a target and step. To be run once; {@link #stop} may be called by any
 * thread.
 */
public final class Backtest {
  private static final int LARGEST_BATCH = 4_096;
  private static final int SMALLEST_BATCH = 64;

  /** About how many numbers the text of a batch may hold. */
  private static final int NUMBERS_OF_BATCH = 2_000_000;

  private final BacktestRequest request;
  private final Output output;
  private final Progress progress;
  private final TopologySpec spec;
  private final Scorer scorer;
  private final Replay replay;
  private final Optional<PathRecorder> paths;
  private final Rejected rejected = new Rejected();
  private long rows;
  private long steps;
  private long duplicates;
  private long revisions;

  /**
   * Ready to run.
   *
   * @param output takes what is forecast; not closed
   */
  public Backtest(BacktestRequest request, Output output, Progress progress) {
    this.request = request;
    this.output = output;
    this.progress = progress;
    this.spec = request.specOfAll();
    this.scorer = new Scorer(spec);
    this.paths =
        Optional.of(request.paths())
            .filter(count -> count > 0)
            .map(count -> new PathRecorder(spec, count));
    Generation generation = Generation.of(spec, TopologyText.NOTATION);
    this.replay =
        new Replay(
            series -> forecaster(series, generation),
            scorer,
            request.modelSet(),
            paths.<Output>map(drawn -> new PathOutput(drawn, output)).orElse(output),
            request.threads());
  }

  /** Refuses series that no backtest of a topology can begin with, as {@link WarmStarts} asks. */
  public static Consumer<PortableSeries> fitting(TopologySpec spec) {
    Generation generation = Generation.of(spec, TopologyText.NOTATION);
    return exported -> exported.forecaster(generation);
  }

  private SeriesForecaster forecaster(String series, Generation generation) {
    return request
        .warmStarts()
        .of(series)
        .map(exported -> exported.forecaster(generation))
        .orElseGet(() -> new SeriesForecaster(generation.blueprint()));
  }

  /**
   * Replays all of the file.
   *
   * @throws BacktestFailure if the file is not as it should be, or what takes the output gives way
   * @throws CancellationException if it was stopped
   */
  public BacktestResult run() {
    long begin = System.nanoTime();
    try (replay;
        InputFile file = new InputFile(request.input())) {
      RowDecoder decoder = decoder(file);
      List<ReplayRow> first = read(file, decoder);
      if (first.isEmpty()) {
        throw BacktestFailure.ofUse(file.name() + ": has no rows after its first line");
      }
      replayAll(first, file, decoder);
      return result(file, begin);
    } catch (IOException e) {
      throw BacktestFailure.ofRunning(
          "the results cannot be written: " + BacktestFailure.reason(e), e);
    }
  }

  /** Makes {@link #run} end as soon as may be, leaving nothing behind. */
  public void stop() {
    replay.stop();
  }

  private BacktestResult result(InputFile file, long begin) {
    return new BacktestResult(
        scorer.scores(),
        rows,
        replay.drifts(),
        steps,
        duplicates,
        revisions,
        rejected,
        file.sha256(),
        (System.nanoTime() - begin) / 1e9,
        paths.map(drawn -> drawn.result(replay.drifts().keySet())));
  }

  private RowDecoder decoder(InputFile file) {
    try {
      return new ObservationDecoder(spec).rowDecoder(file.rows().header());
    } catch (UnsuitableHeader e) {
      throw BacktestFailure.ofUse(
          file.name()
              + ":1: "
              + e.getMessage()
              + "; the file has "
              + String.join(", ", file.rows().header()));
    }
  }

  /** Reads a batch while the one before is replayed, and writes that one while its successor is. */
  private void replayAll(List<ReplayRow> first, InputFile file, RowDecoder decoder)
      throws IOException {
    List<ReplayRow> running = first;
    replay.start(running);
    while (!running.isEmpty()) {
      List<ReplayRow> next = read(file, decoder);
      replay.await();
      List<ReplayRow> done = running;
      replay.start(next);
      finish(done);
      progress.reached(file.bytesRead(), file.size(), rows);
      running = next;
    }
  }

  private List<ReplayRow> read(InputFile file, RowDecoder decoder) {
    int size = batchSize();
    List<ReplayRow> batch = new ArrayList<>(size);
    while (batch.size() < size) {
      Optional<CsvRow> row = file.rows().next();
      if (row.isEmpty()) {
        break;
      }
      batch.add(decoded(row.get(), decoder));
    }
    return batch;
  }

  private ReplayRow decoded(CsvRow row, RowDecoder decoder) {
    long number = rows++;
    if (row.fault().isPresent()) {
      return ReplayRow.rejected(row.line(), new Rejection(Reason.MALFORMED, row.fault().get()));
    }
    try {
      return ReplayRow.of(row.line(), decoder.decode(row.cells(), number));
    } catch (RejectedRecord e) {
      return ReplayRow.rejected(row.line(), e.rejection());
    }
  }

  private int batchSize() {
    int tables = 1 + spec.forecast().quantiles().size();
    int targets = spec.source().targets().size();
    long numbers = (long) request.models().size() * targets * spec.forecast().horizon() * tables;
    return (int) Math.max(SMALLEST_BATCH, Math.min(LARGEST_BATCH, NUMBERS_OF_BATCH / numbers));
  }

  private void finish(List<ReplayRow> batch) throws IOException {
    for (ReplayRow row : batch) {
      steps += row.steps();
      duplicates += row.was(Verdict.DUPLICATE) ? 1 : 0;
      revisions += row.was(Verdict.REVISION) ? 1 : 0;
      row.rejection().ifPresent(why -> rejected.add(new Rejected.Row(row.line(), why)));
      output.write(row);
    }
  }
}
