package dev.eddy.backtest.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eddy.backtest.path.PathResult;
import dev.eddy.backtest.path.PathScores.Comparison;
import dev.eddy.backtest.path.PathScores.Interval;
import dev.eddy.forecast.JsonNumbers;
import dev.eddy.forecast.OverHorizon;
import dev.eddy.forecast.Scenarios;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Scenario paths in words: a table of those from the last steps on, and scores as JSON. */
final class PathText {
  private PathText() {}

  /**
   * Writes the table {@code series,origin,target,path,h1,…,hH}: paths from each series' last step
   * on, of the series of which enough is known. Paths are numbered from 1; those of one number
   * belong together, whatever the target.
   */
  static void write(PathResult paths, TopologySpec spec, Writer file) throws IOException {
    file.append("series,origin,target,path").append(header(spec.forecast().horizon()));
    for (String series : paths.series()) {
      Optional<Scenarios> drawn = paths.paths(series);
      if (drawn.isPresent()) {
        write(series, spec.source().targets(), drawn.get(), file);
      }
    }
  }

  private static String header(int horizon) {
    StringBuilder columns = new StringBuilder();
    for (int h = 1; h <= horizon; h++) {
      columns.append(",h").append(h);
    }
    return columns.append('\n').toString();
  }

  private static void write(String series, List<String> targets, Scenarios drawn, Writer file)
      throws IOException {
    String origin = Instant.ofEpochMilli(drawn.origin().epochMillis()).toString();
    for (int t = 0; t < targets.size(); t++) {
      double[][] paths = drawn.paths()[t];
      for (int i = 0; i < paths.length; i++) {
        StringBuilder line = new StringBuilder();
        CsvText.append(line, series);
        line.append(',').append(origin).append(',');
        CsvText.append(line, targets.get(t));
        line.append(',').append(i + 1);
        for (double value : paths[i]) {
          line.append(',');
          CsvText.append(line, value);
        }
        file.append(line.append('\n'));
      }
    }
  }

  /**
   * Adds a field {@code paths} with their scores.
   *
   * @param json within an object
   */
  static void writeScores(JsonGenerator json, PathResult paths) throws IOException {
    json.writeObjectFieldStart("paths");
    json.writeNumberField("count", paths.count());
    json.writeStringField("model", TopologySpec.COMBINED);
    JsonNumbers.write(json, "nominal", paths.scores().nominal());
    json.writeObjectFieldStart("targets");
    for (Map.Entry<String, Map<OverHorizon, Comparison>> target :
        paths.scores().targets().entrySet()) {
      json.writeObjectFieldStart(target.getKey());
      for (Map.Entry<OverHorizon, Comparison> whole : target.getValue().entrySet()) {
        json.writeObjectFieldStart(whole.getKey().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("origins", whole.getValue().origins());
        write(json, "paths", whole.getValue().paths());
        write(json, "naive", whole.getValue().naive());
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, Interval interval) throws IOException {
    json.writeObjectFieldStart(name);
    JsonNumbers.write(json, "coverage", interval.coverage());
    JsonNumbers.write(json, "width", interval.width());
    json.writeEndObject();
  }
}
