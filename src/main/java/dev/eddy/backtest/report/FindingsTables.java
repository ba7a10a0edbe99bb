package dev.eddy.backtest.report;

import dev.eddy.backtest.path.PathScores;
import dev.eddy.backtest.study.Comparisons;
import dev.eddy.backtest.study.Comparisons.Against;
import dev.eddy.backtest.study.Findings;
import dev.eddy.backtest.study.PriceScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of a report about what was found out beside scores. */
final class FindingsTables {
  private final Findings findings;

  FindingsTables(Findings findings) {
    this.findings = findings;
  }

  /**
   * The reference against each other contender, and what each model's error is of a yardstick's.
   */
  String comparisons() {
    Comparisons comparisons = findings.comparisons();
    List<List<String>> rows = new ArrayList<>();
    for (Against one : comparisons.against()) {
      rows.add(
          List.of(
              one.name(),
              Figures.number(one.all().meanDifference()),
              Figures.number(one.all().statistic()),
              Figures.chance(one.all().pValue()),
              Figures.chance(comparisons.confidenceSet().getOrDefault(one.name(), Double.NaN))));
    }
    return Html.table(
            List.of(
                comparisons.reference() + " against",
                "difference",
                "Diebold–Mariano",
                "p",
                "confidence set, p"),
            rows)
        + "<p class=\"note\">Differences of scaled errors, below 0 where "
        + Html.text(comparisons.reference())
        + " is better; the test has the correction of Harvey, Leybourne and Newbold and counts that forecasts that"
        + " overlap have errors that go together. Each p is of one test by itself. The model confidence set looks at"
        + " all at once: who is at 0.1 or above may be the best, at 90 % confidence. It stands on "
        + comparisons.stretches()
        + " stretches of "
        + Figures.count(comparisons.stretchSteps())
        + " steps.</p>\n"
        + yardsticks(comparisons);
  }

  private static String yardsticks(Comparisons comparisons) {
    List<String> header = new ArrayList<>(List.of("error over that of"));
    List<List<String>> rows = new ArrayList<>();
    comparisons
        .ratios()
        .forEach(
            (model, ratios) -> {
              List<String> row = new ArrayList<>(List.of(model));
              ratios.values().forEach(ratio -> row.add(Figures.ratio(ratio)));
              rows.add(row);
              if (header.size() == 1) {
                header.addAll(ratios.keySet());
              }
            });
    return Html.table(header, rows);
  }

  /** How soon errors were what they had been before a drift. */
  String recovery() {
    List<Integer> taken = findings.recoveries();
    if (taken.isEmpty()) {
      return "";
    }
    int[] recovered = FindingsJson.recovered(taken);
    String median =
        recovered.length == 0
            ? ""
            : " The median took "
                + Figures.number(FindingsJson.median(recovered))
                + " steps, the slowest "
                + Figures.count(recovered[recovered.length - 1])
                + ".";
    return "<h2>After drifts</h2>\n<p>Of "
        + Figures.count(taken.size())
        + " drifts, "
        + Figures.count(recovered.length)
        + " were recovered from before the next one."
        + median
        + "</p>\n<p class=\"note\">A drift has been recovered from when the mean error one step ahead over 50 steps is"
        + " within a tenth of what it was before the drift.</p>\n";
  }

  /** What forecasts of prices were worth. */
  String prices() {
    List<List<String>> rows = new ArrayList<>();
    findings.prices().entrySet().stream()
        .limit(ScoreTables.MOST_SERIES)
        .forEach(
            one -> {
              String series = one.getKey();
              List<PriceScores> ofModels = one.getValue();
              for (int m = 0; m < ofModels.size(); m++) {
                rows.add(priceRow(series, findings.models().get(m), ofModels.get(m)));
              }
            });
    return Html.table(
        List.of(
            "series",
            "model",
            "directions right",
            "95 %",
            "IC",
            "return",
            "held",
            "Sharpe",
            "± error",
            "deflated",
            "drawdown",
            "turnover",
            "exposure"),
        rows);
  }

  private static List<String> priceRow(String series, String model, PriceScores scores) {
    double[] interval = scores.directionalInterval();
    return List.of(
        series,
        model,
        Figures.percent(scores.directionalAccuracy()),
        Figures.percent(interval[0]) + " to " + Figures.percent(interval[1]),
        Figures.ratio(scores.informationCoefficient()),
        Figures.percent(scores.strategy().total()),
        Figures.percent(scores.holding().total()),
        Figures.number(scores.strategy().sharpe()),
        Figures.number(scores.strategy().sharpeError()),
        Figures.chance(scores.deflatedSharpe()),
        Figures.percent(scores.strategy().drawdown()),
        Figures.number(scores.turnover()),
        Figures.percent(scores.exposure()));
  }

  /** How good intervals over the whole horizon were. */
  String paths(PathScores scores) {
    List<List<String>> rows = new ArrayList<>();
    scores
        .targets()
        .forEach(
            (target, ofTarget) ->
                ofTarget.forEach(
                    (what, compared) ->
                        rows.add(
                            List.of(
                                target + ", " + what.name().toLowerCase(Locale.ROOT),
                                Figures.percent(compared.paths().coverage()),
                                Figures.number(compared.paths().width()),
                                Figures.percent(compared.naive().coverage()),
                                Figures.number(compared.naive().width()),
                                Figures.count(compared.origins())))));
    return Html.table(
            List.of(
                "over the horizon",
                "within, by paths",
                "width",
                "within, by quantiles",
                "width",
                "origins"),
            rows)
        + "<p class=\"note\">Intervals of "
        + Figures.percent(scores.nominal())
        + " of the sum, the maximum and the minimum over the horizon: from paths, and from the quantiles of each step"
        + " as if all were missed alike.</p>\n";
  }
}
