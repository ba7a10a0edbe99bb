package dev.eddy.backtest.replay;

import dev.eddy.backtest.source.TopicForecasts;
import dev.eddy.forecast.ForecastRecord;
import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.StepForecast;
import dev.eddy.spec.ForecastSpec.Publish;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compares what a replay forecasts with what a deployment published, number by number with {@code
 * ==}. Keeps 64 bits of each forecast that the deployment would publish: some 300 bytes each, names
 * included. What it is told by {@link #append} may come by several threads.
 */
final class Verification implements Output {
  private static final int MOST_TOLD = 10;
  private static final long PRIME = 0x100000001b3L;

  private record Key(String series, long steps, String model) {}

  private final Output next;
  private final Set<String> published;
  private final Map<Key, Long> replayed = new ConcurrentHashMap<>();

  /**
   * Nothing replayed yet.
   *
   * @param spec the topology as it is deployed
   */
  Verification(TopologySpec spec, Output next) {
    this.next = next;
    this.published = new LinkedHashSet<>(List.of(TopologySpec.COMBINED));
    if (spec.forecast().publish() == Publish.ALL) {
      spec.models().forEach(model -> published.add(model.name()));
    }
  }

  @Override
  public void append(String series, StepForecast step, StepText text) {
    for (ModelForecast forecast : step.forecasts()) {
      if (published.contains(forecast.model())) {
        replayed.put(new Key(series, step.steps(), forecast.model()), digest(forecast));
      }
    }
    next.append(series, step, text);
  }

  @Override
  public void write(ReplayRow row) throws IOException {
    next.write(row);
  }

  /** The numbers in their order, each with all of its bits. */
  private static long digest(ModelForecast forecast) {
    long digest = PRIME;
    for (double[] mean : forecast.mean()) {
      digest = add(digest, mean);
    }
    for (double[][] target : forecast.quantiles()) {
      for (double[] quantile : target) {
        digest = add(digest, quantile);
      }
    }
    return digest;
  }

  private static long add(long digest, double[] values) {
    long all = digest;
    for (double value : values) {
      all = Long.rotateLeft((all ^ Double.doubleToLongBits(value + 0.0)) * PRIME, 29);
    }
    return all;
  }

  /**
   * Reads what was published, and compares.
   *
   * @param topic Read to its end, not closed.
   */
  VerificationResult compare(TopicForecasts topic) {
    long equal = 0;
    long different = 0;
    long unknown = 0;
    List<String> told = new ArrayList<>();
    Set<Key> seen = new LinkedHashSet<>();
    for (Optional<ForecastRecord> read = topic.next(); read.isPresent(); read = topic.next()) {
      ForecastRecord record = read.get();
      Key key = new Key(record.series(), record.steps(), record.forecast().model());
      Long own = replayed.get(key);
      seen.add(key);
      if (own == null) {
        unknown++;
      } else if (own == digest(record.forecast())) {
        equal++;
      } else {
        different++;
        if (told.size() < MOST_TOLD) {
          told.add("series " + key.series() + ", step " + key.steps() + ", " + key.model());
        }
      }
    }
    long missing = replayed.keySet().stream().filter(key -> !seen.contains(key)).count();
    return new VerificationResult(equal, different, unknown, missing, told);
  }
}
