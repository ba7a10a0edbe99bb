package dev.eddy.backtest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.backtest.replay.BacktestRequest.Options;
import dev.eddy.backtest.report.ReportedBacktest;
import dev.eddy.backtest.report.ReportedBacktest.Destination;
import dev.eddy.backtest.source.FileSource;
import dev.eddy.config.TopologyText;
import dev.eddy.series.Observation;
import dev.eddy.series.ObservationDecoder;
import dev.eddy.series.RowDecoder;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Exports;
import dev.eddy.state.Generation;
import dev.eddy.state.InvalidWarmStart;
import dev.eddy.state.WarmStarts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backtest that begins where a deployment was. */
class WarmStartsTest {
  private static final int LEARNED = 300;

  private final TopologySpec spec = ReplayFixture.hourly();
  private final List<String> lines = ReplayFixture.waves("a", 400, 3);
  @TempDir private Path folder;
  private Path exported;

  @BeforeEach
  void export() throws Exception {
    RowDecoder decoder =
        new ObservationDecoder(spec).rowDecoder(List.of("time", "place", "load", "heat"));
    List<Observation> observations = new ArrayList<>();
    for (String line : lines.subList(0, LEARNED)) {
      observations.add(decoder.decode(line.split(",", -1), observations.size()));
    }
    byte[] bytes =
        Exports.after(observations, Generation.of(spec, TopologyText.NOTATION), "a").bytes();
    Files.createDirectory(folder.resolve("exported"));
    exported = Files.write(folder.resolve("exported/a.state"), bytes);
  }

  private BacktestResult replay(List<String> rows, Path out, Path... files) throws Exception {
    Path input = ReplayFixture.file(folder, out.getFileName() + ".csv", rows);
    BacktestRequest request =
        new BacktestRequest(
            spec,
            new FileSource(input),
            List.of(),
            2,
            WarmStarts.read(List.of(files), Backtest.fitting(spec)),
            Options.NONE);
    return new ReportedBacktest(request, new Destination(out, "eddy backtest"), Progress.NONE)
        .run();
  }

  private static List<String> after(int step, Path results) throws Exception {
    String time = ReplayFixture.hour(step).toString();
    return Files.readAllLines(results.resolve("forecasts.csv")).stream()
        .filter(row -> row.startsWith("a,2") && row.split(",", -1)[1].compareTo(time) >= 0)
        .toList();
  }

  @Test
  void goesOnAsIfItHadSeenWhatWasLearned() throws Exception {
    Path whole = folder.resolve("whole");
    replay(lines, whole);
    Path warm = folder.resolve("warm");
    replay(lines.subList(LEARNED, lines.size()), warm, exported);
    assertThat(after(LEARNED, warm)).hasSizeGreaterThan(100).isEqualTo(after(LEARNED, whole));
    Path cold = folder.resolve("cold");
    replay(lines.subList(LEARNED, lines.size()), cold);
    assertThat(after(LEARNED, cold)).isNotEqualTo(after(LEARNED, whole));
  }

  @Test
  void rowsThatItHasSeenAreLate() throws Exception {
    BacktestResult result = replay(lines, folder.resolve("late"), exported);
    assertThat(result.steps()).isEqualTo(lines.size() - LEARNED);
    assertThat(result.duplicates() + result.rejected().total()).isEqualTo(LEARNED);
  }

  @Test
  void namesItsFiles() throws Exception {
    Path out = folder.resolve("named");
    replay(lines.subList(LEARNED, lines.size()), out, exported.getParent());
    JsonNode file =
        new ObjectMapper().readTree(out.resolve("run.json").toFile()).at("/warmStart/0");
    assertThat(file.path("file").asText()).isEqualTo(exported.toString());
    assertThat(file.path("series").asText()).isEqualTo("a");
    assertThat(file.path("sha256").asText()).matches("[0-9a-f]{64}");
    WarmStarts starts = WarmStarts.read(List.of(exported), Backtest.fitting(spec));
    assertThat(starts.besides(List.of("a", "b"))).isEmpty();
    assertThat(starts.besides(List.of("b"))).hasSize(1);
  }

  @Test
  void filesThatAreNotRightAreNamed() throws Exception {
    byte[] bytes = Files.readAllBytes(exported);
    bytes[bytes.length / 2] ^= 1;
    Path damaged = Files.write(folder.resolve("damaged.state"), bytes);
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path none = folder.resolve("none.state");
    refused(spec, damaged + ": is damaged: its checksum does not fit its content", damaged);
    refused(spec, none + ": there is no such file", none);
    refused(spec, empty + ": has no file", empty);
    refused(
        spec,
        exported + ": is of series a, as " + exported + " is; a series begins with one",
        exported,
        exported.getParent());
    TopologySpec longer =
        ReplayFixture.spec(TopologyText.withoutKafka(spec).replace("horizon: 5", "horizon: 6"));
    refused(
        longer,
        exported + ": is of a topology with other targets, another zone, step or horizon",
        exported);
    TopologySpec other =
        ReplayFixture.spec(TopologyText.withoutKafka(spec).replace("units: 16", "units: 17"));
    refused(other, exported + ": is of a topology with other models", exported);
  }

  private static void refused(TopologySpec spec, String sentence, Path... files) {
    assertThatThrownBy(() -> WarmStarts.read(List.of(files), Backtest.fitting(spec)))
        .isInstanceOf(InvalidWarmStart.class)
        .hasMessage(sentence);
  }
}
