package dev.eddy.describe;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eddy.config.Durations;
import dev.eddy.describe.SeriesLook.Found;
import dev.eddy.forecast.JsonNumbers;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A description as a JSON object. Immutable. */
final class DescriptionJson {
  private final Description description;
  private final Tally tally;
  private final Roles roles;

  DescriptionJson(Description description) {
    this.description = description;
    this.tally = description.tally();
    this.roles = tally.roles();
  }

  /** The object, on one line. */
  String text() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonNumbers.JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("name", description.name());
      json.writeNumberField("rows", tally.rows());
      json.writeNumberField("broken", tally.broken());
      json.writeNumberField("untimed", tally.untimed());
      json.writeNumberField("unnamed", tally.unnamed());
      json.writeNumberField("seriesCount", tally.series());
      json.writeArrayFieldStart("seriesColumns");
      for (SampledColumn column : roles.series()) {
        json.writeString(column.name());
      }
      json.writeEndArray();
      writeTimes(json);
      writeColumns(json);
      writeSeasons(json);
      writeSeries(json);
      json.writeStringField("topology", description.topology());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }

  private void writeTimes(JsonGenerator json) throws IOException {
    if (roles.time().isEmpty()) {
      json.writeNullField("time");
      return;
    }
    Distances distances = tally.distances();
    json.writeObjectFieldStart("time");
    json.writeStringField("column", roles.time().get().name());
    json.writeStringField("form", roles.units().words());
    json.writeBooleanField("readable", roles.units().isReadable());
    json.writeStringField("from", Instant.ofEpochMilli(tally.first()).toString());
    json.writeStringField("to", Instant.ofEpochMilli(tally.last()).toString());
    json.writeStringField("zone", description.zoneWords());
    json.writeNumberField("duplicates", distances.same());
    json.writeNumberField("unsorted", distances.backward());
    if (description.step().usual().isPresent()) {
      Duration usual = description.step().usual().get();
      json.writeStringField("usual", Durations.text(usual));
      JsonNumbers.write(json, "usualShare", distances.usualShare());
      JsonNumbers.write(json, "wholeShare", distances.wholeShare(usual));
      json.writeNumberField("gaps", distances.gaps(usual));
      json.writeNumberField("missingSteps", distances.missing(usual));
      json.writeNumberField(
          "longestGapMissing", Distances.missing(distances.longest().millis(), usual));
    }
    json.writeStringField("step", description.step().width().map(Durations::text).orElse(null));
    json.writeEndObject();
  }

  private void writeColumns(JsonGenerator json) throws IOException {
    json.writeStringField("target", roles.target().name());
    json.writeArrayFieldStart("columns");
    for (int i = 0; i < roles.numbers().size(); i++) {
      NumberTally numbers = tally.numbers(i);
      json.writeStartObject();
      json.writeStringField("name", roles.numbers().get(i).name());
      json.writeNumberField("numbers", numbers.count());
      json.writeNumberField("missing", numbers.missing());
      json.writeNumberField("unreadable", numbers.unreadable());
      JsonNumbers.write(json, "min", numbers.least());
      JsonNumbers.write(json, "quartiles", numbers.quartiles());
      JsonNumbers.write(json, "max", numbers.greatest());
      JsonNumbers.write(json, "zeroShare", numbers.zeroShare());
      json.writeBooleanField("constant", tally.isConstant(i));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeSeasons(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("seasons");
    for (SeasonCount count : description.seasons()) {
      json.writeStartObject();
      json.writeStringField("name", count.season().name());
      json.writeNumberField("series", count.series());
      JsonNumbers.write(json, "gain", count.gain());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeSeries(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("series");
    for (int i = 0; i < description.looks().size(); i++) {
      SeriesLook look = description.looks().get(i);
      json.writeStartObject();
      json.writeStringField("name", look.series());
      json.writeNumberField("rows", tally.detailed().get(i).rows());
      json.writeArrayFieldStart("seasons");
      for (Found found : look.seasons()) {
        json.writeString(found.name());
      }
      json.writeEndArray();
      if (look.stationarity().isPresent()) {
        Stationarity tests = look.stationarity().get();
        JsonNumbers.write(json, "adf", tests.adf());
        JsonNumbers.write(json, "adfCritical", tests.critical());
        JsonNumbers.write(json, "kpss", tests.kpss());
        JsonNumbers.write(json, "kpssCritical", Stationarity.KPSS_CRITICAL);
        json.writeStringField("verdict", tests.verdict().name().toLowerCase(Locale.ROOT));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
