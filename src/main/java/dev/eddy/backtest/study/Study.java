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
 * What is found out about the forecasts of all series of a topology. Bytes of a series: 8·H·(H + 1)
 * for each target, H origins with all that was forecast from them, the last day or week of values,
 * and 3,000 times contenders; about 300 KB more for each of the first {@value #SHOWN}, of which
 * pictures are kept. For one thread, but for what {@link #series} says.
 */
public final class Study {
  /** Of so many series there are pictures. */
  static final int SHOWN = 6;

  /** With fewer stretches of time than that nothing is told of several series. */
  private static final int LEAST_STRETCHES = 12;

  private static final double NEARLY_ALL = 0.8;

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
    Conditions conditions = new Conditions(plan.models().size());
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
            prices.put(
                name, one.prices().stream().map(p -> p.scores(trials, plan.timed())).toList());
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
        conditions.losses(plan.models()),
        recoveries,
        prices,
        pictures);
  }

  private Comparisons compared(List<Comparison> parts, TimeBlocks blocks) {
    TimeBlocks stretches = blocks.atLeast(2L * plan.horizon());
    double[][] losses = OverTime.full(stretches, plan.contenders().size());
    List<Against> against = parts.size() == 1 ? parts.get(0).tests() : together(losses);
    List<Integer> kept = kept(losses);
    double[][] complete = complete(losses, kept);
    Map<String, Double> set = Map.of();
    Map<String, Relative> relative = new LinkedHashMap<>();
    String best = "";
    if (complete.length >= LEAST_STRETCHES) {
      List<String> names = kept.stream().map(plan.contenders()::get).toList();
      ConfidenceSet drawn = new ConfidenceSet(names, complete, plan.seed());
      set = drawn.pValues();
      int yardstick = bestYardstick(kept, complete);
      if (yardstick >= 0) {
        best = names.get(yardstick);
        double[][] found = drawn.ratios(yardstick);
        for (int c = 0; c < found.length; c++) {
          relative.put(names.get(c), new Relative(found[c][0], found[c][1], found[c][2]));
        }
      }
    }
    return new Comparisons(
        plan.models().get(0),
        against,
        set,
        best,
        relative,
        complete.length,
        stretches.length(),
        ratios(parts));
  }

  /**
   * Contenders who spoke in nearly all stretches: a yardstick that the data hardly reaches did not.
   */
  private List<Integer> kept(double[][] losses) {
    List<Integer> kept = new ArrayList<>();
    for (int c = 0; c < plan.contenders().size(); c++) {
      int contender = c;
      long spoken =
          Arrays.stream(losses).filter(stretch -> !Double.isNaN(stretch[contender])).count();
      if (spoken > NEARLY_ALL * losses.length) {
        kept.add(c);
      }
    }
    return kept;
  }

  private static double[][] complete(double[][] losses, List<Integer> kept) {
    return Arrays.stream(losses)
        .map(stretch -> kept.stream().mapToDouble(c -> stretch[c]).toArray())
        .filter(stretch -> Arrays.stream(stretch).noneMatch(Double::isNaN))
        .toArray(double[][]::new);
  }

  /** The place among those kept of the yardstick with the least loss; −1 if none was kept. */
  private int bestYardstick(List<Integer> kept, double[][] losses) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < kept.size(); i++) {
      int yardstick = kept.get(i) - plan.models().size();
      int place = i;
      double sum = Arrays.stream(losses).mapToDouble(stretch -> stretch[place]).sum();
      if (yardstick >= 0 && yardstick < plan.yardsticks().count() && sum < least) {
        least = sum;
        best = i;
      }
    }
    return best;
  }

  /**
   * Several series: their mean loss from one stretch of time to the next, of which neighbours may
   * know of each other.
   */
  private List<Against> together(double[][] losses) {
    List<Against> against = new ArrayList<>();
    for (int c = 1; c < plan.contenders().size(); c++) {
      LossDifferential differences = new LossDifferential(2);
      for (double[] stretch : losses) {
        differences.add(stretch[0] - stretch[c]);
      }
      boolean enough = differences.count() >= LEAST_STRETCHES;
      DieboldMariano test = DieboldMariano.of(enough ? differences : new LossDifferential(2));
      against.add(new Against(plan.contenders().get(c), test, List.of()));
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
