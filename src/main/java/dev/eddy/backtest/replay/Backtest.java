package dev.eddy.backtest.replay;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.path.PathRecorder;
import dev.eddy.backtest.score.Scorer;
import dev.eddy.backtest.source.InputRow;
import dev.eddy.backtest.source.InputRows;
import dev.eddy.backtest.source.TopicForecasts;
import dev.eddy.backtest.study.Study;
import dev.eddy.config.TopologyText;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.series.Assembled.Verdict;
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
 * Replays history through the forecaster that production runs, and scores what it forecast.
 *
 * <pre>{@code
 * BacktestRequest request = new BacktestRequest(spec, Path.of("data.csv"), List.of(), 2);
 * double skill = new Backtest(request, Output.NONE, Progress.NONE).run().scores().models().get("combined").skill();
 * }</pre>
 *
 * <p>The same rows and topology give the same forecasts to the bit, whatever the number of threads.
 * Memory: the models of each series, what {@link Scorer#following} and {@link Study} hold of it,
 * and two batches of rows, however long the input. To be run once; {@link #stop} may be called by
 * any thread.
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
  private final Study study;
  private final Generation generation;
  private final Replay replay;
  private final Optional<PathRecorder> paths;
  private final Optional<Verification> verification;
  private final Rejected rejected = new Rejected();
  private final InputNotes notes;
  private volatile boolean stopped;
  private boolean complete = true;
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
    this.scorer = Scorer.following(spec);
    this.study = new Study(spec, request.modelSet(), request.options().cost());
    this.notes = new InputNotes(spec);
    this.paths =
        Optional.of(request.options().paths())
            .filter(count -> count > 0)
            .map(count -> new PathRecorder(spec, count));
    this.verification =
        request.options().verified().map(topic -> new Verification(request.spec(), output));
    this.generation = Generation.of(spec, TopologyText.NOTATION);
    List<Generation> others =
        request.options().compared().stream()
            .map(other -> Generation.of(other.spec(), TopologyText.NOTATION))
            .toList();
    this.replay =
        new Replay(
            this::forecaster,
            series -> new Rivals(series, generation, request, others),
            scorer,
            study,
            request.modelSet(),
            paths.<Output>map(drawn -> new PathOutput(drawn, verified())).orElse(verified()),
            request.threads());
  }

  private Output verified() {
    return verification.<Output>map(checked -> checked).orElse(output);
  }

  /** Refuses series that no backtest of a topology can begin with, as {@link WarmStarts} asks. */
  public static Consumer<PortableSeries> fitting(TopologySpec spec) {
    Generation generation = Generation.of(spec, TopologyText.NOTATION);
    return exported -> exported.forecaster(generation);
  }

  private SeriesForecaster forecaster(String series) {
    return request
        .warmStarts()
        .of(series)
        .map(exported -> exported.forecaster(generation))
        .orElseGet(() -> new SeriesForecaster(generation.blueprint()));
  }

  /**
   * Replays all of the input, or what there was of it when it was stopped.
   *
   * @throws BacktestFailure if the input is not as it should be, or what takes the output gives way
   * @throws CancellationException if the thread is interrupted
   */
  public BacktestResult run() {
    long begin = System.nanoTime();
    try (replay;
        InputRows input = request.input().open(spec)) {
      List<ReplayRow> first = read(input);
      if (first.isEmpty()) {
        throw BacktestFailure.ofUse(input.name() + ": " + input.emptiness());
      }
      replayAll(first, input);
      return result(input, compared(), begin);
    } catch (IOException e) {
      throw BacktestFailure.ofRunning(
          "the results cannot be written: " + BacktestFailure.reason(e), e);
    }
  }

  /** Makes {@link #run} end with the rows that are being replayed: some seconds at most. */
  public void stop() {
    stopped = true;
  }

  /**
   * Hands over what each series has learned, once {@link #run} is over, as files that other
   * backtests and deployments may begin with.
   */
  public void export(Consumer<PortableSeries> taker) {
    replay
        .forecasters()
        .forEach(
            (series, forecaster) ->
                taker.accept(PortableSeries.of(generation, series, forecaster)));
  }

  /** What a deployment published is only compared with the whole of a replay. */
  private Optional<VerificationResult> compared() {
    if (verification.isEmpty() || !complete) {
      return Optional.empty();
    }
    String topic = request.options().verified().orElseThrow();
    try (TopicForecasts forecasts = new TopicForecasts(topic, request.spec())) {
      return Optional.of(verification.get().compare(forecasts));
    }
  }

  private BacktestResult result(
      InputRows input, Optional<VerificationResult> verified, long begin) {
    return new BacktestResult(
        complete,
        scorer.scores(),
        study.findings(),
        notes.rows(),
        replay.drifts(),
        steps,
        duplicates,
        revisions,
        rejected,
        notes.notes(input, rejected),
        complete ? input.sha256() : "",
        (System.nanoTime() - begin) / 1e9,
        paths.map(drawn -> drawn.result(replay.drifts().keySet())),
        verified);
  }

  /** Reads a batch while the one before is replayed, and writes that one while its successor is. */
  private void replayAll(List<ReplayRow> first, InputRows input) throws IOException {
    List<ReplayRow> running = first;
    replay.start(running);
    while (!running.isEmpty()) {
      List<ReplayRow> next = read(input);
      replay.await();
      List<ReplayRow> done = running;
      complete = !stopped || next.isEmpty();
      running = complete ? next : List.of();
      replay.start(running);
      finish(done);
      progress.reached(input.share(), notes.rows());
    }
  }

  private List<ReplayRow> read(InputRows input) {
    int size = batchSize();
    List<ReplayRow> batch = new ArrayList<>(size);
    while (batch.size() < size) {
      Optional<InputRow> row = input.next();
      if (row.isEmpty()) {
        break;
      }
      batch.add(new ReplayRow(row.get()));
    }
    return batch;
  }

  private int batchSize() {
    int tables = 1 + spec.forecast().quantiles().size();
    int targets = spec.source().targets().size();
    long numbers = (long) request.models().size() * targets * spec.forecast().horizon() * tables;
    return (int) Math.max(SMALLEST_BATCH, Math.min(LARGEST_BATCH, NUMBERS_OF_BATCH / numbers));
  }

  private void finish(List<ReplayRow> batch) throws IOException {
    for (ReplayRow row : batch) {
      notes.add(row);
      steps += row.steps();
      duplicates += row.was(Verdict.DUPLICATE) ? 1 : 0;
      revisions += row.was(Verdict.REVISION) ? 1 : 0;
      row.rejection().ifPresent(why -> rejected.add(new Rejected.Row(row.position(), why)));
      output.write(row);
    }
  }
}
