package dev.eddy.spec;

import java.util.List;
import java.util.stream.Collectors;

/** A specification that breaks rules: all of those that could be found at once. */
public final class InvalidSpec extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  /**
   * One broken rule.
   *
   * @param path keys and indexes from the record that found it, such as {@code lags.target}; empty
   *     for the record itself
   * @param value what stands there; empty if the rule is about more than one value
   * @param rule what has to hold, as in "must be 1 to 4096"
   */
  public record Problem(String path, String value, String rule) {
    /** The same problem seen from a record that holds this one under {@code key}. */
    public Problem under(String key) {
      return new Problem(
          path.isEmpty() ? key : path.startsWith("[") ? key + path : key + "." + path, value, rule);
    }

    @Override
    public String toString() {
      String place = value.isEmpty() ? path : path + "=" + value;
      return place.isEmpty() ? rule : place + ": " + rule;
    }
  }

  /** With at least one problem. */
  public InvalidSpec(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** Every problem found, in the order of the record's components. */
  public List<Problem> problems() {
    return problems;
  }
}
