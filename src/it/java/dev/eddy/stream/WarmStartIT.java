package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.backtest.replay.Backtest;
import dev.eddy.backtest.replay.BacktestRequest;
import dev.eddy.backtest.replay.BacktestRequest.Options;
import dev.eddy.backtest.replay.Progress;
import dev.eddy.backtest.report.ReportedBacktest;
import dev.eddy.backtest.report.ReportedBacktest.Destination;
import dev.eddy.backtest.source.FileSource;
import dev.eddy.config.TopologyFile;
import dev.eddy.demo.InProcessBroker;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.WarmStarts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Series that were exported from one deployment begin another one, which is killed and started
 * again, and forecast what a backtest with the same files forecasts.
 */
class WarmStartIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String YAML =
      """
      name: NAME
      source: {topic: NAME-readings, series: [id], time: time, targets: [y], inputs: [x]}
      step: {every: 1m}
      forecast: {horizon: 3, publish: all}
      models: [{type: arx, name: arx}]
      state: {restore: ahead}
      kafka: {bootstrap.servers: "SERVERS", num.stream.threads: 2}
      """;

  @TempDir private Path directory;

  @Test
  void goesOnAsABacktestWithTheSameFiles() throws Exception {
    List<String> records = Streams.records(900, 4);
    List<String> later = records.subList(500, 900);
    Path exported = Files.createDirectory(directory.resolve("exported"));
    try (InProcessBroker broker = InProcessBroker.start();
        Topics topics = new Topics(broker.bootstrapServers())) {
      broker.createTopics(Map.of("rooms-readings", 2, "next-readings", 2));
      export(topics, topology("rooms", broker), records.subList(0, 500), exported);

      Path next = topology("next", broker);
      TopologySpec spec = TopologyFile.load(next, name -> Optional.empty()).spec();
      Map<String, List<Double>> expected = backtest(spec, later, exported);
      String[] options = {"--warm-start", exported.toString()};
      topics.sendAll("next-readings", later.subList(0, 200));
      Process first = EddyRun.start(next, directory, options);
      topics.read("next-forecasts", 10);
      first.destroyForcibly().waitFor();
      topics.sendAll("next-readings", later.subList(200, 400));
      Process second = EddyRun.start(next, directory, options);
      List<ConsumerRecord<byte[], byte[]>> said = topics.read("next-forecasts", expected.size());
      assertThat(said.stream().filter(one -> Streams.text(one.value()).contains("\"import\"")))
          .as("told once by each, in the forecasts of the combination and of the entry")
          .hasSize(4);
      assertThat(read(said)).isEqualTo(expected);
      second.destroy();
      assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private Path topology(String name, InProcessBroker broker) throws IOException {
    String yaml = YAML.replace("NAME", name).replace("SERVERS", broker.bootstrapServers());
    return Files.writeString(directory.resolve(name + ".yaml"), yaml);
  }

  /** Of four series two. */
  private void export(Topics topics, Path topology, List<String> records, Path folder)
      throws Exception {
    TopologySpec spec = TopologyFile.load(topology, name -> Optional.empty()).spec();
    topics.sendAll("rooms-readings", records);
    try (Instance one = new Instance(spec, directory.resolve("one"))) {
      topics.read("rooms-forecasts", StreamEngineIT.count(Streams.expected(spec, records)));
      for (String series : List.of("room-1", "room-2")) {
        Files.write(folder.resolve(series), one.bytes("/series/" + series + "/state/export"));
      }
    }
  }

  /** Means by series, origin and model. */
  private Map<String, List<Double>> backtest(TopologySpec spec, List<String> records, Path folder)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of("id,time,y,x"));
    for (String record : records) {
      JsonNode json = JSON.readTree(record);
      String y = json.get("y").isNull() ? "" : json.get("y").asText();
      lines.add(
          String.join(
              ",", json.get("id").asText(), json.get("time").asText(), y, json.get("x").asText()));
    }
    Path input = Files.write(directory.resolve("later.csv"), lines);
    Path out = directory.resolve("out");
    WarmStarts files = WarmStarts.read(List.of(folder), Backtest.fitting(spec));
    BacktestRequest request =
        new BacktestRequest(spec, new FileSource(input), List.of(), 2, files, Options.NONE);
    new ReportedBacktest(request, new Destination(out, "parity"), Progress.NONE).run();
    Map<String, List<Double>> means = new HashMap<>();
    Files.readAllLines(out.resolve("forecasts.csv")).stream()
        .skip(1)
        .map(line -> line.split(","))
        .forEach(
            cells ->
                means.put(
                    cells[0] + " " + cells[1] + " " + cells[2],
                    List.of(cells).subList(4, 7).stream().map(Double::valueOf).toList()));
    return means;
  }

  private static Map<String, List<Double>> read(List<ConsumerRecord<byte[], byte[]>> said)
      throws IOException {
    Map<String, List<Double>> means = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : said) {
      JsonNode json = JSON.readTree(record.value());
      List<Double> mean = new ArrayList<>();
      json.at("/targets/y/mean").forEach(one -> mean.add(one.asDouble()));
      String key = json.path("series").asText() + " " + json.path("origin").asText();
      assertThat(means.put(key + " " + json.path("model").asText(), mean)).isNull();
    }
    return means;
  }
}
