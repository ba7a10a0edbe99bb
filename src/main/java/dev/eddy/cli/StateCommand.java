package dev.eddy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eddy.observe.rest.BearerToken;
import dev.eddy.state.PortableSeries;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code eddy state}: what the series of a running topology remember, seen and changed by hand. */
@Command(
    name = "state",
    mixinStandardHelpOptions = true,
    description =
        "Shows what the series of a running topology remember, and changes it. Where the variable"
            + " EDDY_TOKEN is set it is shown to the instance; changing needs it.")
public final class StateCommand implements Callable<Integer> {
  private static final String JSON = "application/json";
  private static final int PAGE = 1_000;

  private final Map<String, String> environment;

  @Spec private CommandSpec command;

  /** Made by picocli. */
  public StateCommand() {
    this(System.getenv());
  }

  /** With variables of its own. */
  StateCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Whom to ask, and how to say what it says. */
  static final class Where {
    @Option(
        names = "--url",
        defaultValue = "http://localhost:8080",
        paramLabel = "URL",
        description = "Where an instance of it serves (default: ${DEFAULT-VALUE}).")
    private String url;

    @Option(
        names = "--topology",
        paramLabel = "NAME",
        description = "The topology; not needed where only one runs.")
    private String topology;

    @Option(names = "--json", description = "Print what the instance says as one JSON object.")
    private boolean json;
  }

  /** Without a subcommand there is nothing to do but say which there are. */
  @Override
  public Integer call() {
    command.commandLine().usage(command.commandLine().getErr());
    return ExitCode.USAGE;
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "All series.")
  int list(@Mixin Where where) {
    RunningEddy eddy = eddy(where);
    String path = "/v1/topologies/" + topology(eddy, where) + "/series?limit=" + PAGE;
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    JsonNode page = RunningEddy.json(eddy.get(path));
    rows.addAll((ArrayNode) page.withArray("series"));
    while (page.hasNonNull("next")) {
      String after = "&after=" + RunningEddy.encoded(page.path("next").asText());
      page = RunningEddy.json(eddy.get(path + after));
      rows.addAll((ArrayNode) page.withArray("series"));
    }
    ObjectNode all = JsonNodeFactory.instance.objectNode().put("v", 1);
    all.set("series", rows);
    all.set("unreachable", page.path("unreachable"));
    if (where.json) {
      print(all.toString());
    } else {
      printTable(rows, page.path("unreachable"));
    }
    return ExitCode.OK;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "What is kept of a series.")
  int show(@Mixin Where where, @Parameters(paramLabel = "SERIES") String series) {
    RunningEddy eddy = eddy(where);
    JsonNode state = RunningEddy.json(eddy.get(path(eddy, where, series)));
    if (where.json) {
      print(state.toString());
      return ExitCode.OK;
    }
    print(
        String.format(
            Locale.ROOT,
            "%s: %,d steps, %s%s",
            series,
            state.path("steps").asLong(),
            state.path("frozen").asBoolean() ? "frozen" : "learning",
            state.path("challenger").asBoolean() ? ", a challenger beside" : ""));
    for (JsonNode one : state.path("stored")) {
      print(
          String.format(
              Locale.ROOT,
              "  %-10s of %,d steps, %,d bytes",
              one.path("slot").asInt() < 2 ? "snapshot" : "checkpoint",
              one.path("steps").asLong(),
              one.path("bytes").asLong()));
    }
    return ExitCode.OK;
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Writes what a series remembers to a file.")
  int export(
      @Mixin Where where,
      @Parameters(paramLabel = "SERIES") String series,
      @Option(names = "--out", required = true, paramLabel = "FILE", description = "Replaced.")
          Path out) {
    RunningEddy eddy = eddy(where);
    byte[] exported = eddy.get(path(eddy, where, series) + "/export");
    try {
      Files.write(out, exported);
    } catch (IOException e) {
      throw UserError.failed(out + ": cannot be written", e);
    }
    ObjectNode said = JsonNodeFactory.instance.objectNode().put("v", 1).put("series", series);
    said.put("file", out.toString()).put("bytes", exported.length);
    print(
        where.json
            ? said.toString()
            : String.format(Locale.ROOT, "%s: %,d bytes of %s", out, exported.length, series));
    return ExitCode.OK;
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = "Lets a series go on from an exported file; a new one begins with it.")
  int adopt(
      @Mixin Where where,
      @Parameters(paramLabel = "FILE") Path file,
      @Option(
              names = "--series",
              paramLabel = "NAME",
              description = "The series; default: that of the file.")
          String series) {
    byte[] exported = read(file);
    String name;
    try {
      name = PortableSeries.read(exported).series();
    } catch (IllegalArgumentException e) {
      throw UserError.wrongUse(file + ": " + e.getMessage());
    }
    RunningEddy eddy = eddy(where);
    String path = path(eddy, where, series == null ? name : series) + "/import";
    return said(where, eddy.post(path, "application/octet-stream", exported));
  }

  @Command(
      name = "rollback",
      mixinStandardHelpOptions = true,
      description = "Goes back to a state that show lists; the steps since are a gap.")
  int rollback(
      @Mixin Where where,
      @Parameters(paramLabel = "SERIES") String series,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "STEPS",
              description = "The steps of that state.")
          long steps) {
    return ask(where, series, "rollback", "{\"steps\":" + steps + "}");
  }

