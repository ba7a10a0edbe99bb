package dev.eddy.backtest.study;

import dev.eddy.backtest.score.Actuals;
import dev.eddy.backtest.score.Scorer;
import dev.eddy.backtest.score.Warmup;
import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.StepForecast;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What is found out about one series while its forecasts go by. An origin counts once all its
 * values are known, if {@link Scorer#WARMUP} steps lie before it. For one thread at a time.
 */
public final class SeriesStudy {
  private final StudyPlan plan;
  private final List<String> contenders;
  private final Actuals actuals;
  private final Warmup warmup;
  private final Regimes regimes = new Regimes();
  private final Smoother smoother;
  private final Deque<Origin> open = new ArrayDeque<>();
  private final ZonedDateTime[] times; // [H + 1] of the last steps that had a record
  private final Comparison comparison;
  private final Conditions conditions;
  private final Recovery recovery = new Recovery();
  private final List<PriceTally> prices = new ArrayList<>(); // [models]
  private final Optional<Gallery> gallery;

  /**
   * Of a series without steps.
   *
   * @param gallery keeps what is to be shown of it
   */
  SeriesStudy(StudyPlan plan, Optional<Gallery> gallery) {
    this.plan = plan;
    this.contenders = plan.contenders();
    this.actuals = new Actuals(plan.targets(), plan.yardsticks().reach() + 2L * plan.horizon());
    this.warmup = new Warmup(plan.targets());
    this.smoother =
        new Smoother(plan.targets(), plan.horizon(), plan.yardsticks().smoothedPeriod());
    this.times = new ZonedDateTime[plan.horizon() + 1];
    this.comparison = new Comparison(contenders, plan.horizon());
    this.conditions = new Conditions(plan.models().size());
    this.gallery = gallery;
    plan.cost().ifPresent(cost -> plan.models().forEach(m -> prices.add(tally(cost, gallery))));
  }

  /** Only the reference's curve is shown, and that of few series. */
  private PriceTally tally(double cost, Optional<Gallery> shown) {
    return new PriceTally(cost, prices.isEmpty() && shown.isPresent());
  }

  /**
   * Takes in what came of a step; steps in their order.
   *
   * @param counts whether its forecasts are to be compared, as far as they may be
   */
  public void step(StepForecast made, boolean counts) {
    long step = made.step().index();
    double[] values = made.step().targets();
    if (!actuals.isEmpty()) {
      settle(actuals.ordinal(step) - 1); // before what they need makes room for the new step
    }
    actuals.add(step, values);
    long ordinal = actuals.last();
    if (ordinal < Scorer.WARMUP) {
      warmup.add(ordinal, values);
    }
    regimes.add(ordinal, values[0]);
    smoother.add(ordinal, values);
    times[(int) (ordinal % times.length)] =
        Instant.ofEpochMilli(made.step().epochMillis()).atZone(plan.zone());
    followDrifts(made, ordinal);
    settle(ordinal);
    List<ModelForecast> forecasts = chosen(made.forecasts());
    gallery.ifPresent(keeper -> keeper.step(made, forecasts));
    if (counts && ordinal >= Scorer.WARMUP) {
      open.add(new Origin(ordinal, step, made.step().epochMillis(), regimes.now(), forecasts));
      for (int m = 0; m < prices.size(); m++) {
        double[] forecast = forecasts.get(m) == null ? new double[0] : forecasts.get(m).mean()[0];
        prices.get(m).add(ordinal, made.step().epochMillis(), values[0], forecast);
      }
    }
  }

  /** [models], null for one that said nothing. */
  private List<ModelForecast> chosen(List<ModelForecast> forecasts) {
    ModelForecast[] chosen = new ModelForecast[plan.models().size()];
    for (ModelForecast forecast : forecasts) {
      int at = plan.models().indexOf(forecast.model());
      if (at >= 0) {
        chosen[at] = forecast;
      }
    }
    return Arrays.asList(chosen);
  }

  private void followDrifts(StepForecast made, long ordinal) {
    Origin before = open.peekLast();
    double loss = Double.NaN;
    if (before != null && before.ordinal() == ordinal - 1 && before.forecasts().get(0) != null) {
      loss = Math.abs(before.forecasts().get(0).mean()[0][0] - made.step().targets()[0]);
    }
    recovery.add(loss, made.events().contains("drift"));
  }

  private void settle(long now) {
    while (!open.isEmpty() && open.peekFirst().ordinal() + plan.horizon() <= now) {
      complete(open.removeFirst());
    }
  }

  private void complete(Origin origin) {
    int models = plan.models().size();
    double[][] losses = new double[contenders.size()][plan.horizon()];
    for (int c = 0; c < losses.length; c++) {
      for (int h = 1; h <= plan.horizon(); h++) {
        losses[c][h - 1] = loss(origin, c - models, c, h);
      }
    }
    comparison.add(origin.step(), losses);
    countInterval(origin);
    addConditions(origin, losses);
    gallery.ifPresent(keeper -> keeper.origin(origin));
  }

  private void countInterval(Origin origin) {
    ModelForecast reference = origin.forecasts().get(0);
    if (reference == null || plan.levels().isEmpty()) {
      return;
    }
    int inside = 0;
    int judged = 0;
    for (int t = 0; t < reference.quantiles().length; t++) {
      if (reference.quantiles()[t].length == 0) {
        return; // a baseline has none
      }
      double[] low = reference.quantiles()[t][plan.interval().low()];
      double[] high = reference.quantiles()[t][plan.interval().high()];
      for (int h = 1; h <= plan.horizon(); h++) {
        double value = actuals.at(origin.ordinal() + h, t);
        judged += Double.isNaN(value + low[h - 1] + high[h - 1]) ? 0 : 1;
        inside += low[h - 1] <= value && value <= high[h - 1] ? 1 : 0;
      }
    }
    comparison.addCoverage(origin.step(), inside, judged);
  }

  /**
   * Mean over the targets whose value is there and that changed in the warm-up, without which there
   * is nothing to scale by; NaN if the contender lacks one of those.
   */
  private double loss(Origin origin, int yardstick, int contender, int h) {
    double sum = 0;
    int count = 0;
    for (int t = 0; t < plan.targets(); t++) {
      double value = actuals.at(origin.ordinal() + h, t);
      double scale = warmup.change(t);
      if (!Double.isNaN(value) && scale > 0) {
        double said =
            yardstick < 0 ? said(origin, contender, t, h) : naive(origin, yardstick, t, h);
        sum += Math.abs(said - value) / scale;
        count++;
      }
    }
    return sum / count;
  }

  private static double said(Origin origin, int model, int t, int h) {
    ModelForecast forecast = origin.forecasts().get(model);
    return forecast == null ? Double.NaN : forecast.mean()[t][h - 1];
  }

  private double naive(Origin origin, int yardstick, int t, int h) {
    if (yardstick == plan.yardsticks().count()) {
      return smoother.forecast(origin.ordinal(), h, t);
    }
    long source = plan.yardsticks().source(yardstick, origin.ordinal(), h);
    return source < 0 ? Double.NaN : actuals.at(source, t);
  }

  private void addConditions(Origin origin, double[][] losses) {
    for (int h = 1; h <= plan.horizon(); h++) {
      ZonedDateTime time = times[(int) ((origin.ordinal() + h) % times.length)];
      for (int c = 0; c < plan.models().size(); c++) {
        if (!Double.isNaN(losses[c][h - 1])) { // where there is a loss, the step had a record
          conditions.add(
              c,
              time.getHour(),
              time.getDayOfWeek().getValue() - 1,
              origin.regime(),
              losses[c][h - 1]);
        }
      }
    }
  }

  Comparison comparison() {
    return comparison;
  }

  Conditions conditions() {
    return conditions;
  }

  Recovery recovery() {
    return recovery;
  }

  /** [models]; empty where targets are no prices. */
  List<PriceTally> prices() {
    return prices;
  }

  Optional<Gallery> gallery() {
    return gallery;
  }
}
