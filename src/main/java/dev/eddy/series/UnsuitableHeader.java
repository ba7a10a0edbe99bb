package dev.eddy.series;

import java.util.List;

/** The columns of a file are not those that a topology needs: all that is wrong with them. */
public final class UnsuitableHeader extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  /** With at least one problem. */
  UnsuitableHeader(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Each names a column and the rule that it breaks. */
  public List<String> problems() {
    return problems;
  }
}
