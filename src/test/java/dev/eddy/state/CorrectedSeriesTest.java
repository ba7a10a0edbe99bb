package dev.eddy.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.archive.ArchiveWriter;
import dev.eddy.config.TopologyFile;
import dev.eddy.config.TopologyText;
import dev.eddy.forecast.Outcome;
import dev.eddy.forecast.StepForecast;
import dev.eddy.series.Assembled.Verdict;
import dev.eddy.series.Observation;
import dev.eddy.state.Generation.Change;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a series remembers where records correct earlier ones. */
class CorrectedSeriesTest {
  private static final String MASK = "{every: 1m, revisions: mask}";
  private static final String IGNORE = "{every: 1m}";
  private static final String SMALL = "[{name: arx, type: arx, lags: {target: 3}}]";
  private static final String OTHER =
      "[{name: arx, type: arx, lags: {target: 5}}, {name: echo, type: echo-state, units: 5}]";

  private final MapStore store = new MapStore();
  private long offset;

  private static Generation topology(String step, String models) {
    String yaml =
        "name: t\nsource: {topic: t, targets: [y]}\nforecast: {horizon: 2}\nstep: "
            + step
            + "\nmodels: "
            + models;
    return Generation.of(
        TopologyFile.parse("t.yaml", yaml, name -> Optional.empty()).spec(), TopologyText.NOTATION);
  }

  private static Observation record(int minute, double y) {
    return new Observation(
        Series.NAME, minute * 60_000L, new double[] {y}, new double[0], new double[0][]);
  }

  private static double value(int minute) {
    return 5 + StrictMath.sin(minute);
  }

  private LiveSeries restore(Generation generation) {
    return LiveSeries.restore(generation, Series.NAME, store);
  }

  private Outcome tell(LiveSeries live, Observation observation) {
    return live.accept(observation, new SourcePosition(0, offset++), store);
  }

  private StepForecast step(LiveSeries live, int minute) {
    return tell(live, record(minute, value(minute))).steps().get(0);
  }

  private void steps(LiveSeries live, int from, int to) {
    for (int minute = from; minute <= to; minute++) {
      step(live, minute);
    }
  }

  private static boolean same(LiveSeries one, LiveSeries other) {
    return Arrays.equals(ArchiveWriter.bytesOf(one), ArchiveWriter.bytesOf(other));
  }

  @Test
  void isTheSameAfterBeingLostAtAnyRecordAroundACorrection() {
    Generation generation = topology(MASK, SMALL);
    LiveSeries live = restore(generation);
    for (int minute = 1; minute <= 200; minute++) {
      tell(live, record(minute, minute % 10 == 0 ? 99 : value(minute)));
      assertThat(same(restore(generation), live)).as("after step %d", minute).isTrue();
      if (minute % 10 == 3 && minute > 10) {
        Outcome outcome = tell(live, record(minute - 3, value(minute - 3)));
        assertThat(outcome.verdict()).isEqualTo(Verdict.REVISION);
        live = restore(generation);
        assertThat(step(live, ++minute).events()).containsExactly("revision");
        assertThat(same(restore(generation), live)).isTrue();
      }
    }
  }

  @Test
  void aFrozenSeriesStaysFrozenThroughACorrectionAndALoss() {
    Generation generation = topology(MASK, SMALL);
    LiveSeries live = restore(generation);
    steps(live, 1, 100);
    live.obey(new Command(Command.Verb.FREEZE), new SourcePosition(0, offset++), store);
    step(live, 101);
    assertThat(tell(live, record(101, 7)).verdict()).isEqualTo(Verdict.REVISION);
    assertThat(same(restore(generation), live)).isTrue();
    live = restore(generation);
    assertThat(live.state().frozen()).isTrue();
    assertThat(step(live, 102).settled())
        .allSatisfy(one -> assertThat(one.absoluteError()).containsOnly(Double.NaN));
  }

  @Test
  void bothContendersHearACorrection() {
    LiveSeries live = restore(topology(MASK, SMALL));
    steps(live, 1, 100);
    Generation changed = topology(MASK, OTHER);
    live = restore(changed);
    assertThat(live.state().challenge()).isPresent();
    steps(live, 101, 120);
    tell(live, record(120, 7));
    assertThat(same(restore(changed), live)).isTrue();
    Observation again = record(120, 8);
    assertThat(live.state().champion().forecaster().accept(again).verdict())
        .isEqualTo(Verdict.DUPLICATE);
    assertThat(live.state().challenge().get().challenger().forecaster().accept(again).verdict())
        .as("it was corrected already")
        .isEqualTo(Verdict.DUPLICATE);
  }

  @Test
  void theRuleIsChangedInPlace() {
    Generation ignoring = topology(IGNORE, SMALL);
    Generation masking = topology(MASK, SMALL);
    assertThat(ignoring.changeTo(masking)).isEqualTo(Change.RULES);
    assertThat(masking.changeTo(ignoring)).isEqualTo(Change.RULES);
    LiveSeries live = restore(ignoring);
    steps(live, 1, 100);
    live = restore(masking);
    assertThat(tell(live, record(100, 7)).verdict())
        .as("nothing is kept yet")
        .isEqualTo(Verdict.DUPLICATE);
    assertThat(step(live, 101).steps()).isEqualTo(101);
    assertThat(tell(live, record(101, 7)).verdict())
        .as("too little is kept to come from")
        .isEqualTo(Verdict.DUPLICATE);
    steps(live, 102, 197);
    assertThat(tell(live, record(197, 7)).verdict()).isEqualTo(Verdict.REVISION);
    assertThat(same(restore(masking), live)).isTrue();
    live = restore(ignoring);
    assertThat(step(live, 198).events()).isEmpty();
    assertThat(tell(live, record(198, 7)).verdict()).isEqualTo(Verdict.DUPLICATE);
    assertThat(same(restore(ignoring), live)).isTrue();
  }

  /** What is known so far of whether the challenger is better. */
  private static byte[] trial(LiveSeries live) {
    Challenge challenge = live.state().challenge().orElseThrow();
    byte[] all = ArchiveWriter.bytesOf(challenge);
    byte[] behind = ArchiveWriter.bytesOf(challenge.challenger().forecaster());
    return Arrays.copyOf(all, all.length - behind.length);
  }

  @Test
  void aChallengeGoesOnUnderTheOtherRule() {
    LiveSeries live = restore(topology(IGNORE, SMALL));
    steps(live, 1, 100);
    live = restore(topology(IGNORE, OTHER));
    byte[] unknown = trial(live);
    steps(live, 101, 900);
    byte[] known = trial(live);
    assertThat(known).isNotEqualTo(unknown);
    live = restore(topology(MASK, OTHER));
    assertThat(trial(live)).isEqualTo(known);
    assertThat(live.state().challenge().orElseThrow().challenger().forecaster().steps())
        .isEqualTo(800);
    steps(live, 901, 910);
    assertThat(same(restore(topology(MASK, OTHER)), live)).isTrue();
  }

  @Test
  void whereCorrectionsAreIgnoredTheTextOfTheTopologyDoesNotMentionThem() {
    assertThat(topology(IGNORE, SMALL).text())
        .isEqualTo(topology("{every: 1m, revisions: ignore}", SMALL).text())
        .doesNotContain("revisions");
    assertThat(topology(MASK, SMALL).text()).contains("revisions: mask");
  }
}
