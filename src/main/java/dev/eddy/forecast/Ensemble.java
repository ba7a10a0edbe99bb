package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.forecast.Entry.Kind;
import dev.eddy.forecast.StepForecast.Anomaly;
import dev.eddy.forecast.StepForecast.Learned;
import dev.eddy.forecast.StepForecast.Settled;
import dev.eddy.forecast.Voice.Choice;
import dev.eddy.model.LearningReport;
import dev.eddy.series.Season;
import dev.eddy.series.Step;
import dev.eddy.spec.BoundsSpec;
import dev.eddy.spec.ForecastSpec;
import dev.eddy.spec.ForecastSpec.Publish;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.Role;
import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The members of one series and the voices in which they are heard: the combination of all that are
 * used, each entry's own, and the baselines. Not safe for use by several threads.
 */
final class Ensemble implements Archived {
  private final TopologySpec spec;
  private final Optional<Season> season; // the shortest, in which errors may repeat themselves
  private final JointMembers joint;
  private final List<Roster> rosters = new ArrayList<>(); // [targets]
  private final List<Surprise> surprises; // [targets] those of the rosters
  private final List<String> contenders; // entries of which one is the champion
  private final List<Contest> contests = new ArrayList<>(); // [targets], or none
  private final int probation; // steps before contenders are compared
  private final List<Voice>
      voices; // combined, entries in the order of the specification, baselines
  private final Watch watch;
  private boolean begun;
  private boolean frozen; // not archived: whoever freezes it knows

  /** With nobody in it, until it begins or is loaded. */
  Ensemble(Blueprint blueprint, List<Entry> entries, Views views) {
    this.spec = blueprint.spec();
    this.season = blueprint.features().seasons().stream().findFirst();
    this.joint = new JointMembers(views);
    for (int t = 0; t < spec.source().targets().size(); t++) {
      rosters.add(new Roster(blueprint, entries, views, joint, t));
    }
    this.surprises = rosters.stream().map(Roster::surprise).toList();
    this.voices = new ArrayList<>();
    this.watch = new Watch(spec);
    this.contenders =
        spec.models().stream()
            .filter(model -> model.role().contends())
            .map(ModelSpec::name)
            .toList();
    this.probation =
        entries.stream()
            .filter(entry -> entry.role().contends())
            .mapToInt(Entry::probation)
            .max()
            .orElse(0);
    voices.add(voice(TopologySpec.COMBINED, this::isUsed, true));
    boolean all = spec.forecast().publish() == Publish.ALL;
    for (ModelSpec model : spec.models()) {
      voices.add(voice(model.name(), (target, entry) -> entry.name().equals(model.name()), all));
    }
    for (String name : Members.BASELINES) {
      if (season.isPresent() || !name.equals(Members.SEASONAL)) {
        voices.add(voice(name, (target, entry) -> entry.name().equals(name), false));
      }
    }
    for (int t = 0; t < rosters.size() && !contenders.isEmpty(); t++) {
      contests.add(contest(t));
    }
  }

  private Contest contest(int target) {
    int champion = 0;
    for (ModelSpec model : spec.models()) {
      champion = model.role() == Role.CHAMPION ? contenders.indexOf(model.name()) : champion;
    }
    return new Contest(
        contenders.stream().map(name -> voiceOf(name).own().get(target)).toList(),
        champion,
        spec.forecast().horizon());
  }

  private boolean isUsed(int target, Entry entry) {
    return entry.role() == Role.MEMBER
        || (entry.role().contends() && champion(target).equals(entry.name()));
  }

  private String champion(int target) {
    return contenders.get(contests.get(target).champion());
  }

  private Voice voiceOf(String name) {
    return voices.stream().filter(voice -> voice.name().equals(name)).findFirst().orElseThrow();
  }

  private Voice voice(String name, Choice choice, boolean withQuantiles) {
    List<BoundsSpec> bounds = spec.source().targets().stream().map(spec::boundsOf).toList();
    ForecastSpec asked = spec.forecast();
    return new Voice(
        name,
        choice,
        withQuantiles,
        () -> new ConformalQuantiles(asked.quantiles(), bounds.size(), asked.horizon(), season),
        bounds,
        asked.horizon());
  }

  /** Seats those who are there from the first step on, before it; afterwards nothing. */
  void begin() {
    if (!begun) {
      begun = true;
      rosters.forEach(Roster::begin);
      voices.forEach(voice -> voice.begin(rosters));
    }
  }

  /** Takes as much room as it ever will. */
  void grow() {
    begin();
    rosters.forEach(Roster::grow);
    for (int t = 0; t < contests.size(); t++) {
      contests.get(t).crown(largest(rosters.get(t)));
    }
    voices.forEach(voice -> voice.begin(rosters));
  }

  /** The contender that has the most seats. */
  private int largest(Roster roster) {
    List<String> seated = roster.seats().stream().map(seat -> seat.entry().name()).toList();
    return IntStream.range(0, contenders.size())
        .boxed()
        .max(Comparator.comparingInt(c -> Collections.frequency(seated, contenders.get(c))))
        .orElseThrow();
  }

