package dev.eddy.observe.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eddy.forecast.JsonNumbers;
import dev.eddy.observe.Answer;
import dev.eddy.observe.TopologyStatus;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What is said of topologies, of those that start or move too. */
final class TopologyPages {
  private final Topologies topologies;

  TopologyPages(Topologies topologies) {
    this.topologies = topologies;
  }

  Answer list(Request request) {
    request.allowOnly();
    List<ServedTopology> here = topologies.all().get();
    return Body.answer(
        json -> {
          json.writeArrayFieldStart("topologies");
          for (ServedTopology topology : here) {
            json.writeStartObject();
            writeStatus(json, topology.status());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  Answer one(Request request) {
    request.allowOnly();
    ServedTopology topology = topologies.of(request);
    TopologyStatus status = topology.status();
    List<ServedTopology.Instance> instances = topology.instances();
    long series = topology.summaries().count();
    return Body.answer(
        json -> {
          writeStatus(json, status);
          writeSpec(json, status.spec());
          json.writeNumberField("seriesHere", series);
          json.writeArrayFieldStart("instances");
          for (ServedTopology.Instance instance : instances) {
            json.writeStartObject();
            json.writeStringField("address", instance.address().orElse(null));
            json.writeBooleanField("here", instance.here());
            writeNumbers(json, "partitions", instance.partitions());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void writeStatus(JsonGenerator json, TopologyStatus status) throws IOException {
    json.writeStringField("name", status.spec().name());
    json.writeStringField("state", status.state());
    json.writeBooleanField("live", status.live());
    json.writeBooleanField("ready", status.ready());
  }

  private static void writeSpec(JsonGenerator json, TopologySpec spec) throws IOException {
    json.writeObjectFieldStart("source");
    json.writeStringField("topic", spec.source().topic());
    Body.texts(json, "series", spec.source().series());
    Body.texts(json, "targets", spec.source().targets());
    Body.texts(json, "inputs", spec.source().inputs());
    json.writeEndObject();
    json.writeStringField("step", spec.step().map(step -> step.every().toString()).orElse(null));
    json.writeNumberField("horizon", spec.forecast().horizon());
    double[] levels =
        spec.forecast().quantiles().stream().mapToDouble(Double::doubleValue).toArray();
    JsonNumbers.write(json, "quantiles", levels);
    json.writeStringField("publish", spec.forecast().publish().name().toLowerCase(Locale.ROOT));
    json.writeArrayFieldStart("models");
    for (ModelSpec model : spec.models()) {
      json.writeStartObject();
      json.writeStringField("name", model.name());
      json.writeStringField("role", model.role().name().toLowerCase(Locale.ROOT));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("sink");
    json.writeStringField("forecasts", spec.sink().forecasts());
    json.writeStringField("learning", spec.sink().learning().topic());
    json.writeStringField("rejected", spec.sink().rejected());
    json.writeEndObject();
  }

  private static void writeNumbers(JsonGenerator json, String name, Collection<Integer> numbers)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (int number : numbers) {
      json.writeNumber(number);
    }
    json.writeEndArray();
  }
}
