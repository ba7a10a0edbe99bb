package dev.eddy.state;

import dev.eddy.config.TopologyText;
import dev.eddy.series.Observation;
import dev.eddy.spec.Entries;
import dev.eddy.spec.ForecastSpec;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.StepSpec;
import dev.eddy.spec.TopologySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Topologies and observations to try states with. */
final class Series {
  static final String NAME = "s";

  private Series() {}

  /** Steps of a minute that gather records and wait for late ones. */
  static Generation gathering(int horizon) {
    StepSpec step =
        new StepSpec(
            Duration.ofMinutes(1),
            StepSpec.Closes.NEXT,
            StepSpec.Aggregate.MEAN,
            Duration.ofMinutes(3));
    return generation(Optional.of(step), horizon);
  }

  static Generation generation(Optional<StepSpec> step, int horizon) {
    TopologySpec spec =
        new TopologySpec(
            "test",
            new SourceSpec(
                "in", null, null, null, null, null, null, List.of("y"), List.of("x"), List.of("k")),
            step,
            null,
            null,
            new ForecastSpec(horizon, null, null, null),
            null,
            List.of(Entries.entry().arx()),
            null,
            null,
            null,
            null);
    return Generation.of(spec, TopologyText.NOTATION);
  }

  /** Every fourth step or so out of order, some late, some missing, some far in the future. */
  static List<Observation> observations(int count, int horizon) {
    SplittableRandom random = new SplittableRandom(7);
    List<Observation> observations = new ArrayList<>(count);
    long minute = 16_000_000;
    for (int i = 0; i < count; i++) {
      minute += random.nextInt(3) + (random.nextInt(100) == 0 ? 40 : 0);
      long shift = random.nextInt(4) == 0 ? -random.nextInt(8) : 0;
      long time = (minute + shift) * 60_000 + random.nextInt(60_000);
      if (random.nextInt(50) == 0) {
        time += Duration.ofDays(400).toMillis();
      }
      double[] known = random.doubles(horizon + 1).toArray();
      double y = random.nextInt(10) == 0 ? Double.NaN : 10 + random.nextDouble();
      observations.add(
          new Observation(
              NAME,
              time,
              new double[] {y},
              new double[] {random.nextDouble()},
              new double[][] {known}));
    }
    return observations;
  }
}
