package dev.eddy.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.eddy.series.Observation;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the defaults are worth, what each entry is, and what each part adds: tables in
 * target/accuracy. Files that are not bundled are read from the folder {@code accuracy.data}.
 */
@Tag("accuracy")
class AccuracyTableTest {
  private static final int SEEDS = 20;

  @Test
  void taxi() throws IOException {
    measure(DataSet.TAXI);
  }

  @Test
  void transformer() throws IOException {
    measure(DataSet.TRANSFORMER);
  }

  @Test
  void airports() throws IOException {
    measure(DataSet.AIRPORTS);
  }

  @Test
  void sensors() throws IOException {
    measure(DataSet.SENSORS);
  }

  /** The combination may not be behind the last value. */
  private static void measure(DataSet set) throws IOException {
    Optional<Path> folder = Optional.ofNullable(System.getProperty("accuracy.data")).map(Path::of);
    assumeTrue(set.isThere(folder), () -> set + ": not in -Daccuracy.data=FOLDER");
    Map<String, List<Observation>> series = set.read(folder);
    List<String> lines = new ArrayList<>();
    for (Ablation ablation : Ablation.of(set.spec())) {
      Measured measured = Measured.of(set, ablation.spec(), series);
      List<Double> combined = measured.figures().get(TopologySpec.COMBINED);
      if (ablation.name().isEmpty()) {
        lines.add(row("", measured.names()));
        lines.add(row("---", measured.names().stream().map(name -> "---").toList()));
        measured.figures().forEach((model, figures) -> lines.add(row(model, rounded(figures))));
        assertThat(combined.get(0))
            .isLessThanOrEqualTo(1.02 * measured.figures().get("last-value").get(0));
      } else {
        lines.add(row(ablation.name(), rounded(combined)));
      }
    }
    write(set.name().toLowerCase(Locale.ROOT), lines);
  }

  /** Errors over those of the last value; means over series. */
  @Test
  void synthetic() throws IOException {
    Trials trials = Trials.run(Trial.defaults(), EnumSet.allOf(SyntheticKind.class), SEEDS);
    List<String> lines = new ArrayList<>();
    lines.add("| | to the best yardstick | to the last value | first steps | all | ");
    lines.add("| --- | --- | --- | --- | --- |");
    for (SyntheticKind kind : SyntheticKind.values()) {
      Map<String, Double> ratios = new LinkedHashMap<>();
      for (Trial trial : trials.of(kind)) {
        trial
            .errors()
            .forEach(
                (model, error) ->
                    ratios.merge(
                        model, error / trial.error(Yardsticks.LAST_VALUE) / SEEDS, Double::sum));
      }
      lines.add(
          row(
              kind.label(),
              List.of(
                  rounded(trials.mean(kind, Trial::againstTheBest)),
                  rounded(trials.mean(kind, Trial::againstLastValue)),
                  rounded(trials.mean(kind, Trial::earlyAgainstLastValue)),
                  ratios.entrySet().stream()
                      .map(entry -> entry.getKey() + " " + rounded(entry.getValue()))
                      .collect(Collectors.joining(", ")))));
      assertThat(trials.of(kind))
          .allMatch(trial -> Double.isFinite(trial.error(TopologySpec.COMBINED)));
    }
    write("synthetic", lines);
  }

  private static List<String> rounded(List<Double> figures) {
    return figures.stream().map(AccuracyTableTest::rounded).toList();
  }

  private static String rounded(double figure) {
    return String.format(Locale.ROOT, "%.4f", figure);
  }

  private static String row(String name, List<String> cells) {
    return "| " + name + " | " + String.join(" | ", cells) + " |";
  }

  private static void write(String name, List<String> lines) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "accuracy"));
    Files.write(folder.resolve(name + ".md"), lines);
  }
}
