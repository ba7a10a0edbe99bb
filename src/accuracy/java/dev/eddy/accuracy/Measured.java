package dev.eddy.accuracy;

import dev.eddy.forecast.Blueprint;
import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.forecast.StepForecast;
import dev.eddy.series.Observation;
import dev.eddy.series.StepCalendar;
import dev.eddy.spec.TopologySpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A data set as a topology forecast it: figures by model, means over series. */
record Measured(List<String> names, Map<String, List<Double>> figures) {
  /** All entries as one, without any weighing. */
  static final String PLAIN_MEAN = "combination = mean of entries";

  /** Forecasts every series from its first record to its last, on as many threads as there are. */
  static Measured of(DataSet set, TopologySpec spec, Map<String, List<Observation>> series) {
    Blueprint blueprint = new Blueprint(spec);
    List<Scoring> scored =
        series.values().parallelStream().map(one -> score(set, blueprint, one)).toList();
    Set<String> models = new LinkedHashSet<>();
    scored.forEach(one -> models.addAll(one.models()));
    Map<String, List<Double>> figures = new LinkedHashMap<>();
    for (String model : models) {
      double[] means = new double[scored.get(0).names().size()];
      for (Scoring one : scored) {
        List<Double> own = one.figures(model);
        Arrays.setAll(means, i -> means[i] + own.get(i) / scored.size());
      }
      figures.put(model, Arrays.stream(means).boxed().toList());
    }
    return new Measured(scored.get(0).names(), figures);
  }

  private static Scoring score(DataSet set, Blueprint blueprint, List<Observation> observations) {
    StepCalendar calendar = blueprint.calendar();
    long first = calendar.indexOf(observations.get(0).epochMillis());
    Scoring scoring = set.scoring(values(calendar, first, observations));
    SeriesForecaster engine = new SeriesForecaster(blueprint);
    List<String> entries = blueprint.spec().models().stream().map(model -> model.name()).toList();
    for (Observation observation : observations) {
      for (StepForecast step : engine.accept(observation).steps()) {
        add(scoring, (int) (step.step().index() - first), step, entries);
      }
    }
    return scoring;
  }

  private static void add(Scoring scoring, int origin, StepForecast step, List<String> entries) {
    for (ModelForecast forecast : step.forecasts()) {
      for (int t = 0; t < forecast.mean().length; t++) {
        scoring.add(forecast.model(), t, origin, forecast.mean()[t]);
      }
    }
    List<double[][]> said =
        step.forecasts().stream()
            .filter(forecast -> entries.contains(forecast.model()))
            .map(ModelForecast::mean)
            .toList();
    for (int t = 0; t < said.get(0).length; t++) {
      double[] mean = new double[said.get(0)[t].length];
      for (double[][] one : said) {
        for (int h = 0; h < mean.length; h++) {
          mean[h] += one[t][h] / said.size();
        }
      }
      scoring.add(PLAIN_MEAN, t, origin, mean);
    }
  }

  /** The first record of a step is the step; a step without a record is missing. */
  private static double[][] values(
      StepCalendar calendar, long first, List<Observation> observations) {
    long last = calendar.indexOf(observations.get(observations.size() - 1).epochMillis());
    int targets = observations.get(0).targets().length;
    double[][] values = new double[targets][(int) (last - first) + 1];
    for (double[] row : values) {
      Arrays.fill(row, Double.NaN);
    }
    long before = first - 1;
    for (Observation observation : observations) {
      long index = calendar.indexOf(observation.epochMillis());
      for (int t = 0; t < targets && index > before; t++) {
        values[t][(int) (index - first)] = observation.targets()[t];
      }
      before = Math.max(before, index);
    }
    return values;
  }
}