  @Command(
      name = "freeze",
      mixinStandardHelpOptions = true,
      description = "Forecasts without learning, as long as the data is bad.")
  int freeze(@Mixin Where where, @Parameters(paramLabel = "SERIES") String series) {
    return ask(where, series, "freeze", "{}");
  }

  @Command(name = "thaw", mixinStandardHelpOptions = true, description = "Learns again.")
  int thaw(@Mixin Where where, @Parameters(paramLabel = "SERIES") String series) {
    return ask(where, series, "thaw", "{}");
  }

  @Command(name = "forget", mixinStandardHelpOptions = true, description = "Begins anew.")
  int forget(@Mixin Where where, @Parameters(paramLabel = "SERIES") String series) {
    return ask(where, series, "forget", "{}");
  }

  @Command(
      name = "promote",
      mixinStandardHelpOptions = true,
      description = "Lets the challenger forecast, better or not.")
  int promote(@Mixin Where where, @Parameters(paramLabel = "SERIES") String series) {
    return ask(where, series, "promote", "{}");
  }

  private int ask(Where where, String series, String verb, String body) {
    RunningEddy eddy = eddy(where);
    String path = path(eddy, where, series) + "/" + verb;
    return said(where, eddy.post(path, JSON, body.getBytes(StandardCharsets.UTF_8)));
  }

  private int said(Where where, byte[] answer) {
    JsonNode json = RunningEddy.json(answer);
    print(
        where.json
            ? json.toString()
            : json.path("series").asText()
                + ": "
                + json.path("command").asText()
                + " is asked for. "
                + json.path("detail").asText());
    return ExitCode.OK;
  }

  private RunningEddy eddy(Where where) {
    Optional<String> token = Optional.ofNullable(environment.get(BearerToken.VARIABLE));
    ServingOptions.token(token.orElse(null)); // one that is none is refused before it is shown
    return new RunningEddy(where.url, token);
  }

  private static String topology(RunningEddy eddy, Where where) {
    return RunningEddy.encoded(eddy.topology(where.topology));
  }

  private static String path(RunningEddy eddy, Where where, String series) {
    return "/v1/topologies/"
        + topology(eddy, where)
        + "/series/"
        + RunningEddy.encoded(series)
        + "/state";
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw UserError.wrongUse(
          file + (Files.exists(file) ? ": cannot be read" : ": there is no such file"));
    }
  }

  private void printTable(ArrayNode rows, JsonNode unreachable) {
    int width = "series".length();
    for (JsonNode row : rows) {
      width = Math.max(width, row.path("series").asText().length());
    }
    String format = "%-" + width + "s  %10s  %-24s  %8s";
    print(String.format(Locale.ROOT, format, "series", "steps", "origin", "skill"));
    for (JsonNode row : rows) {
      JsonNode skill = row.path("skill");
      print(
          String.format(
              Locale.ROOT,
              format,
              row.path("series").asText(),
              row.path("steps").asText(),
              row.path("origin").asText(),
              skill.isNumber() ? String.format(Locale.ROOT, "%.4f", skill.asDouble()) : "-"));
    }
    for (JsonNode address : unreachable) {
      command
          .commandLine()
          .getErr()
          .println(address.asText() + " does not answer: what it has is missing");
    }
    command.commandLine().getErr().flush();
  }

  private void print(String line) {
    PrintWriter out = command.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
