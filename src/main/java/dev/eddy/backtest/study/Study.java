package dev.eddy.backtest.study;

import dev.eddy.backtest.study.Comparisons.Against;
import dev.eddy.backtest.study.Comparisons.Relative;
import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is found out about the forecasts of all series of a topology. Bytes: some 200 times H and
 * 4,000 times contenders for each series, and about 300 KB for each of the first {@value #SHOWN},
 * of which pictures are kept. For one thread, but for what {@link #series} says.
 */
public final class Study {
  /** Of so many series there are pictures. */
  static final int SHOWN = 6;

  /** With fewer stretches of time than that nothing is told of several series. */
  private static final int LEAST_STRETCHES = 12;

  private final StudyPlan plan;
  private final Map<String, SeriesStudy> series = new LinkedHashMap<>();

  /**
   * Of no series yet.
   *
   * @param models whose forecasts are compared; {@code combined} is the reference if it is among
   *     them, the first of them else
   * @param cost of changing a position by 1, as a share of the price; empty where targets are no
   *     prices
   */
  public Study(TopologySpec spec, Collection<String> models, OptionalDouble cost) {
    this.plan = StudyPlan.of(spec, models, cost);
  }

  /**
   * The study of one series, made if it is new. Those of several series may be used by several
   * threads.
   */
  public SeriesStudy series(String name) {
    return series.computeIfAbsent(
        name,
        key ->
            new SeriesStudy(
                plan, series.size() < SHOWN ? Optional.of(new Gallery(plan)) : Optional.empty()));
  }

  /** What was found out so far. */
  public Findings findings() {
    Map<String, Comparisons> bySeries = new LinkedHashMap<>();
    Map<String, List<PriceScores>> prices = new LinkedHashMap<>();
    Map<String, Gallery.Pictures> pictures = new LinkedHashMap<>();
    Conditions conditions = new Conditions(plan.contenders().size());
    List<TimeBlocks> parts = new ArrayList<>();
    List<Integer> recoveries = new ArrayList<>();
    series.forEach(
        (name, one) -> {
          parts.add(one.comparison().blocks());
          conditions.addAll(one.conditions());
          recoveries.addAll(one.recovery().taken());
          one.gallery().ifPresent(gallery -> pictures.put(name, gallery.pictures()));
          bySeries.put(name, compared(List.of(one.comparison()), one.comparison().blocks()));
          if (!one.prices().isEmpty()) {
            int trials = plan.models().size();
            prices.put(name, one.prices().stream().map(p -> p.scores(trials)).toList());
          }
        });
    TimeBlocks all = TimeBlocks.sum(parts, Comparison.width(plan.contenders().size()));
    List<Comparison> comparisons = series.values().stream().map(SeriesStudy::comparison).toList();
    return new Findings(
        plan.models(),
        plan.contenders(),
        compared(comparisons, all),
        bySeries,
        OverTime.of(all, plan.contenders()),
        conditions.losses(plan.contenders()),
        recoveries,
        prices,
        pictures);
  }

  private Comparisons compared(List<Comparison> parts, TimeBlocks blocks) {
    TimeBlocks stretches = blocks.atLeast(2L * plan.horizon());
    double[][] losses = OverTime.complete(stretches, plan.contenders().size());
    List<Against> against =
        parts.size() == 1 ? parts.get(0).tests() : together(losses, stretches.length());
    Map<String, Double> set = Map.of();
    Map<String, Relative> relative = new LinkedHashMap<>();
    String best = "";
    if (losses.length >= LEAST_STRETCHES) {
      ConfidenceSet drawn = new ConfidenceSet(plan.contenders(), losses, plan.seed());
      set = drawn.pValues();
      int yardstick = bestYardstick(losses);
      best = plan.contenders().get(yardstick);
      double[][] found = drawn.ratios(yardstick);
      for (int c = 0; c < found.length; c++) {
        relative.put(plan.contenders().get(c), new Relative(found[c][0], found[c][1], found[c][2]));
      }
    }
    return new Comparisons(
        plan.models().get(0),
        against,
        set,
        best,
        relative,
        losses.length,
        stretches.length(),
        ratios(parts));
  }

  private int bestYardstick(double[][] losses) {
    int best = plan.models().size();
    double least = Double.POSITIVE_INFINITY;
    for (int y = 0; y < plan.yardsticks().count(); y++) {
      int contender = plan.models().size() + y;
      double sum = Arrays.stream(losses).mapToDouble(stretch -> stretch[contender]).sum();
      if (sum < least) {
        least = sum;
        best = contender;
      }
    }
    return best;
  }

  /**
   * Several series: their mean loss from one stretch of time to the next, of which neighbours may
   * know of each other.
   */
  private List<Against> together(double[][] losses, long steps) {
    List<Against> against = new ArrayList<>();
    List<String> contenders = plan.contenders();
    for (int c = 1; c < contenders.size(); c++) {
      LossDifferential differences = new LossDifferential(2);
      for (double[] stretch : losses) {
        differences.add(stretch[0] - stretch[c]);
      }
      boolean enough = losses.length >= LEAST_STRETCHES && steps >= plan.horizon();
      DieboldMariano test = DieboldMariano.of(enough ? differences : new LossDifferential(2));
      against.add(new Against(contenders.get(c), test, List.of()));
    }
    return against;
  }

  /** Of each model to each yardstick: the mean over series. */
  private Map<String, Map<String, Double>> ratios(List<Comparison> parts) {
    List<String> contenders = plan.contenders();
    Map<String, Map<String, Double>> ratios = new LinkedHashMap<>();
    for (int m = 0; m < plan.models().size(); m++) {
      Map<String, Double> ofModel = new LinkedHashMap<>();
      for (int y = plan.models().size(); y < contenders.size(); y++) {
        int model = m;
        int yardstick = y;
        double mean =
            parts.stream()
                .mapToDouble(part -> part.ratio(model, yardstick))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
        ofModel.put(contenders.get(y), mean);
      }
      ratios.put(contenders.get(m), ofModel);
    }
    return ratios;
  }
}
