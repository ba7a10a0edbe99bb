package dev.eddy.backtest.report;

import dev.eddy.backtest.replay.BacktestRequest;
import dev.eddy.backtest.replay.BacktestResult;
import dev.eddy.backtest.score.Scorer;
import dev.eddy.config.TopologyText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Results as one page of HTML that needs nothing beside itself: no network, its charts drawn by the
 * script that it carries. About 1.2 MB, and up to half of that again for each series that is shown.
 */
final class Report {
  private static final String STOPPED =
      "<p class=\"said\">This backtest was stopped before the end of its input: what follows is of the rows until"
          + " then.</p>\n";

  private final BacktestRequest request;
  private final BacktestResult result;
  private final ScoreTables tables;
  private final FindingsTables found;

  Report(BacktestRequest request, BacktestResult result) {
    this.request = request;
    this.result = result;
    this.tables = new ScoreTables(result);
    this.found = new FindingsTables(result.findings());
  }

  String html() {
    String title = request.spec().name() + ": backtest";
    boolean scored = !result.scores().models().isEmpty();
    String body =
        summary()
            + (scored ? scores() : nothingScored())
            + shown()
            + tables.rejected()
            + ("<h2>Topology</h2>\n<pre>"
                + Html.text(TopologyText.withoutKafka(request.spec()))
                + "</pre>\n");
    ChartData data = new ChartData(request, result);
    return new Page(
            title, body, ResultJson.write(data::writeTo), Page.resource(Report.class, "report.js"))
        .html();
  }

  private String summary() {
    return (result.complete() ? "" : STOPPED)
        + "<p>"
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
        + " taken as revisions."
        + (result.complete() ? " SHA-256 <code>" + result.inputSha256() + "</code>" : "")
        + "</p>\n"
        + result.notes().stream()
            .map(said -> Html.note(Html.text(said)))
            .collect(Collectors.joining());
  }

  private static String nothingScored() {
    return Html.note(
        "Nothing is scored: forecasts count from step "
            + Figures.count(Scorer.WARMUP)
            + " of a series on, and with --freeze-after from that time on; none is so long, or no value of them is"
            + " there.");
  }

  private String scores() {
    String said = result.findings().comparisons().sentence();
    return "<h2>Scores</h2>\n"
        + (said.isEmpty() ? "" : "<p class=\"said\">" + Html.text(said) + "</p>\n")
        + tables.models()
        + Html.note(
            "Every forecast was made before its value was known, by a model that had learned all records up to its"
                + " origin and none after. Skill is the mean absolute error (MAE) over that of the best naive forecast"
                + " on the same steps, chosen for each series, target and horizon among the last value, one day ago and"
                + " one week ago (those of which the data holds two, and only the last value where steps have no"
                + " width): below 1 is better than all of them. MASE is the MAE over the mean change from step to step"
                + " in the warm-up. Scores are means over horizons, then targets, then series. Forecasts from the first "
                + Figures.count(Scorer.WARMUP)
                + " steps of a series do not count. The continuous ranked probability score (CRPS) is a sum over the"
                + " published quantiles, to compare models that have the same levels.")
        + tables.targets()
        + "<h2>Against naive forecasts</h2>\n"
        + (result.findings().comparisons().relative().isEmpty()
            ? Html.note("Too short to tell chance from skill.")
            : Html.chart("skill-bars", "Mean error over that of the best naive forecast", "wide"))
        + found.comparisons()
        + "<h2>Skill by horizon</h2>\n"
        + Html.chart("by-horizon", "Skill by steps ahead", "")
        + "<h2>Error over time</h2>\n"
        + Html.chart("over-time", "Scaled error over time", "")
        + Html.note(
            "Mean absolute error in units of the mean change from step to step in the warm-up, over all horizons,"
                + " targets and series.")
        + "<h2>Intervals</h2>\n"
        + tables.intervals()
        + (tables.hasIntervals()
            ? Html.pair(
                Html.chart("coverage", "Share of values within the interval over time", ""),
                Html.chart("reliability", "Share of values below each quantile", ""))
            : "")
        + conditions()
        + found.recovery()
        + prices()
        + paths()
        + tables.series();
  }

