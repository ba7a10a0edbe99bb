package dev.eddy.backtest.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What can be told apart, and what cannot.
 *
 * @param reference the contender that all others are compared with
 * @param against one for each of the others
 * @param confidenceSet for each contender the greatest 1 − confidence at which it may still be the
 *     best, worst first; empty where there is too little to be told
 * @param best the yardstick with the least loss, exponential smoothing aside; empty with the set
 * @param relative for each contender its loss over that of the best yardstick; empty with the set
 * @param stretches how many stretches of time the confidence set stands on
 * @param stretchSteps how many steps each of them has
 * @param ratios by contender, then by yardstick: loss over that of the yardstick from the same
 *     origins
 */
public record Comparisons(
    String reference,
    List<Against> against,
    Map<String, Double> confidenceSet,
    String best,
    Map<String, Relative> relative,
    int stretches,
    long stretchSteps,
    Map<String, Map<String, Double>> ratios) {
  /** Below it a difference is called significant. */
  public static final double LEVEL = 0.05;

  /** Contenders with less are not in the confidence set of 90 %. */
  public static final double SET_LEVEL = 0.1;

  /**
   * A loss over that of the best yardstick.
   *
   * @param low where it lies in 95 of 100 drawn histories: from here
   * @param high to here
   */
  public record Relative(double ratio, double low, double high) {}

  /** Copies, keeping the order. */
  public Comparisons {
    against = List.copyOf(against);
    confidenceSet = Collections.unmodifiableMap(new LinkedHashMap<>(confidenceSet));
    relative = Collections.unmodifiableMap(new LinkedHashMap<>(relative));
    ratios = Collections.unmodifiableMap(new LinkedHashMap<>(ratios));
  }

  /**
   * The reference against another contender.
   *
   * @param name the other
   * @param all of the mean loss over all horizons: below 0, the reference is better
   * @param byHorizon one step ahead, half-way and at the last horizon; empty where several series
   *     were put together
   */
  public record Against(String name, DieboldMariano all, List<DieboldMariano> byHorizon) {
    /** Copies the list. */
    public Against {
      byHorizon = List.copyOf(byHorizon);
    }

    /** Whether there was enough to tell. */
    public boolean isTested() {
      return !Double.isNaN(all.pValue());
    }

    /** Whether they can be told apart. */
    public boolean isDistinct() {
      return all.pValue() < LEVEL;
    }
  }

  /** What can be said of it in a few words; empty if nothing could be compared. */
  public String sentence() {
    List<String> better = names(one -> one.isDistinct() && one.all().meanDifference() < 0);
    List<String> worse = names(one -> one.isDistinct() && one.all().meanDifference() > 0);
    List<String> alike = names(one -> one.isTested() && !one.isDistinct());
    List<String> untested = names(one -> !one.isTested());
    if (untested.size() == against.size()) {
      return "";
    }
    StringBuilder sentence = new StringBuilder();
    if (!better.isEmpty()) {
      sentence.append(reference).append(" is better than ").append(list(better)).append(". ");
    }
    if (!worse.isEmpty()) {
      sentence.append(reference).append(" is worse than ").append(list(worse)).append(". ");
    }
    if (!alike.isEmpty()) {
      sentence
          .append(reference)
          .append(" cannot be told from ")
          .append(list(alike))
          .append(": the difference may be chance. ");
    }
    if (!untested.isEmpty()) {
      sentence
          .append("There is too little to compare it with ")
          .append(list(untested))
          .append(". ");
    }
    if (!confidenceSet.isEmpty()) {
      List<String> set =
          confidenceSet.entrySet().stream()
              .filter(one -> one.getValue() >= SET_LEVEL)
              .map(Map.Entry::getKey)
              .sorted()
              .toList();
      sentence
          .append("With 90 % confidence the best is ")
          .append(set.size() == 1 ? list(set) : "among " + list(set))
          .append('.');
    }
    return sentence.toString().trim();
  }

  private List<String> names(Predicate<Against> which) {
    return against.stream().filter(which).map(Against::name).toList();
  }

  private static String list(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
