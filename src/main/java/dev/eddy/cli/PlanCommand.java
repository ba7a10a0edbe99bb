package dev.eddy.cli;

import dev.eddy.bench.plan.CostMeter;
import dev.eddy.bench.plan.Demand;
import dev.eddy.bench.plan.Plan;
import dev.eddy.config.TopologyFile;
import dev.eddy.config.TopologyText;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code eddy plan}: what a deployment will need. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Says what heap, disk, cores and partitions a topology needs, how much it writes and how long"
          + " it takes to come back, from what its series cost on this machine. Takes a few seconds;"
          + " asks no broker."
    })
public final class PlanCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "TOPOLOGY.yaml", description = "The topology file.")
  private Path topology;

  @Option(names = "--series", required = true, paramLabel = "N", description = "How many series.")
  private long series;

  @Option(
      names = "--rate",
      required = true,
      paramLabel = "R",
      description = "Records a second, of all series together.")
  private double rate;

  @Option(names = "--json", description = "One JSON object instead of a table.")
  private boolean json;

  /** Made by picocli. */
  public PlanCommand() {}

  /**
   * Measures, and prints the plan.
   *
   * @throws dev.eddy.config.InvalidTopology if the file is not right
   * @throws UserError if an option is wrong
   */
  @Override
  public Integer call() {
    if (series < 1) {
      throw UserError.wrongUse("--series " + series + ": must be 1 or more");
    }
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw UserError.wrongUse("--rate " + rate + ": must be more than 0");
    }
    TopologySpec spec = TopologyFile.load(topology).spec();
    Generation generation = Generation.of(spec, TopologyText.NOTATION);
    Plan plan =
        Plan.of(
            new CostMeter(generation).measure(PATIENCE),
            new Demand(series, rate, spec.state().cache()));
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      out.println(plan.json());
    } else {
      plan.table().forEach(out::println);
      Plan.assumptions().forEach(out::println);
    }
    out.flush();
    return ExitCode.OK;
  }
}
