package dev.eddy.config;

import java.util.List;

/** A topology file that cannot be run, with everything that is wrong with it. */
public final class InvalidTopology extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  InvalidTopology(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /**
   * One sentence each, ordered by line, as in {@code sensors.yaml:14 models[0].units=0: must be 1
   * to 4096}. None shows a secret.
   */
  public List<String> problems() {
    return problems;
  }
}
