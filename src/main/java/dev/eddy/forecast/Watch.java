package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.spec.DriftSpec;
import dev.eddy.spec.DriftSpec.Detector;
import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Watches how the forecasts of the combination turn out: whether those of a target have become
 * worse for good. Not safe for use by several threads.
 */
final class Watch implements Archived {
  private final List<DriftDetector> drifts; // [targets], or none

  /** Of forecasts that have not begun. */
  Watch(TopologySpec spec) {
    DriftSpec drift = spec.drift();
    int horizon = spec.forecast().horizon();
    int watched = drift.detector() == Detector.NONE ? 0 : spec.source().targets().size();
    this.drifts =
        IntStream.range(0, watched).mapToObj(t -> new DriftDetector(drift, horizon)).toList();
  }

  /**
   * The targets of which a drift shows at the present step.
   *
   * @param standings the combination's, settled. Not modified.
   */
  List<Integer> drifted(Standings standings) {
    List<Integer> drifted = new ArrayList<>(0);
    for (int t = 0; t < drifts.size(); t++) {
      if (drifts.get(t).take(standings, t)) {
        drifted.add(t);
      }
    }
    return drifted;
  }

  @Override
  public void archive(Archive archive) {
    drifts.forEach(drift -> drift.archive(archive));
  }
}
