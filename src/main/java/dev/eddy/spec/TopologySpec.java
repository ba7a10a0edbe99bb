package dev.eddy.spec;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One deployment: what one topology file describes. Everything but the name, the source's topic and
 * targets, and the forecast's horizon has a default.
 *
 * @param name names the deployment, its state and, where they are not named, its topics: letters,
 *     digits, dot, dash and underscore, at most 100
 * @param source where records come from and what their fields mean
 * @param step the width of a step; empty: one record is one step
 * @param gap how long a silence may be before the models' short memory is dropped
 * @param future how far ahead of its series a record may be
 * @param forecast what is forecast
 * @param drift how it is noticed that forecasts have become worse for good
 * @param models the entries that learn; left out: {@link ModelSpec#defaults()}
 * @param sink where forecasts, learning reports and rejected records go
 * @param state how state is held
 * @param seed all chance follows from it and from the models' names
 * @param kafka passed to Kafka as it is
 */
public record TopologySpec(
    String name,
    SourceSpec source,
    Optional<StepSpec> step,
    GapSpec gap,
    FutureSpec future,
    ForecastSpec forecast,
    DriftSpec drift,
    List<ModelSpec> models,
    SinkSpec sink,
    StateSpec state,
    Long seed,
    Map<String, String> kafka) {

  private static final Duration ONE_DAY = Duration.ofDays(1);

  /** The name under which the combination of all members forecasts. */
  public static final String COMBINED = "combined";

  /** Names that the engine itself gives to forecasts, which no entry of {@code models} may take. */
  public static final Set<String> RESERVED_NAMES =
      Set.of(COMBINED, "last-value", "seasonal", "drift", "holt-winters");

  /**
   * Fills in defaults and checks what concerns more than one block.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public TopologySpec {
    step = step == null ? Optional.empty() : step;
    gap = gap == null ? new GapSpec(null) : gap;
    future = future == null ? new FutureSpec(null) : future;
    drift = drift == null ? new DriftSpec(null, null, null) : drift;
    models = models == null || models.isEmpty() ? ModelSpec.defaults() : List.copyOf(models);
    state = state == null ? new StateSpec(null, null, null) : state;
    seed = seed == null ? 1L : seed;
    kafka = kafka == null ? Map.of() : Map.copyOf(kafka);
    Checks checks = new Checks().given("name", name);
    boolean namesTopics = name != null && name.matches("[A-Za-z0-9._-]{1,100}");
    if (name != null) {
      checks.that(
          namesTopics,
          "name",
          name,
          "must be 1 to 100 letters, digits, dots, dashes or underscores, as it names topics");
    }
    checks.that(source != null, "source", "", "is needed");
    checks.that(forecast != null, "forecast", "", "is needed");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < models.size(); i++) {
      int index = i;
      String entry = models.get(i).name();
      String key = "models[" + i + "].name";
      checks.that(!RESERVED_NAMES.contains(entry), key, entry, "is a name of the engine's own");
      checks.that(seen.add(entry), key, entry, "is the name of an earlier entry");
      if (forecast != null) {
        checks.add(
            models
                .get(i)
                .problemWith(forecast.horizon())
                .map(problem -> problem.under("models[" + index + "]")));
      }
    }
    checkRoles(models, checks);
    boolean withDays =
        step.map(StepSpec::every).filter(every -> every.compareTo(ONE_DAY) <= 0).isPresent();
    if (source != null && source.holidays().isPresent()) {
      checks.that(
          withDays,
          "source.holidays",
          source.holidays().get(),
          "goes with steps of at most a day: set step.every");
    }
    if (source != null && forecast != null) {
      for (String target : forecast.bounds().keySet()) {
        checks.that(
            source.targets().contains(target),
            "forecast.bounds." + target,
            "",
            "is not one of source.targets");
      }
    }
    sink = (sink == null ? new SinkSpec(null, null, null) : sink).orNamedAfter(name);
    if (namesTopics) {
      checkTopics(source, sink, checks);
    }
    checkResets(kafka, checks);
    checks.done();
  }

  /** Challengers have one champion, and a champion has challengers. */
  private static void checkRoles(List<ModelSpec> models, Checks checks) {
    List<Role> roles = models.stream().map(ModelSpec::role).toList();
    int champion = roles.indexOf(Role.CHAMPION);
    for (int i = 0; i < roles.size(); i++) {
      String key = "models[" + i + "].role";
      if (roles.get(i) == Role.CHALLENGER) {
        checks.that(champion >= 0, key, "challenger", "needs an entry that is the champion");
      } else if (roles.get(i) == Role.CHAMPION) {
        checks
            .that(i == champion, key, "champion", "is the role of models[" + champion + "]")
            .that(
                roles.contains(Role.CHALLENGER),
                key,
                "champion",
                "needs a challenger; without one it is a member");
      }
    }
  }

  /** Names that Kafka takes, and no two of them the same: what is written would be read again. */
  private static void checkTopics(SourceSpec source, SinkSpec sink, Checks checks) {
    Map<String, String> topics = new LinkedHashMap<>(); // path to name
    if (source != null) {
      topics.put("source.topic", source.topic());
    }
    topics.put("sink.forecasts", sink.forecasts());
    topics.put("sink.learning.topic", sink.learning().topic());
    topics.put("sink.rejected", sink.rejected());
    Map<String, String> paths = new HashMap<>(); // name to path
    topics.forEach(
        (path, topic) -> {
          checks.that(
              topic.matches("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}"),
              path,
              topic,
              "must be 1 to 249 letters, digits, dots, dashes or underscores, as topics are");
          String earlier = paths.putIfAbsent(topic, path);
          checks.that(
              earlier == null, path, topic, "is the topic of " + earlier + "; must be its own");
        });
  }

  /** What was lost must not be taken for a reason to leave out what is still there. */
  private static void checkResets(Map<String, String> kafka, Checks checks) {
    kafka.forEach(
        (key, value) ->
            checks.that(
                !key.endsWith("auto.offset.reset") || value.equals("earliest"),
                "kafka." + key,
                value,
                "is not Kafka's to decide: source.start says where reading begins, and after a loss"
                    + " it goes on with the oldest record that is left"));
  }

  /** The bounds of a target's forecasts; without limits where the file sets none. */
  public BoundsSpec boundsOf(String target) {
    return forecast.bounds().getOrDefault(target, BoundsSpec.NONE);
  }

  /** The same with another seed. */
  public TopologySpec withSeed(long other) {
    return new TopologySpec(
        name, source, step, gap, future, forecast, drift, models, sink, state, other, kafka);
  }
}
