package dev.eddy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DescribeCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  private int run(Callable<Integer> command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              err.append(failure.getMessage());
              return failure instanceof UserError error ? error.exitCode() : 70;
            })
        .execute(arguments);
  }

  private Path data() throws IOException {
    StringBuilder text = new StringBuilder("time,pump,pressure,flow\n");
    for (int i = 0; i < 200; i++) {
      Instant time = Instant.ofEpochSecond(1_704_067_200L + 3_600L * i);
      text.append(time).append(",A,").append(5 + i % 24).append(',').append(i % 5).append('\n');
      text.append(time).append(",B,").append(9 - i % 7).append(",\n");
    }
    return Files.writeString(folder.resolve("pumps.csv"), text);
  }

  @Test
  void writesATopologyWithWhichTheDataCanBeReplayed() throws IOException {
    Path data = data();
    Path topology = folder.resolve("pumps.yaml");
    assertThat(run(new DescribeCommand(), data.toString(), "--write", topology.toString()))
        .isZero();
    assertThat(out.toString()).contains("series       2, named by pump: A, B", topology.toString());
    assertThat(run(new ValidateCommand(), topology.toString())).isZero();
    String folderOut = folder.resolve("out").toString();
    assertThat(
            run(
                new BacktestCommand(),
                topology.toString(),
                "--input",
                data.toString(),
                "--out",
                folderOut))
        .isZero();
    assertThat(out.toString()).contains("400 rows of 2 series", " 0 refused, 0 duplicates");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void overwritesNothing() throws IOException {
    Path topology = Files.writeString(folder.resolve("mine.yaml"), "mine");
    assertThat(run(new DescribeCommand(), data().toString(), "--write", topology.toString()))
        .isEqualTo(2);
    assertThat(err.toString()).endsWith("is there already, and is not overwritten");
    assertThat(topology).hasContent("mine");
  }

  @Test
  void aUsersMistakeIsOneSentence() throws IOException {
    assertThat(run(new DescribeCommand(), "no/such.csv")).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("no/such.csv: there is no such file");
    err.getBuffer().setLength(0);
    assertThat(run(new DescribeCommand(), data().toString(), "--target", "presure")).isEqualTo(2);
    assertThat(err.toString()).contains("has no column presure", "did you mean pressure?");
    err.getBuffer().setLength(0);
    assertThat(run(new DescribeCommand(), data().toString(), "--zone", "Mars")).isEqualTo(2);
    assertThat(err.toString()).startsWith("--zone Mars: must be a time zone");
    err.getBuffer().setLength(0);
    assertThat(run(new DescribeCommand(), data().toString(), "--time", "time", "--no-time"))
        .isEqualTo(2);
  }

  @Test
  void printsOneObject() throws IOException {
    assertThat(run(new DescribeCommand(), data().toString(), "--json")).isZero();
    assertThat(out.toString().lines()).hasSize(1);
    assertThat(out.toString()).startsWith("{\"name\":").contains("\"seriesCount\":2");
  }
}
