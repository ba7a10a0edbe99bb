package dev.eddy.backtest.report;

import dev.eddy.backtest.replay.BacktestResult;
import dev.eddy.backtest.score.ModelScores;
import dev.eddy.backtest.score.ModelScores.QuantileScores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of scores of a report, each with its heading where it has one of its own. */
final class ScoreTables {
  /** More rows than that are for scores.json. */
  static final int MOST_SERIES = 200;

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
                Figures.ratio(
                    (ordered.get(last / 2).getValue().get(model).skill()
                            + ordered.get((last + 1) / 2).getValue().get(model).skill())
                        / 2),
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
