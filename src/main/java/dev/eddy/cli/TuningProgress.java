package dev.eddy.cli;

import dev.eddy.tune.Trial;
import dev.eddy.tune.TuneProgress;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a search has come, drawn on a terminal: rung, candidates, rate, time left, the best. */
final class TuningProgress implements TuneProgress, AutoCloseable {
  private final ProgressBar bar;
  private int rung;
  private long done;

  /** Draws to standard error. */
  TuningProgress() {
    this.bar =
        new ProgressBarBuilder()
            .setTaskName("tune")
            .setStyle(ProgressBarStyle.ASCII)
            .setUnit(" candidates", 1)
            .showSpeed()
            .setInitialMax(-1)
            .clearDisplayOnFinish()
            .setConsumer(new ConsoleProgressBarConsumer(System.err))
            .build();
  }

  @Override
  public void tried(int rungNow, int rungs, int left, Optional<Trial> best) {
    if (rungNow != rung) {
      rung = rungNow;
      done = 0;
      bar.reset();
    }
    done++;
    bar.maxHint(done + left);
    bar.stepTo(done);
    String skill =
        best.map(trial -> String.format(Locale.ROOT, "%.4f", trial.skill())).orElse("none");
    bar.setExtraMessage(" rung " + rung + " of " + rungs + ", best so far " + skill);
  }

  @Override
  public void close() {
    bar.close();
  }
}
