package dev.eddy.tune;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eddy.backtest.report.Figures;
import dev.eddy.backtest.report.Html;
import dev.eddy.backtest.report.Page;
import dev.eddy.backtest.report.ResultJson;
import dev.eddy.backtest.score.Scorer;
import dev.eddy.config.SearchRange;
import dev.eddy.forecast.JsonNumbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A search as a page to read, and as JSON. */
public final class TuneReport {
  private static final int SHOWN = 20;

  private final TuneResult result;
  private final String input;

  /**
   * Of a search.
   *
   * @param input what its rows are called
   */
  public TuneReport(TuneResult result, String input) {
    this.result = result;
    this.input = input;
  }

  /** What was found, in one line of JSON. */
  public String json() {
    return ResultJson.write(
        json -> {
          json.writeNumberField("v", 1);
          json.writeStringField("topology", result.topology().any().spec().name());
          json.writeStringField("scored", result.scored());
          json.writeBooleanField("complete", result.complete());
          json.writeNumberField("rows", result.rows());
          json.writeNumberField("rejected", result.refused());
          json.writeNumberField("candidates", result.candidates());
          writeRungs(json);
          if (result.best().isPresent()) {
            Trial best = result.best().get();
            json.writeObjectFieldStart("best");
            json.writeNumberField("candidate", best.candidate());
            JsonNumbers.write(json, "share", best.share());
            JsonNumbers.write(json, "skill", best.skill());
            json.writeObjectFieldStart("values");
            for (int i = 0; i < best.values().size(); i++) {
              json.writeFieldName(result.topology().ranges().get(i).path());
              writeValue(json, result.topology().ranges().get(i), best.values().get(i));
            }
            json.writeEndObject();
            json.writeEndObject();
          }
        });
  }

  private void writeRungs(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("rungs");
    for (TuneResult.Rung rung : result.rungs()) {
      json.writeStartObject();
      JsonNumbers.write(json, "share", rung.share());
      json.writeNumberField("rows", rung.rows());
      json.writeNumberField("tried", rung.tried());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeValue(JsonGenerator json, SearchRange range, String value)
      throws IOException {
    if (range.isNumber()) {
      json.writeNumber(value); // as it stands in the file
    } else {
      json.writeString(value);
    }
  }

  /** The page. */
  String html() {
    String title = result.topology().any().spec().name() + ": search";
    String script = Page.resource(TuneReport.class, "tune.js");
    return new Page(title, body(), ResultJson.write(this::writeData), script).html();
  }

  private String body() {
    StringBuilder body = new StringBuilder(summary());
    if (result.best().isEmpty()) {
      return body.append(Html.note("Nothing has been scored yet.")).toString();
    }
    body.append("<h2>The best</h2>\n").append(best());
    body.append("<h2>All trials</h2>\n")
        .append(Html.chart("trials", "Skill by candidate, and the best so far", "tall"));
    if (result.rungs().size() > 1) {
      body.append("<h2>Rungs</h2>\n")
          .append(Html.chart("rungs", "Skill by the rows that a candidate saw", ""))
          .append(Html.table(List.of("share of the scored steps", "rows", "candidates"), rungs()))
          .append(
              Html.note(
                  "The better third of the candidates of a rung goes on to the next. Skills of"
                      + " different rungs are of different steps, and not to be compared; the pictures show"
                      + " each over the median of its rung."));
    }
    body.append("<h2>By value</h2>\n").append(Html.note("Each point is a candidate's last trial."));
    List<SearchRange> ranges = result.topology().ranges();
    for (int i = 0; i < ranges.size(); i += 2) {
      String left = chart(i);
      body.append(i + 1 < ranges.size() ? Html.pair(left, chart(i + 1)) : Html.pair(left, ""));
    }
    return body.append("<h2>Topology</h2>\n<pre>")
        .append(Html.text(result.topology().text()))
        .append("</pre>\n")
        .toString();
  }

  private String chart(int range) {
    return Html.chart(
        "range-" + range, "Skill by " + result.topology().ranges().get(range).path(), "");
  }

  private String summary() {
    return "<p>"
        + Html.text(input)
        + ": "
        + Figures.count(result.rows())
        + " rows, "
        + Figures.count(result.refused())
        + " of them refused; "
        + Figures.count(result.candidates())
        + " candidates"
        + (result.candidates() < result.budget() ? ", all that the ranges seem to hold; " : "; ")
        + Figures.count(result.trials().size())
        + " trials, scored by the skill of <code>"
        + Html.text(result.scored())
        + "</code>.</p>\n"
        + (result.complete()
            ? ""
            : Html.note("The search was stopped; the same command goes on with it."));
  }

  private String best() {
    return Html.table(header(), bestRows())
        + Html.note(
            "Skill is the mean absolute error over that of the best naive forecast on the same steps: below 1 is"
                + " better. Forecasts from the first "
                + Figures.count(Scorer.WARMUP)
                + " steps of a series do not count. The best of many tries looks better than it is: score it with"
                + " eddy backtest on rows that were not looked at here.");
  }

  private List<String> header() {
    return Stream.concat(
            Stream.of("candidate", "skill"),
            result.topology().ranges().stream().map(SearchRange::path))
        .toList();
  }

  private List<List<String>> bestRows() {
    double most = result.best().orElseThrow().share();
    return result.trials().stream()
        .filter(trial -> trial.share() == most)
        .sorted(Trial.BETTER)
        .limit(SHOWN)
        .map(
            trial -> {
              List<String> row = new ArrayList<>();
              row.add(Integer.toString(trial.candidate()));
              row.add(Figures.ratio(trial.skill()));
              row.addAll(trial.values());
              return Collections.unmodifiableList(row);
            })
        .toList();
  }

  private List<List<String>> rungs() {
    return result.rungs().stream()
        .sorted(Comparator.comparingDouble(TuneResult.Rung::share))
        .map(
            rung ->
                List.of(
                    Figures.percent(rung.share()),
                    Figures.count(rung.rows()),
                    Figures.count(rung.tried())))
        .toList();
  }

  private void writeData(JsonGenerator json) throws IOException {
    writeRungs(json);
    json.writeArrayFieldStart("ranges");
    for (SearchRange range : result.topology().ranges()) {
      json.writeStartObject();
      json.writeStringField("path", range.path());
      json.writeBooleanField("number", range.isNumber());
      if (range.isNumber()) {
        json.writeBooleanField("log", range.span().logarithmic());
        json.writeNumberField("low", range.span().low());
        json.writeNumberField("high", range.span().high());
      }
      json.writeArrayFieldStart("words");
      for (String word : range.words()) {
        json.writeString(word);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("trials");
    for (Trial trial : result.trials()) {
      json.writeStartArray();
      JsonNumbers.write(json, trial.share());
      json.writeNumber(trial.candidate());
      JsonNumbers.write(json, trial.skill());
      for (int i = 0; i < trial.values().size(); i++) {
        writeValue(json, result.topology().ranges().get(i), trial.values().get(i));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }
}
