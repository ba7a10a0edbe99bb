package dev.eddy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is wrong with the options is said before anything is started. */
class ReplayCommandTest {
  @TempDir Path directory;
  private String file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(directory.resolve("rows.csv"), "time,a\n1,2\n").toString();
  }

  @Test
  void optionsThatAreWrongAreOneSentence() {
    wrong("--speed fast: must be max, or a factor above 0 such as 1x, 60x or 0.5x", "--speed=fast");
    wrong("--format xml: must be json or csv", "--format=xml");
    wrong("--partitions 3: goes with --create-topic", "--partitions=3");
    wrong("--partitions 0: must be 1 to 10000", "--partitions=0", "--create-topic");
    wrong("--key b: " + file + " has the columns time, a", "--key=a,b");
    wrong("--time at: " + file + " has the columns time, a", "--time=at");
  }

  @Test
  void aFileThatIsNotThereIsOneSentence() {
    String missing = directory.resolve("missing.csv").toString();
    UserError error = error(new ReplayCommand(), missing, "--topic=t");
    assertThat(error).hasMessage(missing + ": there is no such file");
    assertThat(error.exitCode()).isEqualTo(2);
  }

  @Test
  void aFileWhoseColumnsCannotBeToldApartIsOneSentence() throws IOException {
    Files.writeString(directory.resolve("rows.csv"), "a,a\n1,2\n");
    wrong(file + ":1: the first line must name each column once, and has \"a\"");
  }

  @Test
  void aPortThatCannotBeIsOneSentence() {
    UserError error = error(new BrokerCommand(), "--port=70000");
    assertThat(error).hasMessage("--port 70000: must be 0 to 65535");
    assertThat(error.exitCode()).isEqualTo(2);
  }

  private void wrong(String sentence, String... options) {
    List<String> arguments = new ArrayList<>(List.of(file, "--topic=t"));
    arguments.addAll(List.of(options));
    UserError error = error(new ReplayCommand(), arguments.toArray(String[]::new));
    assertThat(error).hasMessage(sentence);
    assertThat(error.exitCode()).isEqualTo(2);
  }

  private static UserError error(Callable<Integer> command, String... arguments) {
    AtomicReference<Exception> thrown = new AtomicReference<>();
    new CommandLine(command)
        .setExecutionExceptionHandler(
            (problem, line, parsed) -> {
              thrown.set(problem);
              return 0;
            })
        .execute(arguments);
    assertThat(thrown.get()).isInstanceOf(UserError.class);
    return (UserError) thrown.get();
  }
}
