package dev.eddy.tune;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.config.TopologyText;
import dev.eddy.spec.TopologySpec;
import dev.eddy.tune.Candidates.Subject;
import dev.eddy.tune.TuneRequest.Scored;
import dev.eddy.tune.TuneResult.Rung;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Searches good values for what a topology file leaves to a search, and writes what it finds to a
 * folder.
 *
 * <p>The same file, rows and effort give the same trials and the same best file, whatever the
 * number of threads and however often it was stopped and went on. Memory: the rows, and the models
 * of as many candidates as there are threads. To be run once; {@link #stop} may be called by any
 * thread.
 */
public final class Tuning {
  private final TuneRequest request;
  private final Path out;
  private final TuneProgress progress;
  private final List<Trial> trials = new ArrayList<>();
  private volatile boolean stopped;
  private volatile Evaluation evaluation;

  /**
   * Ready to run.
   *
   * @param out a new folder, an empty one, or that of an earlier run of the same search, which then
   *     goes on
   */
  public Tuning(TuneRequest request, Path out, TuneProgress progress) {
    this.request = request;
    this.out = out;
    this.progress = progress;
  }

  /**
   * Tries candidates until all are tried or it is stopped, and writes what was found so far.
   *
   * @throws BacktestFailure if the input or the folder is not as it should be, or nothing could be
   *     scored
   */
  public TuneResult run() {
    TuneFolder folder = new TuneFolder(out);
    TopologySpec any = request.topology().any().spec();
    Subject subject = Subject.of(request.topology(), any, request.scored() == Scored.COMBINED);
    TuningRows rows = TuningRows.read(request.input(), any, request.until());
    List<Candidate> candidates =
        new Candidates(request.topology(), subject).draw(request.effort().budget());
    try (Journal journal = folder.journal(identity(any, subject, rows))) {
      evaluate(candidates, rows, subject, journal);
      TuneResult result = result(candidates.size(), rows, subject);
      folder.write(result, request.input().name());
      return result;
    } catch (IOException e) {
      throw BacktestFailure.ofRunning(out + ": cannot be written: " + BacktestFailure.reason(e), e);
    }
  }

  /** Makes {@link #run} end as soon as may be, with what was found so far. */
  public void stop() {
    stopped = true;
    Evaluation running = evaluation;
    if (running != null) {
      running.stop();
    }
  }

  /** By which trials of earlier runs are known to be of the same search. */
  private String identity(TopologySpec any, Subject subject, TuningRows rows) {
    String all =
        String.join(
            "\n",
            request.topology().text(),
            TopologyText.withoutKafka(any), // the environment may have its part in it
            subject.scored(),
            rows.digest());
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(all.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private void evaluate(
      List<Candidate> candidates, TuningRows rows, Subject subject, Journal journal)
      throws IOException {
    evaluation = new Evaluation(rows, subject.scored());
    if (stopped) {
      evaluation.stop();
    }
    List<Double> shares = Rungs.shares(request.effort().strategy(), rows.scorable());
    ExecutorService pool = Executors.newFixedThreadPool(request.effort().threads(), Tuning::daemon);
    try {
      List<Candidate> climbing = candidates;
      for (int rung = 0; rung < shares.size(); rung++) {
        boolean last = rung == shares.size() - 1;
        if (last || climbing.size() > 1) {
          Step step = new Step(rung + 1, shares.size(), shares.get(rung));
          List<Integer> ahead = Rungs.survivors(tried(climbing, step, pool, journal));
          climbing = ahead.stream().map(candidates::get).toList();
        }
      }
    } catch (CancellationException e) {
      // What was found so far is the result.
    } finally {
      pool.shutdownNow();
    }
    trials.sort(Comparator.comparingDouble(Trial::share).thenComparingInt(Trial::candidate));
  }

  /** A rung of how many, and its share of the steps after the warm-up. */
  private record Step(int number, int of, double share) {}

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "eddy-tune");
    thread.setDaemon(true);
    return thread;
  }

  /** The trials of one rung, those of earlier runs taken over. */
  private List<Trial> tried(
      List<Candidate> candidates, Step rung, ExecutorService pool, Journal journal)
      throws IOException {
    List<Trial> known = new ArrayList<>();
    ExecutorCompletionService<Trial> running = new ExecutorCompletionService<>(pool);
    int left = 0;
    for (Candidate candidate : candidates) {
      var earlier = journal.find(candidate, rung.share());
      if (earlier.isPresent()) {
        known.add(earlier.get());
      } else {
        running.submit(() -> trial(candidate, rung.share()));
        left++;
      }
    }
    trials.addAll(known);
    while (left > 0) {
      Trial trial = next(running);
      journal.add(trial);
      known.add(trial);
      trials.add(trial);
      left--;
      progress.tried(rung.number(), rung.of(), left, TuneResult.best(trials));
    }
    return known;
  }

  private Trial trial(Candidate candidate, double share) {
    double skill = evaluation.skill(candidate, share);
    return new Trial(share, candidate.number(), candidate.values(), skill);
  }

  private static Trial next(ExecutorCompletionService<Trial> running) {
    try {
      return running.take().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }

  private TuneResult result(int drawn, TuningRows rows, Subject subject) {
    List<Rung> rungs = new ArrayList<>();
    for (double share : Rungs.shares(request.effort().strategy(), rows.scorable())) {
      int count = (int) trials.stream().filter(trial -> trial.share() == share).count();
      if (count > 0) {
        rungs.add(new Rung(share, rows.rows(share), count));
      }
    }
    TuneResult result =
        new TuneResult(
            request.topology(),
            subject.scored(),
            request.effort().budget(),
            drawn,
            rungs,
            trials,
            !stopped,
            rows.rows(),
            rows.refused());
    if (!stopped && result.best().isEmpty()) {
      throw BacktestFailure.ofUse(
          request.input().name()
              + ": nothing could be scored: no forecast could be compared with a value");
    }
    return result;
  }
}
