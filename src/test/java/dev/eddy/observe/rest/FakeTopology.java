package dev.eddy.observe.rest;

import dev.eddy.observe.TopologyStatus;
import dev.eddy.spec.Entries;
import dev.eddy.spec.ForecastSpec;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.TopologySpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A topology of one target, of which a test says what there is to know. */
final class FakeTopology implements ServedTopology {
  static final TopologySpec SPEC =
      new TopologySpec(
          "rooms",
          new SourceSpec("in", null, null, null, null, null, null, List.of("y"), null, null),
          null,
          null,
          null,
          new ForecastSpec(2, List.of(0.25, 0.75), null, null),
          null,
          List.of(Entries.entry().name("echo").arx()),
          null,
          null,
          null,
          null);

  private final FakeStates states = new FakeStates();
  final AtomicInteger lookups = new AtomicInteger();
  private final Map<String, SeriesDetails> series = new TreeMap<>();
  private final Set<String> silent = new HashSet<>();
  private final List<Instance> others = new ArrayList<>();
  private volatile Optional<String> address = Optional.empty();
  private volatile Whereabouts whereabouts = new Whereabouts(0, true, Optional.empty(), true);
  private volatile TopologyStatus status = new TopologyStatus(SPEC, "RUNNING", true, true);

  /** A record as the topic of forecasts has them, with a number that no parser writes so. */
  static String forecast(String name) {
    return "{\"v\":1,\"series\":\""
        + name
        + "\",\"origin\":\"2026-01-01T00:00:00Z\",\"model\":\"combined\",\"steps\":7,\"warmup\":true,"
        + "\"targets\":{\"y\":{\"mean\":[1.50,null],\"quantiles\":{\"0.25\":[1.0E0,2.0],\"0.75\":[2.0,3.0]}}},"
        + "\"anomaly\":{\"y\":null},\"events\":[]}";
  }

  static String report(String name) {
    return "{\"v\":1,\"series\":\""
        + name
        + "\",\"time\":\"2026-01-01T00:00:00Z\",\"model\":\"echo\",\"member\":0,\"steps\":7,\"updates\":6,"
        + "\"outcome\":\"applied\",\"loss\":0.5,\"gradientNorm\":null,\"appliedNorm\":null,\"clipped\":false,"
        + "\"gradientNormByGroup\":{},\"gradientNormByLag\":[],\"saturation\":null,\"spectralRadius\":null,"
        + "\"reach\":{\"decayRate\":null,\"carried\":null,\"contraction\":null,\"sufficientWindow\":null,"
        + "\"window\":null,\"reachedLags\":null,\"advice\":\"none\"},\"weight\":1.0}";
  }

  FakeTopology with(String name, double skill) {
    SeriesSummary summary =
        new SeriesSummary(name, Instant.parse("2026-01-01T00:00:00Z"), 7, true, skill);
    double[][] errors = {{1, Double.NaN}, {3, 4}};
    series.put(
        name,
        new SeriesDetails(
            summary,
            Map.of("combined", forecast(name).getBytes(StandardCharsets.UTF_8)),
            Map.of("echo", report(name).getBytes(StandardCharsets.UTF_8)),
            List.of(new SeriesDetails.Event(summary.origin(), "gap")),
            new RecentErrors(
                List.of(summary.origin(), summary.origin().plusSeconds(1)),
                List.of(1, 2),
                List.of(new RecentErrors.OfTarget(skill, errors, errors)))));
    return this;
  }

  /** Knows of a series, and nothing of what it does lately. */
  FakeTopology withSilent(String name) {
    silent.add(name);
    return this;
  }

  void state(String state, boolean live) {
    status = new TopologyStatus(SPEC, state, live, false);
  }

  void advertise(String own, String... addresses) {
    address = Optional.of(own);
    others.clear();
    for (String other : addresses) {
      others.add(new Instance(Optional.of(other), false, List.of(1)));
    }
  }

  /** The partition of every series is there. */
  void owner(String owner, boolean certain) {
    whereabouts = new Whereabouts(1, false, Optional.of(owner), certain);
  }

  @Override
  public TopologyStatus status() {
    return status;
  }

  @Override
  public Optional<SeriesDetails> find(String name) {
    lookups.incrementAndGet();
    return Optional.ofNullable(series.get(name));
  }

  @Override
  public Stream<SeriesSummary> summaries() {
    return series.values().stream().map(SeriesDetails::summary);
  }

  @Override
  public boolean remembers(String name) {
    return silent.contains(name);
  }

  @Override
  public FakeStates states() {
    return states;
  }

  @Override
  public List<Instance> instances() {
    List<Instance> all = new ArrayList<>(List.of(new Instance(address, true, List.of(0))));
    all.addAll(others);
    return all;
  }

  @Override
  public Whereabouts whereabouts(String name) {
    return whereabouts;
  }
}
