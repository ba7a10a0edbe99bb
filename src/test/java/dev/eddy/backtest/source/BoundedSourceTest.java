package dev.eddy.backtest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows from one moment to another. */
class BoundedSourceTest {
  private static final TopologySpec SPEC = Inputs.spec("time: time, targets: [load]");

  @TempDir private Path folder;
  private FileSource file;

  @BeforeEach
  void writeFile() throws IOException {
    Path path =
        Files.writeString(
            folder.resolve("data.csv"),
            "time,load\n"
                + "2024-01-01T00:00:00Z,0\n"
                + "2024-01-01T01:00:00Z,1\n"
                + "soon,2\n"
                + "2024-01-01T02:00:00Z,3\n"
                + "2024-01-01T01:30:00Z,4\n");
    file = new FileSource(path);
  }

  private static TimeRange range(String from, String to) {
    return TimeRange.parse(Optional.ofNullable(from), Optional.ofNullable(to), ZoneId.of("UTC"));
  }

  private List<String> lines(TimeRange range) {
    return Inputs.read(new BoundedSource(file, range), SPEC).stream()
        .map(row -> row.substring(0, 2).strip())
        .toList();
  }

  @Test
  void theFirstMomentIsInAndTheLastIsNot() {
    assertThat(lines(range("2024-01-01T01:00:00Z", "2024-01-01T02:00")))
        .containsExactly("3", "4!", "6");
    assertThat(lines(range(null, "1704070800000"))).containsExactly("2", "4!");
    assertThat(lines(range("2024-01-01 02:00+00:00", null))).containsExactly("4!", "5");
    assertThat(lines(TimeRange.ALL)).hasSize(5);
  }

  @Test
  void anEmptyRangeTellsWhichTimesThereAre() {
    try (InputRows rows = new BoundedSource(file, range("2025-01-01", null)).open(SPEC)) {
      assertThat(rows.next()).isPresent(); // whose time nobody knows
      assertThat(rows.next()).isEmpty();
      assertThat(rows.emptiness())
          .isEqualTo(
              "has no rows from 2025-01-01T00:00:00Z; its times go from 2024-01-01T00:00:00Z to"
                  + " 2024-01-01T02:00:00Z");
    }
  }

  @Test
  void rangesThatAreNoneAreRefused() {
    assertThatThrownBy(() -> range("2024-01-02", "2024-01-01"))
        .isInstanceOf(BacktestFailure.class)
        .hasMessage("--to 2024-01-01T00:00:00Z: must be after --from 2024-01-02T00:00:00Z");
    assertThatThrownBy(() -> range("yesterday", null))
        .hasMessage(
            "--from=yesterday: must be ISO-8601, such as 2024-01-31T13:00:00Z, or milliseconds from"
                + " the epoch");
    assertThatThrownBy(
            () ->
                new BoundedSource(file, range("2024-01-01", null))
                    .open(Inputs.spec("targets: [load]")))
        .hasMessage(
            file.file() + ": --from and --to need a time in each row, and source.time names none");
  }

  @Test
  void timesWithoutOffsetAreOfTheZone() {
    assertThat(
            TimeRange.parse(
                Optional.of("2024-07-01"), Optional.empty(), ZoneId.of("Europe/Berlin")))
        .hasToString("from 2024-06-30T22:00:00Z");
  }
}
