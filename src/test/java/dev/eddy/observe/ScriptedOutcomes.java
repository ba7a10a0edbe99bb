package dev.eddy.observe;

import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.Outcome;
import dev.eddy.forecast.StepForecast;
import dev.eddy.forecast.StepForecast.Anomaly;
import dev.eddy.forecast.StepForecast.Learned;
import dev.eddy.forecast.StepForecast.Settled;
import dev.eddy.model.GradientReport;
import dev.eddy.model.LearningReport;
import dev.eddy.model.Reach;
import dev.eddy.model.Reach.Advice;
import dev.eddy.series.Assembled.Verdict;
import dev.eddy.series.Rejection;
import dev.eddy.series.Step;
import dev.eddy.spec.Entries;
import dev.eddy.spec.ForecastSpec;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.TopologySpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Outcomes with numbers that one can follow in one's head. */
final class ScriptedOutcomes {
  /** One target, two steps ahead, the middle half, one model. */
  static final TopologySpec SPEC =
      new TopologySpec(
          "tiny",
          new SourceSpec("in", null, null, null, null, null, null, List.of("y"), null, null),
          null,
          null,
          null,
          new ForecastSpec(2, List.of(0.25, 0.75), null, null),
          null,
          List.of(Entries.entry().name("echo").arx()),
          null,
          null,
          null,
          null);

  private static final double NONE = Double.NaN;

  private ScriptedOutcomes() {}

  static Outcome first() {
    return accepted(List.of(), List.of(), NONE, List.of());
  }

  static Outcome second() {
    return accepted(
        List.of(
            new Settled(
                "combined",
                0,
                new double[] {2, NONE},
                new double[][] {{0, NONE}, {1, NONE}},
                new double[] {3, NONE}),
            new Settled("echo", 0, new double[] {1, NONE}, new double[0][], new double[0]),
            new Settled("last-value", 0, new double[] {4, NONE}, new double[0][], new double[0])),
        List.of(learned(LearningReport.Outcome.APPLIED, 0.5, 2, 1)),
        0.995,
        List.of("gap", "drift"));
  }

  static Outcome third() {
    return accepted(
        List.of(
            new Settled(
                "combined",
                0,
                new double[] {2, 6},
                new double[][] {{0, 1}, {0, 1}},
                new double[] {8, 9}),
            new Settled("echo", 0, new double[] {NONE, 3}, new double[0][], new double[0]),
            new Settled("last-value", 0, new double[] {4, 8}, new double[0][], new double[0])),
        List.of(learned(LearningReport.Outcome.NON_FINITE, NONE, Double.POSITIVE_INFINITY, 0)),
        0.99,
        List.of());
  }

  static Outcome duplicate() {
    return new Outcome(Verdict.DUPLICATE, Optional.empty(), List.of(), false);
  }

  static Outcome late() {
    Rejection rejection = new Rejection(Rejection.Reason.LATE, "of step 1 after step 3");
    return new Outcome(Verdict.REJECTED, Optional.of(rejection), List.of(), false);
  }

  private static Outcome accepted(
      List<Settled> settled, List<Learned> learned, double likelihood, List<String> events) {
    Step step = new Step(0, 0, new double[] {1}, new double[0], new double[0][]);
    List<ModelForecast> forecasts =
        List.of(
            new ModelForecast("combined", new double[1][2], new double[1][2][2]),
            new ModelForecast("echo", new double[1][2], new double[1][0][]),
            new ModelForecast("last-value", new double[1][2], new double[1][0][]));
    return new Outcome(
        Verdict.ACCEPTED,
        Optional.empty(),
        List.of(
            new StepForecast(
                step,
                1,
                true,
                forecasts,
                settled,
                learned,
                List.of(new Anomaly(0.5, likelihood)),
                events)),
        true);
  }

  private static Learned learned(
      LearningReport.Outcome outcome, double loss, double norm, double applied) {
    GradientReport gradient =
        new GradientReport(norm, applied, applied < norm, Map.of(), new double[0]);
    Reach reach = new Reach(0.75, 0.5, NONE, 48, 47, Advice.SHORTER_THAN_CARRIED);
    LearningReport report = new LearningReport(1, 1, outcome, loss, gradient, NONE, NONE, reach);
    return new Learned("echo", 0, report, 1);
  }
}
