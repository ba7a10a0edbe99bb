package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.model.Forecaster;
import dev.eddy.model.LearningReport;
import dev.eddy.series.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One entry of the topology through one view: a forecaster for all targets together, or one for
 * each. Not safe for use by several threads.
 */
final class Member implements Archived {
  private final String entry;
  private final List<? extends Frame> frames; // one with all targets, or one for each
  private final List<Forecaster> parts; // [frames]

  /**
   * With what it has not learned yet.
   *
   * @param entry the entry's name, which several members may share
   * @param frames one with all targets, or one for each
   * @param make makes the forecaster of a frame
   */
  Member(String entry, List<? extends Frame> frames, Function<Frame, Forecaster> make) {
    this.entry = entry;
    this.frames = frames;
    this.parts = new ArrayList<>();
    frames.forEach(frame -> parts.add(make.apply(frame)));
  }

  String entry() {
    return entry;
  }

  void learn() {
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).learn(frames.get(i));
    }
  }

  /**
   * Forecasts all targets.
   *
   * @param forecast [targets][H]. Modified.
   */
  void forecastInto(double[][] forecast) {
    int first = 0;
    for (int i = 0; i < parts.size(); i++) {
      int targets = frames.get(i).targets();
      double[][] own = new double[targets][];
      System.arraycopy(forecast, first, own, 0, targets);
      parts.get(i).forecastInto(frames.get(i), own);
      first += targets;
    }
  }

  List<LearningReport> reports() {
    List<LearningReport> reports = new ArrayList<>(parts.size());
    parts.forEach(part -> part.report().ifPresent(reports::add));
    return reports;
  }

  /** Learns some targets faster for a while, and with them those that are learned together. */
  void hasten(List<Integer> targets) {
    if (parts.size() == 1) {
      parts.get(0).hasten();
    } else {
      targets.forEach(target -> parts.get(target).hasten());
    }
  }

  void resetCarry() {
    parts.forEach(Forecaster::resetCarry);
  }

  @Override
  public void archive(Archive archive) {
    parts.forEach(part -> part.archive(archive));
  }
}
