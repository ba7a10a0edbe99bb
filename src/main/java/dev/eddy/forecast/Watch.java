package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.forecast.StepForecast.Anomaly;
import dev.eddy.spec.DriftSpec;
import dev.eddy.spec.DriftSpec.Detector;
import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Watches how the forecasts of the combination turn out: whether those of a target have become
 * worse for good, and how strange its latest values are. Not safe for use by several threads.
 */
final class Watch implements Archived {
  private final List<DriftDetector> drifts; // [targets], or none
  private final List<AnomalyScore> scores; // [targets]

  /** Of forecasts that have not begun. */
  Watch(TopologySpec spec) {
    DriftSpec drift = spec.drift();
    int horizon = spec.forecast().horizon();
    int targets = spec.source().targets().size();
    int watched = drift.detector() == Detector.NONE ? 0 : targets;
    this.drifts =
        IntStream.range(0, watched).mapToObj(t -> new DriftDetector(drift, horizon)).toList();
    this.scores = IntStream.range(0, targets).mapToObj(t -> new AnomalyScore()).toList();
  }

  /**
   * The targets of which a drift shows at the present step.
   *
   * @param standings [targets] the combination's, settled. Not modified.
   */
  List<Integer> drifted(List<Standings> standings) {
    List<Integer> drifted = new ArrayList<>(0);
    for (int t = 0; t < drifts.size(); t++) {
      if (drifts.get(t).take(standings.get(t))) {
        drifted.add(t);
      }
    }
    return drifted;
  }

  /**
   * How strange the values of the present step are, in view of those before; [targets].
   *
   * @param standings [targets] the combination's, settled. Not modified.
   */
  List<Anomaly> anomalies(List<Standings> standings) {
    List<Anomaly> anomalies = new ArrayList<>(scores.size());
    for (int t = 0; t < scores.size(); t++) {
      anomalies.add(scores.get(t).take(Math.abs(standings.get(t).error(1))));
    }
    return anomalies;
  }

  @Override
  public void archive(Archive archive) {
    drifts.forEach(drift -> drift.archive(archive));
    scores.forEach(score -> score.archive(archive));
  }
}
