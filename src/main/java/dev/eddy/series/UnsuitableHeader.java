package dev.eddy.series;

import java.util.List;

/** The columns of a file are not those that a topology needs: all that is wrong with them. */
public final class UnsuitableHeader extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;
  private final transient List<String> missing;

  /** With at least one problem, and no column that is missing. */
  UnsuitableHeader(List<String> problems) {
    this(problems, List.of());
  }

  /** With at least one problem. */
  UnsuitableHeader(List<String> problems, List<String> missing) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
    this.missing = List.copyOf(missing);
  }

  /** The columns that are needed and not there. */
  public List<String> missing() {
    return missing;
  }

  /** Each names a column and the rule that it breaks. */
  public List<String> problems() {
    return problems;
  }
}
