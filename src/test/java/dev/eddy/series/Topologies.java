package dev.eddy.series;

import dev.eddy.spec.ForecastSpec;
import dev.eddy.spec.FutureSpec;
import dev.eddy.spec.HolidayRegion;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.SourceSpec.Format;
import dev.eddy.spec.StepSpec;
import dev.eddy.spec.StepSpec.Aggregate;
import dev.eddy.spec.StepSpec.Closes;
import dev.eddy.spec.TopologySpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Small topologies for the tests of this package; what is not said has its default. */
final class Topologies {
  private Format format = Format.JSON;
  private List<String> columns = List.of();
  private List<String> series = List.of();
  private String time;
  private String zone = "UTC";
  private Optional<HolidayRegion> holidays = Optional.empty();
  private List<String> targets = List.of("temperature");
  private List<String> inputs = List.of();
  private List<String> known = List.of();
  private StepSpec step;
  private Duration futureMax;
  private int horizon = 2;

  static Topologies topology() {
    return new Topologies();
  }

  Topologies csv(String... names) {
    format = Format.CSV;
    columns = List.of(names);
    return this;
  }

  Topologies series(String... names) {
    series = List.of(names);
    return this;
  }

  Topologies time(String name) {
    time = name;
    return this;
  }

  Topologies zone(String name) {
    zone = name;
    return this;
  }

  Topologies holidays(String region) {
    holidays = Optional.of(HolidayRegion.parse(region));
    return this;
  }

  Topologies targets(String... names) {
    targets = List.of(names);
    return this;
  }

  Topologies inputs(String... names) {
    inputs = List.of(names);
    return this;
  }

  Topologies known(String... names) {
    known = List.of(names);
    return this;
  }

  Topologies horizon(int steps) {
    horizon = steps;
    return this;
  }

  Topologies firstRecord(Duration every) {
    step = new StepSpec(every, Closes.FIRST_RECORD, null, null);
    return this;
  }

  Topologies next(Duration every, Aggregate aggregate, Duration grace) {
    step = new StepSpec(every, Closes.NEXT, aggregate, grace);
    return this;
  }

  Topologies futureMax(Duration max) {
    futureMax = max;
    return this;
  }

  TopologySpec spec() {
    SourceSpec source =
        new SourceSpec(
            "readings",
            format,
            columns,
            series,
            false,
            Optional.ofNullable(time),
            zone,
            holidays,
            targets,
            inputs,
            known);
    return new TopologySpec(
        "garden",
        source,
        Optional.ofNullable(step),
        null,
        new FutureSpec(Optional.ofNullable(futureMax)),
        new ForecastSpec(horizon, null, null, null),
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