  /** Learns a step that nobody recorded: nothing is settled and nothing said. */
  void pass(long n) {
    learn();
    rosters.forEach(roster -> roster.skip(n));
    voices.forEach(voice -> voice.skip(n));
  }

  /**
   * Goes back to before so many steps, as far as short memory goes: what was said stays said, and
   * is compared with what comes.
   *
   * @param step the first of them
   */
  void rewind(long step, int count) {
    eachMember(member -> member.rewind(step, count));
  }

  /** Passes a step once more that was taken or passed before, frozen. */
  void repeat() {
    learn();
  }

  /**
   * Settles, learns, forecasts: in this order and no other.
   *
   * @param events what has happened so far. Modified: what happens now is added.
   */
  StepForecast take(long n, Step step, List<String> events) {
    Step told = frozen ? step.emptyAt(step.index(), step.epochMillis()) : step;
    List<Settled> settled = new ArrayList<>();
    for (int t = 0; t < rosters.size(); t++) {
      rosters.get(t).settle(n, told.targets()[t]);
    }
    voices.forEach(voice -> voice.settle(n, told, surprises, settled));
    List<Anomaly> anomalies = watch.anomalies(voices.get(0).own());
    List<Integer> drifted = watch.drifted(voices.get(0).own());
    if (!drifted.isEmpty()) {
      events.add("drift");
      hasten(drifted);
    }
    if (n > probation && promote()) {
      events.add("promotion");
    }
    if (!frozen) {
      review();
    }

    learn();

    eachMember(Member::forecast);
    eachSeat(seat -> seat.note(n));
    List<ModelForecast> forecasts =
        voices.stream().map(voice -> voice.speak(n, step.index())).toList();
    return new StepForecast(
        step,
        n,
        n <= Combination.WARMUP,
        forecasts,
        settled,
        learned(),
        anomalies,
        champions(),
        events);
  }

  private void learn() {
    eachMember(member -> member.learn(!frozen));
  }

  /**
   * Stops learning, or takes it up again. What is frozen forecasts on from each step with what it
   * has learned: parameters, weights, quantiles and who is heard stay; how it sees the series goes
   * on, as a forecast starts from there.
   */
  void freeze(boolean from) {
    frozen = from;
  }

  /** How the combination's forecasts of each target have turned out. */
  List<Standings> combined() {
    return voices.get(0).own();
  }

  /** What was known of some targets holds no more: what comes counts for more than it did. */
  private void hasten(List<Integer> targets) {
    joint.all().forEach(Member::hasten);
    for (int target : targets) {
      for (Seat seat : rosters.get(target).seats()) {
        seat.standings().shorten();
        if (seat.entry().kind() != Kind.JOINT) {
          seat.member().hasten();
        }
      }
      voices.forEach(voice -> voice.shorten(target));
    }
  }

  /** Has other champions from now on where there is a better one; true if there is any. */
  private boolean promote() {
    boolean any = false;
    for (int t = 0; t < contests.size(); t++) {
      if (contests.get(t).take()) {
        voices.get(0).reseat(t, rosters.get(t));
        any = true;
      }
    }
    return any;
  }

  private List<String> champions() {
    return IntStream.range(0, contests.size()).mapToObj(this::champion).toList();
  }

  private void review() {
    for (int t = 0; t < rosters.size(); t++) {
      Roster roster = rosters.get(t);
      int target = t;
      voices.forEach(voice -> voice.weigh(target));
      if (roster.review()) {
        voices.forEach(voice -> voice.reseat(target, roster));
      }
    }
  }

  private void eachMember(Consumer<Member> action) {
    joint.all().forEach(action);
    eachSeat(
        seat -> {
          if (seat.entry().kind() != Kind.JOINT) {
            action.accept(seat.member());
          }
        });
  }

  private void eachSeat(Consumer<Seat> action) {
    rosters.forEach(roster -> roster.seats().forEach(action));
  }

  private List<Learned> learned() {
    List<Learned> learned = new ArrayList<>();
    for (int t = 0; t < rosters.size(); t++) {
      for (Seat seat : rosters.get(t).seats()) {
        Optional<LearningReport> report =
            seat.isFirst() ? seat.member().report() : Optional.empty();
        if (report.isPresent()) {
          double weight = voices.get(0).weightOf(t, seat);
          learned.add(new Learned(seat.entry().name(), seat.number(), report.get(), weight));
        }
      }
    }
    return learned;
  }

  /**
   * Drops short memory after a long silence: no forecast made before it is compared with anything
   * after.
   */
  void resetCarry() {
    eachMember(Member::resetCarry);
    eachSeat(seat -> seat.standings().forgetOpen());
    voices.forEach(Voice::forgetOpen);
  }

  @Override
  public void archive(Archive archive) {
    begun = true;
    contests.forEach(contest -> contest.archive(archive));
    rosters.forEach(roster -> roster.archive(archive));
    joint.archive(archive);
    if (archive.reading()) {
      voices.forEach(voice -> voice.begin(rosters));
    }
    voices.forEach(voice -> voice.archive(archive));
    watch.archive(archive);
  }
}