  private String conditions() {
    String hours =
        Html.pair(
                Html.chart("hours", "Scaled error by hour of the value", ""),
                Html.chart("days", "Scaled error by weekday of the value", ""))
            + Html.note(
                "Hours and weekdays are those of the value that was forecast, in "
                    + Html.text(request.spec().source().zoneId().getId())
                    + ".");
    return "<h2>By hour, weekday and regime</h2>\n"
        + (request.spec().source().time().isPresent() ? hours : "")
        + Html.chart("regimes", "Scaled error by regime of the origin", "low")
        + Html.note(
            "An origin is calm, usual or rough by the mean change of the first target over its last 50 steps, told"
                + " apart at the terciles of the warm-up.");
  }

  private String prices() {
    if (result.findings().prices().isEmpty()) {
      return "";
    }
    return "<h2>As prices</h2>\n"
        + found.prices()
        + picker("price-series", "Series", result.findings().prices().keySet())
        + Html.chart("equity", "What 1 became", "")
        + Html.note(
            "A position of −1, 0 or 1 by the sign of the forecast, taken at the price of the bar after the one that"
                + " made it, each change paid for. The Sharpe ratio is of a year, without interest; its deflated form is"
                + " the probability that it is above what the best of as many worthless strategies as there are models"
                + " would show. Past prices promise nothing, and no account is taken of whether anybody would have"
                + " sold.");
  }

  private String paths() {
    return result
        .paths()
        .map(
            paths ->
                "<h2>Ways in which it may go on</h2>\n"
                    + picker("paths-series", "Series", paths.shown().keySet())
                    + Html.chart("paths", "Some of the paths from the last origin", "")
                    + found.paths(paths.scores()))
        .orElse("");
  }

  private String shown() {
    Set<String> names = result.findings().pictures().keySet();
    return "<h2>Forecasts and values</h2>\n"
        + picker("series", "Series", names)
        + Html.chart("forecasts", "Forecasts one step ahead and values", "tall")
        + Html.note(
            "Of the last steps, and of the first target. Drag the bar below or use the wheel to look closer."
                + (result.series() > names.size() ? " The first " + names.size() + " series." : ""))
        + "<h2>One forecast, all horizons</h2>\n"
        + "<p class=\"pick\"><label for=\"origin\">Origin</label> <input id=\"origin\" type=\"range\" min=\"0\""
        + " value=\"0\"> <output id=\"origin-label\" for=\"origin\"></output></p>\n"
        + Html.chart("fan", "All horizons from one origin, with quantiles", "")
        + "<h2>What was learned</h2>\n"
        + Html.pair(
            Html.chart("weights", "Weights in the combination", ""),
            Html.chart("gradients", "Norms of gradients before clipping", ""))
        + "<p class=\"pick\"><label for=\"member\">Model</label> <select id=\"member\"></select></p>\n"
        + Html.chart("lags", "Norm of the gradient by the hidden state so many steps back", "tall")
        + Html.note(
            "A number after a model's name is that of its member: one for each way to see the series.");
  }

  private static String picker(String id, String label, Set<String> names) {
    StringBuilder picker = new StringBuilder();
    picker.append("<p class=\"pick\"><label for=\"").append(id).append("\">").append(label);
    picker.append("</label> <select id=\"").append(id).append("\">");
    List<String> ordered = List.copyOf(names);
    for (int i = 0; i < ordered.size(); i++) {
      picker.append("<option value=\"").append(i).append("\">");
      picker.append(Html.text(ordered.get(i))).append("</option>");
    }
    return picker.append("</select></p>\n").toString();
  }
}
