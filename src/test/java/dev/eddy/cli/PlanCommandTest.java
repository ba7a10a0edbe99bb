package dev.eddy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PlanCommandTest {
  private static final String TOPOLOGY = "topologies/minimal.yaml";

  @ParameterizedTest
  @CsvSource({"0, 10, --series 0: must be 1 or more", "10, 0, --rate 0.0: must be more than 0"})
  void namesAnOptionThatIsWrong(String series, String rate, String problem) {
    StringWriter err = new StringWriter();
    CommandLine line =
        new CommandLine(new PlanCommand())
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  err.append(failure.getMessage());
                  return ((UserError) failure).exitCode();
                });
    assertThat(line.execute(TOPOLOGY, "--series", series, "--rate", rate)).isEqualTo(2);
    assertThat(err).hasToString(problem);
  }

  @Test
  void wantsToKnowWhatThereWillBe() {
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(new PlanCommand()).setErr(new PrintWriter(err));
    assertThat(line.execute(TOPOLOGY)).isEqualTo(2);
    assertThat(err.toString()).contains("--series", "--rate");
  }
}
