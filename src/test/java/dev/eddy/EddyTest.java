package dev.eddy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.cli.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What the command line prints, where, and what it ends with. */
class EddyTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aRightFileIsPrintedAsItWouldRun() {
    assertThat(run("validate", "topologies/minimal.yaml")).isZero();
    assertThat(out.toString()).startsWith("name: minimal\n").endsWith("kafka: {}\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void everyProblemOfAWrongFileIsPrinted(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.yaml"), "name: a b\nseeed: 1\n");
    assertThat(run("validate", file.toString())).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(5)
        .contains(file + ":2 seeed: is not a known key; did you mean seed?")
        .endsWith("4 problems");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsOneProblem() {
    assertThat(run("validate", "no/such.yaml")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly("no/such.yaml: there is no such file", "1 problem");
  }

  @Test
  void aMisspeltCommandIsWrongUse() {
    assertThat(run("validat", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("validate").doesNotContain("\tat ");
  }

  @Test
  void withoutACommandTheCommandsAreNamed() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("Usage: eddy", "validate");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void benchSaysWhatItCanMeasure() {
    assertThat(run("bench")).isEqualTo(2);
    assertThat(err.toString()).contains("Usage: eddy bench", "core");
    assertThat(run("bench", "core", "--help")).isZero();
    assertThat(out.toString()).contains("Usage: eddy bench core", "--json");
  }

  @Test
  void helpAndVersionAreNoMistakes() {
    assertThat(run("--help")).isZero();
    assertThat(run("validate", "--help")).isZero();
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).contains("Usage: eddy validate", "eddy development");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aUsersErrorIsOneSentence() {
    assertThat(run("fail", "failed")).isEqualTo(1);
    assertThat(run("fail", "wrong-use")).isEqualTo(2);
    assertThat(err.toString().lines()).containsExactly("It gave way.", "That is wrong.");
  }

  @Test
  void anythingElseIsOneLineUnlessAskedForMore() {
    assertThat(run("fail", "other")).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "Failed: java.lang.IllegalStateException: broken (run with --debug for the stack"
                + " trace)");
    err.getBuffer().setLength(0);
    assertThat(run("fail", "other", "--debug")).isEqualTo(1);
    assertThat(run("--debug", "fail", "error")).isEqualTo(1);
    assertThat(err.toString())
        .contains("Failed: java.lang.IllegalStateException: broken\n", "Failed: java.lang.Error: ")
        .contains("\tat dev.eddy.EddyTest");
  }

  private int run(String... arguments) {
    CommandLine line = Eddy.commandLine();
    line.addSubcommand(new Fail());
    return line.setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Command(name = "fail")
  private static final class Fail implements Callable<Integer> {
    @CommandLine.Parameters private String how;

    @Override
    public Integer call() {
      switch (how) {
        case "failed" -> throw UserError.failed("It gave way.");
        case "wrong-use" -> throw UserError.wrongUse("That is wrong.");
        case "error" -> throw new Error("worse");
        default -> throw new IllegalStateException("broken");
      }
    }
  }
}
