package dev.eddy.backtest.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eddy.backtest.replay.BacktestRequest;
import dev.eddy.backtest.replay.BacktestResult;
import dev.eddy.backtest.score.ModelScores;
import dev.eddy.backtest.study.Comparisons;
import dev.eddy.backtest.study.Conditions;
import dev.eddy.backtest.study.EquityCurve;
import dev.eddy.backtest.study.Findings;
import dev.eddy.backtest.study.Gallery.Fan;
import dev.eddy.backtest.study.Gallery.Lesson;
import dev.eddy.backtest.study.Gallery.Mark;
import dev.eddy.backtest.study.Gallery.Pictures;
import dev.eddy.backtest.study.Gallery.Shown;
import dev.eddy.backtest.study.OverTime;
import dev.eddy.backtest.study.PriceScores;
import dev.eddy.forecast.JsonNumbers;
import dev.eddy.forecast.Scenarios;
import dev.eddy.series.StepCalendar;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;

/** What the charts of a report are drawn from, as the object that report.js reads. */
final class ChartData {
  private static final MathContext SIX_DIGITS = new MathContext(6);
  private static final double WHOLE = 1e15;

  private final TopologySpec spec;
  private final BacktestResult result;
  private final Findings findings;
  private final StepCalendar calendar;

  ChartData(BacktestRequest request, BacktestResult result) {
    this.spec = request.spec();
    this.result = result;
    this.findings = result.findings();
    this.calendar = new StepCalendar(spec);
  }

  void writeTo(JsonGenerator json) throws IOException {
    json.writeStringField("target", spec.source().targets().get(0));
    json.writeStringField("reference", findings.models().get(0));
    json.writeNumberField("horizon", spec.forecast().horizon());
    JsonNumbers.write(json, "levels", array(spec.forecast().quantiles()));
    if (calendar.hasWidth()) {
      json.writeNumberField("every", calendar.every().orElseThrow().toMillis());
    } else {
      json.writeNullField("every");
    }
    json.writeBooleanField("timed", spec.source().time().isPresent());
    writeStrings(json, "contenders", findings.contenders());
    writeModels(json);
    writeRelative(json);
    writeOverTime(json);
    writeConditions(json);
    json.writeArrayFieldStart("series");
    for (Map.Entry<String, Pictures> one : findings.pictures().entrySet()) {
      json.writeStartObject();
      json.writeStringField("name", one.getKey());
      write(json, one.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("paths");
    if (result.paths().isPresent()) {
      for (Scenarios scenarios : result.paths().get().shown().values()) {
        json.writeStartObject();
        json.writeArrayFieldStart("paths");
        for (double[] path : scenarios.paths()[0]) {
          row(json, path);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("prices");
    for (List<PriceScores> one : findings.prices().values()) {
      json.writeStartObject();
      json.writeArrayFieldStart("curve");
      for (EquityCurve.Point point : one.get(0).curve()) {
        row(json, (double) point.epochMillis(), point.strategy(), point.holding());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeModels(JsonGenerator json) throws IOException {
    double nominal = Double.NaN;
    json.writeArrayFieldStart("models");
    for (String name : findings.models()) {
      ModelScores scores = result.scores().models().get(name);
      json.writeStartObject();
      json.writeStringField("name", name);
      JsonNumbers.write(
          json, "skillByHorizon", scores == null ? new double[0] : array(scores.skillByHorizon()));
      if (scores != null && scores.quantiles().isPresent()) {
        nominal = scores.quantiles().get().nominal();
        json.writeArrayFieldStart("reliability");
        for (int q = 0; q < scores.quantiles().get().levels().size(); q++) {
          row(
              json,
              scores.quantiles().get().levels().get(q),
              scores.quantiles().get().coverage().get(q));
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    JsonNumbers.write(json, "nominal", nominal);
  }

  private void writeRelative(JsonGenerator json) throws IOException {
    Comparisons comparisons = findings.comparisons();
    json.writeStringField("best", comparisons.best());
    json.writeArrayFieldStart("relative");
    for (Map.Entry<String, Comparisons.Relative> one : comparisons.relative().entrySet()) {
      json.writeStartObject();
      json.writeStringField("name", one.getKey());
      json.writeBooleanField("model", findings.models().contains(one.getKey()));
      JsonNumbers.write(json, "ratio", one.getValue().ratio());
      JsonNumbers.write(json, "low", one.getValue().low());
      JsonNumbers.write(json, "high", one.getValue().high());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeOverTime(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("overTime");
    json.writeArrayFieldStart("blocks");
    for (OverTime.Block block : findings.overTime().blocks()) {
      json.writeStartObject();
      json.writeNumberField(
          "t", calendar.hasWidth() ? calendar.startOf(block.step()) : block.step());
      JsonNumbers.write(json, "losses", block.losses());
      JsonNumbers.write(json, "coverage", block.coverage());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeConditions(JsonGenerator json) throws IOException {
    Conditions.Losses losses = findings.conditions();
    json.writeObjectFieldStart("conditions");
    writeStrings(json, "regimes", Conditions.Losses.REGIMES);
    writeRows(json, "hour", losses.byHour());
    writeRows(json, "day", losses.byDay());
    writeRows(json, "regime", losses.byRegime());
    json.writeEndObject();
  }

  private void writeRows(JsonGenerator json, String name, double[][] rows) throws IOException {
    json.writeArrayFieldStart(name);
    for (int m = 0; m < findings.models().size(); m++) {
      row(json, rows[m]);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Pictures pictures) throws IOException {
    json.writeArrayFieldStart("steps");
    for (Shown step : pictures.steps()) {
      row(json, (double) step.epochMillis(), step.value(), step.mean(), step.low(), step.high());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("fans");
    for (Fan fan : pictures.fans()) {
      json.writeStartObject();
      json.writeNumberField("t", fan.epochMillis());
      JsonNumbers.write(json, "mean", fan.mean());
      json.writeArrayFieldStart("quantiles");
      for (double[] quantile : fan.quantiles()) {
        row(json, quantile);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("marks");
    for (Mark mark : pictures.marks()) {
      json.writeStartArray();
      json.writeNumber(mark.epochMillis());
      json.writeString(mark.what());
      json.writeEndArray();
    }
    json.writeEndArray();
    writeMembers(json, pictures.lessons());
  }

  private static void writeMembers(JsonGenerator json, Map<String, List<Lesson>> byMember)
      throws IOException {
    json.writeArrayFieldStart("members");
    for (Map.Entry<String, List<Lesson>> member : byMember.entrySet()) {
      json.writeStartObject();
      json.writeStringField("name", member.getKey());
      json.writeArrayFieldStart("lessons");
      for (Lesson lesson : member.getValue()) {
        row(json, (double) lesson.epochMillis(), lesson.weight(), lesson.norm(), lesson.loss());
      }
      json.writeEndArray();
      json.writeArrayFieldStart("byLag");
      for (Lesson lesson : member.getValue()) {
        if (lesson.byLag().length > 0) {
          json.writeStartArray();
          json.writeNumber(lesson.epochMillis());
          row(json, lesson.byLag());
          json.writeEndArray();
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeStrings(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /** Numbers of six digits, which are more than any screen shows; times as they are. */
  private static void row(JsonGenerator json, double... values) throws IOException {
    json.writeStartArray();
    for (double value : values) {
      if (!Double.isFinite(value)) {
        json.writeNull();
      } else if (value == Math.rint(value) && Math.abs(value) < WHOLE) {
        json.writeNumber((long) value);
      } else {
        json.writeNumber(new BigDecimal(value).round(SIX_DIGITS));
      }
    }
    json.writeEndArray();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
