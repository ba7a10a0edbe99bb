package dev.eddy.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.StepForecast;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/library.md does what the document says, on the bundled rates. */
class ForecastWithoutKafkaTest {
  private static final Path EXAMPLE =
      Path.of("src/test/java/dev/eddy/example/ForecastWithoutKafka.java");

  @TempDir private Path folder;

  private static List<String[]> rates(int count) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    ForecastWithoutKafkaTest.class.getResourceAsStream(
                        "/data/reference-rates.csv.gz")),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> line.split(","))
          .filter(cells -> cells[1].equals("USD"))
          .limit(count)
          .toList();
    }
  }

  private static StepForecast accept(ForecastWithoutKafka forecaster, String[] cells) {
    return forecaster.accept(LocalDate.parse(cells[0]), Double.parseDouble(cells[2]));
  }

  @Test
  void theDocumentQuotesTheExample() throws IOException {
    assertThat(Files.readString(Path.of("docs/library.md")))
        .contains("```java\n" + Files.readString(EXAMPLE) + "```\n");
  }

  @Test
  void ratesAreForecastAndTheirMaximumBounded() throws IOException {
    ForecastWithoutKafka forecaster = new ForecastWithoutKafka();
    List<String[]> rates = rates(300);
    StepForecast last = null;
    for (String[] cells : rates) {
      last = accept(forecaster, cells);
    }
    ModelForecast combined = last.forecasts().get(0);
    double rate = Double.parseDouble(rates.get(299)[2]);
    assertThat(combined.mean()[0]).hasSize(5);
    for (double mean : combined.mean()[0]) {
      assertThat(mean / rate).isBetween(0.98, 1.02);
    }
    double[] highest = forecaster.highest().orElseThrow();
    double[] upper = combined.quantiles()[0][2];
    assertThat(highest[0]).isGreaterThan(combined.quantiles()[0][0][0]).isLessThan(highest[1]);
    assertThat(highest[1]).isBetween(upper[0], upper[4] * 1.01);
  }

  @Test
  void whatWasLoadedGoesOnAsWhatWasSaved() throws IOException {
    ForecastWithoutKafka forecaster = new ForecastWithoutKafka();
    List<String[]> rates = rates(150);
    rates.subList(0, 100).forEach(cells -> accept(forecaster, cells));
    Path file = folder.resolve("usd.state");
    forecaster.save(file);
    ForecastWithoutKafka loaded = new ForecastWithoutKafka();
    loaded.load(file);
    for (String[] cells : rates.subList(100, 150)) {
      ModelForecast one = accept(forecaster, cells).forecasts().get(0);
      ModelForecast other = accept(loaded, cells).forecasts().get(0);
      assertThat(other.mean()).isDeepEqualTo(one.mean());
      assertThat(other.quantiles()).isDeepEqualTo(one.quantiles());
    }
  }

  @Test
  void aDayFarAheadIsRefused() throws IOException {
    ForecastWithoutKafka forecaster = new ForecastWithoutKafka();
    forecaster.accept(LocalDate.parse("2026-01-02"), 1.1);
    assertThatThrownBy(() -> forecaster.accept(LocalDate.parse("2926-01-02"), 1.1))
        .hasMessageStartingWith("2926-01-02: ");
  }

  @Test
  void itRunsByItself() throws IOException {
    Path file = folder.resolve("usd.csv");
    Files.write(file, rates(80).stream().map(cells -> cells[0] + "," + cells[2]).toList());
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      ForecastWithoutKafka.main(new String[] {file.toString()});
    } finally {
      System.setOut(before);
    }
    List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(6);
    assertThat(lines.get(0)).matches("1: 1\\.\\d{4}, 1\\.\\d{4} to 1\\.\\d{4}");
    assertThat(lines.get(5)).matches("the highest: 1\\.\\d{4} to 1\\.\\d{4}");
  }
}
