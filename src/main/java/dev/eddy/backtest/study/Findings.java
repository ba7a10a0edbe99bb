package dev.eddy.backtest.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a study found.
 *
 * @param models whose forecasts were compared, the reference first
 * @param contenders those, then the yardsticks
 * @param comparisons of all series together
 * @param bySeries of each
 * @param overTime of all series together
 * @param conditions of all series together
 * @param recoveries for each drift of any series the steps until errors were what they had been; −1
 *     where another drift came before
 * @param prices by series, for each model; empty where targets are no prices
 * @param pictures of the first series
 */
public record Findings(
    List<String> models,
    List<String> contenders,
    Comparisons comparisons,
    Map<String, Comparisons> bySeries,
    OverTime overTime,
    Conditions.Losses conditions,
    List<Integer> recoveries,
    Map<String, List<PriceScores>> prices,
    Map<String, Gallery.Pictures> pictures) {
  /** Copies, keeping the order. */
  public Findings {
    models = List.copyOf(models);
    contenders = List.copyOf(contenders);
    bySeries = Collections.unmodifiableMap(new LinkedHashMap<>(bySeries));
    recoveries = List.copyOf(recoveries);
    prices = Collections.unmodifiableMap(new LinkedHashMap<>(prices));
    pictures = Collections.unmodifiableMap(new LinkedHashMap<>(pictures));
  }
}
