package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.forecast.StepForecast.Anomaly;
import dev.eddy.forecast.StepForecast.Learned;
import dev.eddy.forecast.StepForecast.Settled;
import dev.eddy.model.LearningReport;
import dev.eddy.series.Season;
import dev.eddy.series.Step;
import dev.eddy.spec.BoundsSpec;
import dev.eddy.spec.ForecastSpec.Publish;
import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The members of one series and the voices in which they are heard: the combination of all, each
 * entry's own, and the baselines. Not safe for use by several threads.
 */
final class Ensemble implements Archived {
  private final TopologySpec spec;
  private final Optional<Season> season; // the shortest, in which errors may repeat themselves
  private final List<Member> members;
  private final List<Standings> standings; // [members]
  private final List<Voice>
      voices; // combined, entries in the order of the specification, baselines
  private final Watch watch;

  /** With members that have learned nothing yet. */
  Ensemble(Blueprint blueprint, List<Member> members) {
    this.spec = blueprint.spec();
    this.season = blueprint.features().seasons().stream().findFirst();
    this.members = List.copyOf(members);
    int targets = spec.source().targets().size();
    int horizon = spec.forecast().horizon();
    this.standings = members.stream().map(member -> new Standings(targets, horizon)).toList();
    this.voices = new ArrayList<>();
    this.watch = new Watch(spec);
    voices.add(voice(TopologySpec.COMBINED, member -> true, true));
    boolean all = spec.forecast().publish() == Publish.ALL;
    spec.models().forEach(model -> voices.add(voice(model.name(), named(model.name()), all)));
    Members.BASELINES.stream()
        .filter(name -> members.stream().anyMatch(named(name)))
        .forEach(name -> voices.add(voice(name, named(name), false)));
  }

  private static Predicate<Member> named(String entry) {
    return member -> member.entry().equals(entry);
  }

  private Voice voice(String name, Predicate<Member> choice, boolean withQuantiles) {
    List<Integer> chosen =
        IntStream.range(0, members.size())
            .filter(m -> choice.test(members.get(m)))
            .boxed()
            .toList();
    List<Integer> guards = new ArrayList<>();
    for (int i = 0; i < chosen.size() && name.equals(TopologySpec.COMBINED); i++) {
      if (Members.GUARDS.contains(members.get(chosen.get(i)).entry())) {
        guards.add(i);
      }
    }
    List<BoundsSpec> bounds = spec.source().targets().stream().map(spec::boundsOf).toList();
    int horizon = spec.forecast().horizon();
    return new Voice(
        name,
        chosen,
        new Combination(
            chosen.stream().map(standings::get).toList(), guards, bounds.size(), horizon),
        withQuantiles
            ? Optional.of(
                new ConformalQuantiles(spec.forecast().quantiles(), bounds.size(), horizon, season))
            : Optional.empty(),
        bounds,
        horizon);
  }

  /** Learns a step that nobody recorded: nothing is settled and nothing said. */
  void pass(long n) {
    members.forEach(Member::learn);
    standings.forEach(standing -> standing.note(n, null));
    voices.forEach(voice -> voice.skip(n));
  }

  /**
   * Settles, learns, forecasts: in this order and no other.
   *
   * @param events what has happened so far. Modified: what happens now is added.
   */
  StepForecast take(long n, Step step, List<String> events) {
    List<Settled> settled = new ArrayList<>();
    standings.forEach(standing -> standing.settle(n, step.targets()));
    voices.forEach(voice -> voice.settle(n, step, settled));
    List<Anomaly> anomalies = watch.anomalies(voices.get(0).own());
    List<Integer> drifted = watch.drifted(voices.get(0).own());
    if (!drifted.isEmpty()) {
      events.add("drift");
      hasten(drifted);
    }

    members.forEach(Member::learn);

    List<double[][]> said = new ArrayList<>(members.size());
    for (int m = 0; m < members.size(); m++) {
      double[][] forecast = new double[spec.source().targets().size()][spec.forecast().horizon()];
      members.get(m).forecastInto(forecast);
      standings.get(m).note(n, forecast);
      said.add(forecast);
    }
    List<ModelForecast> forecasts =
        voices.stream().map(voice -> voice.speak(n, step.index(), said)).toList();
    return new StepForecast(
        step, n, n <= Combination.WARMUP, forecasts, settled, learned(), anomalies, events);
  }

  /** What was known of some targets holds no more: what comes counts for more than it did. */
  private void hasten(List<Integer> targets) {
    members.forEach(member -> member.hasten(targets));
    for (int target : targets) {
      standings.forEach(standing -> standing.shorten(target));
      voices.forEach(voice -> voice.shorten(target));
    }
  }

  private List<Learned> learned() {
    List<Learned> learned = new ArrayList<>();
    for (int m = 0; m < members.size(); m++) {
      String entry = members.get(m).entry();
      int number = (int) members.subList(0, m).stream().filter(named(entry)).count();
      for (LearningReport report : members.get(m).reports()) {
        learned.add(new Learned(entry, number, report, voices.get(0).weightOf(m)));
      }
    }
    return learned;
  }

  /**
   * Drops short memory after a long silence: no forecast made before it is compared with anything
   * after.
   */
  void resetCarry() {
    members.forEach(Member::resetCarry);
    standings.forEach(Standings::forgetOpen);
    voices.forEach(Voice::forgetOpen);
  }

  @Override
  public void archive(Archive archive) {
    members.forEach(member -> member.archive(archive));
    standings.forEach(standing -> standing.archive(archive));
    voices.forEach(voice -> voice.archive(archive));
    watch.archive(archive);
  }
}
