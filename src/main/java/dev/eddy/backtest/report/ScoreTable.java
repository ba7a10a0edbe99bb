package dev.eddy.backtest.report;

import dev.eddy.backtest.score.ModelScores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scores as a table of text, one line a model. */
public final class ScoreTable {
  private static final List<String> HEADER =
      List.of("model", "skill", "MAE", "RMSE", "bias", "coverage", "Winkler", "pairs");

  private ScoreTable() {}

  /** The table, each line with its end. Skill below 1 is better than the best naive forecast. */
  public static String of(Map<String, ModelScores> models) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEADER);
    models.forEach((name, scores) -> lines.add(line(name, scores)));
    int[] widths = new int[HEADER.size()];
    for (List<String> line : lines) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], line.get(c).length());
      }
    }
    StringBuilder table = new StringBuilder();
    for (List<String> line : lines) {
      for (int c = 0; c < widths.length; c++) {
        String padding =
            String.join("", Collections.nCopies(widths[c] - line.get(c).length(), " "));
        table.append(c == 0 ? line.get(c) + padding : "  " + padding + line.get(c));
      }
      table.append('\n');
    }
    return table.toString();
  }

  private static List<String> line(String name, ModelScores scores) {
    return List.of(
        name,
        Figures.ratio(scores.skill()),
        Figures.number(scores.mae()),
        Figures.number(scores.rmse()),
        Figures.number(scores.bias()),
        coverage(scores.quantiles()),
        scores.quantiles().map(q -> Figures.number(q.winkler())).orElse("–"),
        Figures.count(scores.pairs()));
  }

  private static String coverage(Optional<ModelScores.QuantileScores> quantiles) {
    return quantiles
        .map(q -> Figures.percent(q.interval()) + " of " + Figures.percent(q.nominal()))
        .orElse("–");
  }
}
