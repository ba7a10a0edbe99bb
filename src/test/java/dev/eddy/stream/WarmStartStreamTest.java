package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.config.TopologyText;
import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.RecordJson;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.forecast.StepForecast;
import dev.eddy.series.ObservationDecoder;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import dev.eddy.state.PortableSeries;
import dev.eddy.state.WarmStarts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A deployment whose series begin with files. */
class WarmStartStreamTest {
  private static final int LEARNED = 300;

  @TempDir private Path directory;

  private final TopologySpec spec = Streams.bySeries("1", Map.of());
  private final Generation generation = Generation.of(spec, TopologyText.NOTATION);
  private final List<String> records = Streams.records(600, 2);
  private final List<String> fresh = records.subList(LEARNED, records.size());
  private PortableSeries exported;
  private WarmStarts files;

  @BeforeEach
  void export() throws Exception {
    try (Rig rig = new Rig(spec, directory.resolve("first"))) {
      rig.sendAll(records.subList(0, LEARNED));
      exported = PortableSeries.of(generation, "room-1", rig.store());
    }
    Path file = Files.write(directory.resolve("room-1.state"), exported.bytes());
    files = WarmStarts.read(List.of(file), one -> one.requireFor(generation));
  }

  private Rig rig(TopologySpec deployed, String folder) {
    return new Rig(deployed, directory.resolve(folder), files);
  }

  private Map<String, List<String>> said(Rig rig) throws Exception {
    Map<String, List<String>> said = new TreeMap<>();
    for (TestRecord<byte[], byte[]> record : rig.forecasts()) {
      said.computeIfAbsent(Streams.text(record.key()), name -> new ArrayList<>())
          .add(Streams.text(record.value()));
    }
    return said;
  }

  private static double imports(Rig rig) {
    return rig.count("eddy.commands", "command", "import", "outcome", "obeyed");
  }

  @Test
  void aSeriesThatHasAFileGoesOnFromItAndAnotherBeginsAnew() throws Exception {
    try (Rig rig = rig(spec, "warm")) {
      rig.sendAll(fresh);
      Map<String, List<String>> said = said(rig);
      assertSaid(said.get("room-1"), "room-1", exported.forecaster(generation));
      assertSaid(said.get("room-0"), "room-0", new SeriesForecaster(spec));
      assertThat(imports(rig)).isOne();
      assertThat(said.get("room-1").get(0)).contains("import");
      assertThat(said.get("room-1").subList(2, 20)).noneMatch(one -> one.contains("import"));
    }
  }

  private void assertSaid(List<String> said, String series, SeriesForecaster backtest)
      throws Exception {
    ObservationDecoder decoder = new ObservationDecoder(spec);
    RecordJson json = new RecordJson(spec);
    int at = 0;
    for (String record : fresh) {
      if (record.contains(series)) {
        for (StepForecast step :
            backtest.accept(decoder.decode(null, Streams.utf8(record), 0)).steps()) {
          for (ModelForecast forecast : step.forecasts().subList(0, 2)) {
            byte[] expected = json.forecast(series, step, forecast);
            assertThat(json.readForecast(Streams.utf8(said.get(at++))))
                .usingRecursiveComparison()
                .isEqualTo(json.readForecast(expected));
          }
        }
      }
    }
    assertThat(said).hasSize(at);
  }

  @ParameterizedTest
  @CsvSource({
    "exactly_once_v2, 1",
    "exactly_once_v2, 3",
    "exactly_once_v2, 90",
    "at_least_once, 4"
  })
  void startingAgainWithTheFilesImportsNothingTwice(String guarantee, int cut) throws Exception {
    TopologySpec deployed = Streams.bySeries("1", Map.of("processing.guarantee", guarantee));
    boolean again = guarantee.equals("at_least_once");
    Map<String, List<String>> expected;
    try (Rig rig = rig(deployed, "whole")) {
      rig.sendAll(fresh);
      expected = said(rig);
    }
    Map<String, List<String>> said;
    Map<String, Map<byte[], byte[]>> stores;
    double imports;
    try (Rig rig = rig(deployed, "before")) {
      rig.sendAll(fresh.subList(0, cut));
      said = said(rig);
      stores = rig.stores();
      imports = imports(rig);
    }
    try (Rig rig = rig(deployed, "after")) {
      rig.restore(stores);
      rig.sendAll(fresh.subList(again ? 0 : cut, fresh.size()));
      assertThat(imports + imports(rig)).isOne();
      said(rig)
          .forEach((name, more) -> said.computeIfAbsent(name, n -> new ArrayList<>()).addAll(more));
    }
    assertThat(said.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, all) -> assertThat(said.get(name).equals(all)).as(name).isTrue());
  }

  /** What a command has made of a series is not made undone by a file. */
  @Test
  void aSeriesThatIsKnownIgnoresItsFile() throws Exception {
    Map<String, Map<byte[], byte[]>> stores;
    try (Rig rig = new Rig(spec, directory.resolve("cold"))) {
      rig.sendAll(fresh.subList(0, 10));
      stores = rig.stores();
    }
    try (Rig rig = rig(spec, "known")) {
      rig.restore(stores);
      rig.sendAll(fresh.subList(10, fresh.size()));
      assertThat(imports(rig)).isZero();
      assertThat(said(rig).get("room-1")).noneMatch(one -> one.contains("import"));
    }
  }

  /** Under at-least-once the record that touched the series comes again where its entry is lost. */
  @Test
  void theImportMarksNoRecordAsLearned() throws Exception {
    TopologySpec least = Streams.bySeries("1", Map.of("processing.guarantee", "at_least_once"));
    String first = fresh.stream().filter(one -> one.contains("room-1")).findFirst().orElseThrow();
    Map<String, Map<byte[], byte[]>> stores;
    try (Rig rig = rig(least, "once")) {
      rig.send("k", first);
      stores = rig.stores();
    }
    byte[] entryOfTheRecord = KafkaSeriesStore.key("room-1", 2);
    assertThat(stores.get(EddyTopology.JOURNAL).remove(entryOfTheRecord)).isNotNull();
    try (Rig rig = rig(least, "again")) {
      rig.restore(stores);
      rig.send("k", first);
      assertThat(said(rig).get("room-1").get(0)).contains("import");
      assertThat(rig.count("eddy.records", "outcome", "redelivered")).isZero();
      assertThat(imports(rig)).isZero();
    }
  }
}
