package dev.eddy.backtest.report;

import dev.eddy.backtest.replay.BacktestRequest;
import dev.eddy.backtest.replay.BacktestResult;
import dev.eddy.backtest.score.ModelScores;
import dev.eddy.backtest.score.ModelScores.QuantileScores;
import dev.eddy.backtest.score.Scorer;
import dev.eddy.config.TopologyText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results as one page of HTML that needs nothing beside itself: no script, no network. */
final class Report {
  private static final String STYLE = "report.css";

  /** More rows than that are for scores.json. */
  private static final int MOST_SERIES = 200;

  private final BacktestRequest request;
  private final BacktestResult result;
  private final Map<String, ModelScores> models;

  Report(BacktestRequest request, BacktestResult result) {
    this.request = request;
    this.result = result;
    this.models = result.scores().models();
  }

  String html() {
    String title = Html.text(request.spec().name()) + ": backtest";
    return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        + ("<title>" + title + "</title>\n<style>\n" + style() + "</style></head>\n<body><main>\n")
        + ("<h1>" + title + "</h1>\n")
        + summary()
        + (models.isEmpty() ? nothingScored() : scores())
        + rejected()
        + ("<h2>Topology</h2>\n<pre>"
            + Html.text(TopologyText.withoutKafka(request.spec()))
            + "</pre>\n")
        + "</main></body></html>\n";
  }

  private static String style() {
    try (InputStream css = Report.class.getResourceAsStream(STYLE)) {
      if (css == null) {
        throw new IllegalStateException("resource " + STYLE + " is missing from the build");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String summary() {
    return "<p>"
        + Html.text(request.input().name())
        + ": "
        + Figures.count(result.rows())
        + " rows, "
        + Figures.count(result.series())
        + " series, "
        + Figures.count(result.steps())
        + " steps forecast from, "
        + request.spec().forecast().horizon()
        + " ahead; "
        + Figures.count(result.allDrifts())
        + " drifts noticed; "
        + Figures.count(result.rejected().total())
        + " rows refused, "
        + Figures.count(result.duplicates())
        + " dropped as duplicates, "
        + Figures.count(result.revisions())
        + " taken as revisions. SHA-256 "
        + ("<code>" + result.inputSha256() + "</code></p>\n");
  }

  private static String nothingScored() {
    return "<p class=\"note\">Nothing is scored: forecasts count from step "
        + Figures.count(Scorer.WARMUP)
        + " of a series on, and none is so long.</p>\n";
  }

  private String scores() {
    return "<h2>Scores</h2>\n"
        + modelTable()
        + "<p class=\"note\">Every forecast was made before its value was known, by a model that had learned all records"
        + " up to its origin and none after. Skill is the mean absolute error (MAE) over that of the best naive forecast"
        + " on the same steps, chosen for each series, target and horizon among the last value, one day ago and one week"
        + " ago (those of which the data holds two, and only the last value where steps have no width): below 1 is better"
        + " than all of them. Scores are means over horizons, then targets, then series. Forecasts from the first "
        + Figures.count(Scorer.WARMUP)
        + " steps of a series do not count. The continuous ranked probability score (CRPS) is a sum over the published"
        + " quantiles, to compare models that have the same levels.</p>\n"
        + "<h2>Skill by horizon</h2>\n"
        + charts()
        + intervals()
        + series();
  }

  private String modelTable() {
    List<List<String>> rows = new ArrayList<>();
    models.forEach(
        (name, scores) ->
            rows.add(
                List.of(
                    name,
                    Figures.ratio(scores.skill()),
                    Figures.number(scores.mae()),
                    Figures.number(scores.rmse()),
                    Figures.number(scores.bias()),
                    scores.quantiles().map(q -> Figures.number(q.crps())).orElse("–"),
                    Figures.count(scores.pairs()))));
    return Html.table(List.of("model", "skill", "MAE", "RMSE", "bias", "CRPS", "pairs"), rows);
  }

  private String charts() {
    double top =
        SkillChart.topOf(models.values().stream().map(ModelScores::skillByHorizon).toList());
    StringBuilder charts = new StringBuilder("<div class=\"charts\">\n");
    models.forEach(
        (name, scores) ->
            charts
                .append("<figure><figcaption>")
                .append(Html.text(name))
                .append("</figcaption>")
                .append(
                    new SkillChart(scores.skillByHorizon(), top)
                        .svg("Skill of " + name + " by horizon"))
                .append("</figure>\n"));
    return charts.append("</div>\n").toString();
  }

  private String intervals() {
    Optional<QuantileScores> any =
        models.values().stream().flatMap(scores -> scores.quantiles().stream()).findFirst();
    if (any.isEmpty()) {
      return "";
    }
    List<String> header = new ArrayList<>(List.of("model"));
    any.get().levels().forEach(level -> header.add("below " + level));
    header.add("within, of " + Figures.percent(any.get().nominal()));
    header.add("Winkler");
    List<List<String>> rows = new ArrayList<>();
    models.forEach(
        (name, scores) ->
            scores.quantiles().ifPresent(quantiles -> rows.add(intervalRow(name, quantiles))));
    return "<h2>Intervals</h2>\n"
        + Html.table(header, rows)
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

  private String series() {
    Map<String, Map<String, ModelScores>> bySeries = result.scores().bySeries();
    if (bySeries.size() < 2) {
      return "";
    }
    List<String> header = new ArrayList<>(List.of("series"));
    header.addAll(models.keySet());
    List<List<String>> rows = new ArrayList<>();
    bySeries.entrySet().stream()
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
    String more =
        bySeries.size() > MOST_SERIES
            ? "<p class=\"note\">The first "
                + MOST_SERIES
                + " of "
                + Figures.count(bySeries.size())
                + " series; scores.json has all.</p>\n"
            : "";
    return "<h2>Skill by series</h2>\n" + Html.table(header, rows) + more;
  }

  private String rejected() {
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
