package dev.eddy.spec;

/**
 * Windows of the past that are learned again beside the present one (experience replay, Lin 1992,
 * doi 10.1007/BF00992699).
 *
 * @param windows how many at each update; 0 to 64, 0 is off
 * @param history steps that are kept for it; at most 100,000
 */
public record ReplaySpec(Integer windows, Integer history) {
  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public ReplaySpec {
    windows = windows == null ? 0 : windows;
    history = history == null ? 512 : history;
    new Checks().within("windows", windows, 0, 64).within("history", history, 1, 100_000).done();
  }
}
