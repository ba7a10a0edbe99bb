package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.model.Forecaster;
import dev.eddy.model.LearningReport;
import dev.eddy.series.Frame;
import java.util.Optional;
import java.util.function.Function;

/**
 * A forecaster and the frame through which it sees one target, or all together. Not safe for use by
 * several threads.
 */
final class Member implements Archived {
  private final Frame frame;
  private final Frame frozen;
  private final Forecaster forecaster;
  private final double[][] said; // [targets of the frame][H]

  /** With what it has not learned yet. */
  Member(Frame frame, Function<Frame, Forecaster> make) {
    this.frame = frame;
    this.frozen = new FrozenFrame(frame);
    this.forecaster = make.apply(frame);
    this.said = new double[frame.targets()][frame.horizon()];
  }

  /**
   * Moves on to the present step.
   *
   * @param learning false to learn nothing of it
   */
  void learn(boolean learning) {
    forecaster.learn(learning ? frame : frozen);
  }

  void forecast() {
    forecaster.forecastInto(frame, said);
  }

  /**
   * What it forecast last.
   *
   * @param place of the target in its frame
   * @return [H], valid until the next forecast. Not to be modified.
   */
  double[] said(int place) {
    return said[place];
  }

  Optional<LearningReport> report() {
    return forecaster.report();
  }

  /** Learns faster for a while. */
  void hasten() {
    forecaster.hasten();
  }

  /** See {@link Forecaster#rewind}. */
  void rewind(long step, int count) {
    forecaster.rewind(step, count);
  }

  void resetCarry() {
    forecaster.resetCarry();
  }

  @Override
  public void archive(Archive archive) {
    forecaster.archive(archive);
  }
}
