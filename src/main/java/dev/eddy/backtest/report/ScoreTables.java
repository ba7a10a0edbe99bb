package dev.eddy.backtest.report;

import dev.eddy.backtest.path.PathScores;
import dev.eddy.backtest.replay.BacktestResult;
import dev.eddy.backtest.score.ModelScores;
import dev.eddy.backtest.score.ModelScores.QuantileScores;
import dev.eddy.backtest.study.Comparisons;
import dev.eddy.backtest.study.Comparisons.Against;
import dev.eddy.backtest.study.PriceScores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tables of a report, each with its heading where it has one of its own. */
final class ScoreTables {
  /** More rows than that are for scores.json. */
  private static final int MOST_SERIES = 200;

  private final BacktestResult result;
  private final Map<String, ModelScores> models;

  ScoreTables(BacktestResult result) {
    this.result = result;
    this.models = result.scores().models();
  }

  /** One row a model, of all series. */
  String models() {
    List<List<String>> rows = new ArrayList<>();
    models.forEach((name, scores) -> rows.add(row(name, scores)));
    return Html.table(
        List.of(
            "model", "skill", "MAE", "RMSE", "bias", "MASE", "NRMSE", "sMAPE", "MAPE", "CRPS",
            "pairs"),
        rows);
  }

  private static List<String> row(String name, ModelScores scores) {
    return List.of(
        name,
        Figures.ratio(scores.skill()),
        Figures.number(scores.mae()),
        Figures.number(scores.rmse()),
        Figures.number(scores.bias()),
        Figures.ratio(scores.relative().mase()),
        Figures.ratio(scores.relative().nrmse()),
        Figures.percent(scores.relative().smape()),
        Figures.percent(scores.relative().mape()),
        scores.quantiles().map(q -> Figures.number(q.crps())).orElse("–"),
        Figures.count(scores.pairs()));
  }

  /** Skill by target, where there are several. */
  String targets() {
    Map<String, Map<String, ModelScores>> byTarget = result.scores().byTarget();
    return byTarget.size() < 2 ? "" : "<h2>Skill by target</h2>\n" + skills("target", byTarget);
  }

  /** Skill by series, where there are several, and its spread. */
  String series() {
    Map<String, Map<String, ModelScores>> bySeries = result.scores().bySeries();
    if (bySeries.size() < 2) {
      return "";
    }
    String more =
        bySeries.size() > MOST_SERIES
            ? "<p class=\"note\">The first "
                + MOST_SERIES
                + " of "
                + Figures.count(bySeries.size())
                + " series; scores.json has all.</p>\n"
            : "";
    return "<h2>Skill by series</h2>\n" + spread(bySeries) + skills("series", bySeries) + more;
  }

  private String spread(Map<String, Map<String, ModelScores>> bySeries) {
    List<List<String>> rows = new ArrayList<>();
    for (String model : models.keySet()) {
      List<Map.Entry<String, Map<String, ModelScores>>> ordered =
          bySeries.entrySet().stream()
              .filter(one -> one.getValue().containsKey(model))
              .filter(one -> Double.isFinite(one.getValue().get(model).skill()))
              .sorted(Comparator.comparingDouble(one -> one.getValue().get(model).skill()))
              .toList();
      if (!ordered.isEmpty()) {
        int last = ordered.size() - 1;
        rows.add(
            List.of(
                model,
                Figures.ratio(ordered.get(last / 2).getValue().get(model).skill()),
                Figures.ratio(ordered.get(last).getValue().get(model).skill()),
                ordered.get(last).getKey()));
      }
    }
    return Html.table(List.of("model", "median series", "worst", "which"), rows);
  }

  private String skills(String what, Map<String, Map<String, ModelScores>> scores) {
    List<String> header = new ArrayList<>(List.of(what));
    header.addAll(models.keySet());
    List<List<String>> rows = new ArrayList<>();
    scores.entrySet().stream()
        .limit(MOST_SERIES)
        .forEach(
            one -> {
              List<String> row = new ArrayList<>(List.of(one.getKey()));
              models
                  .keySet()
                  .forEach(
                      model ->
                          row.add(
                              Optional.ofNullable(one.getValue().get(model))
                                  .map(s -> Figures.ratio(s.skill()))
                                  .orElse("–")));
              rows.add(row);
            });
    return Html.table(header, rows);
  }

  /**
   * The reference against each other contender, and what each model's error is of a yardstick's.
   */
  String comparisons() {
    Comparisons comparisons = result.findings().comparisons();
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

  /** Whether any model has quantiles. */
  boolean hasIntervals() {
    return models.values().stream().anyMatch(scores -> scores.quantiles().isPresent());
  }

  /** How many values were below quantiles and within intervals. */
  String intervals() {
    Optional<QuantileScores> any =
        models.values().stream().flatMap(scores -> scores.quantiles().stream()).findFirst();
    if (any.isEmpty()) {
      return "<p class=\"note\">No model that was scored publishes quantiles.</p>\n";
    }
    List<String> header = new ArrayList<>(List.of("model"));
    any.get().levels().forEach(level -> header.add("below " + level));
    header.add("within, of " + Figures.percent(any.get().nominal()));
    header.add("Winkler");
    List<List<String>> rows = new ArrayList<>();
    models.forEach(
        (name, scores) ->
            scores.quantiles().ifPresent(quantiles -> rows.add(intervalRow(name, quantiles))));
    return Html.table(header, rows)
        + "<p class=\"note\">The share of values below each quantile, which should be its level, and the share"
        + " within the widest interval that leaves out as much below as above, ends included. The Winkler score is that"
        + " interval's width and a penalty for what is missed, in units of the target: less is better, of models with"
        + " the same levels. Where many values stand at a bound, as zeros do, more"
        + " than its level may be at or below the lowest quantile.</p>\n";
  }

  private static List<String> intervalRow(String name, QuantileScores quantiles) {
    List<String> row = new ArrayList<>(List.of(name));
    quantiles.coverage().forEach(share -> row.add(Figures.percent(share)));
    row.add(Figures.percent(quantiles.interval()));
    row.add(Figures.number(quantiles.winkler()));
    return row;
  }

  /** How soon errors were what they had been before a drift. */
  String recovery() {
    List<Integer> taken = result.findings().recoveries();
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
    result
        .findings()
        .prices()
        .forEach(
            (series, ofModels) -> {
              for (int m = 0; m < ofModels.size(); m++) {
                rows.add(priceRow(series, result.findings().models().get(m), ofModels.get(m)));
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

  /** Rows that were refused, by reason, and the first of them. */
  String rejected() {
    if (result.rejected().total() == 0) {
      return "";
    }
    StringBuilder rows = new StringBuilder("<h2>Refused rows</h2>\n<ul>\n");
    result
        .rejected()
        .counts()
        .forEach(
            (reason, count) ->
                rows.append("<li>")
                    .append(Figures.count(count))
                    .append(' ')
                    .append(reason.label()));
    rows.append("</ul>\n<pre>");
    result
        .rejected()
        .first()
        .forEach(
            row ->
                rows.append("at ")
                    .append(row.position())
                    .append(": ")
                    .append(row.rejection().reason().label())
                    .append(": ")
                    .append(Html.text(row.rejection().detail()))
                    .append('\n'));
    return rows.append("</pre>\n").toString();
  }
}
