package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.archive.DamagedArchive;
import dev.eddy.series.Assembled.Verdict;
import dev.eddy.spec.TopologySpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Steps of a second, of which four can be corrected, with two passed before. */
class RecentStepsTest {
  private static final double NONE = Double.NaN;

  private final TopologySpec spec =
      Topologies.topology().targets("a", "b").inputs("x").firstRecord(Duration.ofSeconds(1)).spec();
  private final StepCalendar calendar = new StepCalendar(spec);
  private RecentSteps recent = new RecentSteps(new Recall(4, 2), spec, calendar);
  private StepAssembler assembler = new StepAssembler(spec, calendar, Optional.of(recent));

  private static Observation at(long epochMillis, double a, double b, double x) {
    return new Observation(
        "s", epochMillis, new double[] {a, b}, new double[] {x}, new double[0][]);
  }

  private Assembled tell(long epochMillis, double a) {
    return assembler.accept(at(epochMillis, a, -a, 10 * a));
  }

  private Verdict verdict(long epochMillis, double a) {
    return tell(epochMillis, a).verdict();
  }

  private void steps(int from, int to) {
    for (int i = from; i <= to; i++) {
      assertThat(verdict(1_000L * i, i)).isEqualTo(Verdict.ACCEPTED);
    }
  }

  /** Places, and the first target; what is missing as a dot. */
  private static String shown(List<Step> steps) {
    return steps.stream()
        .map(
            step ->
                step.index()
                    + (Double.isNaN(step.targets()[0]) ? ":." : ":" + (int) step.targets()[0]))
        .collect(Collectors.joining(" "));
  }

  @Test
  void aCorrectionIsAtTheTimeOfTheRecordAndSaysSomethingElse() {
    steps(1, 3);
    assertThat(verdict(3_000, 3)).as("word for word").isEqualTo(Verdict.DUPLICATE);
    assertThat(verdict(3_001, 7)).as("at another time").isEqualTo(Verdict.DUPLICATE);
    assertThat(verdict(2_000, 2)).as("word for word").isEqualTo(Verdict.REJECTED);
    assertThat(verdict(2_001, 7)).as("at another time").isEqualTo(Verdict.REJECTED);
    assertThat(recent.tell()).isFalse();
    assertThat(verdict(2_000, 7)).isEqualTo(Verdict.REVISION);
    assertThat(verdict(3_000, NONE)).as("nothing else is told").isEqualTo(Verdict.DUPLICATE);
    assertThat(assembler.accept(at(1_000, 1, -1, 7)).verdict())
        .as("of an input alone")
        .isEqualTo(Verdict.REVISION);
    assertThat(recent.tell()).isTrue();
    assertThat(recent.tell()).as("told once").isFalse();
  }

  /** A source may send a record for each field of a reading. */
  @Test
  void twoPartsOfOneReadingContradictNothing() {
    assembler.accept(at(1_000, 1, NONE, NONE));
    assertThat(assembler.accept(at(1_000, NONE, 2, 3)).verdict()).isEqualTo(Verdict.DUPLICATE);
    assertThat(assembler.accept(at(1_000, 1, 5, 6)).verdict()).isEqualTo(Verdict.DUPLICATE);
    assertThat(assembler.accept(at(1_000, 7, 2, 3)).verdict()).isEqualTo(Verdict.REVISION);
  }

  @Test
  void whereStepsWentByBeforeThereMustBeSomeToComeFrom() {
    recent.beginLate();
    steps(1, 2);
    assertThat(verdict(2_000, 7)).isEqualTo(Verdict.DUPLICATE);
    steps(3, 3);
    assertThat(verdict(2_000, 7)).isEqualTo(Verdict.REJECTED);
    assertThat(shown(tell(3_000, 7).again())).isEqualTo("1:1 2:2 3:.");
    recent.forgetBefore(4);
    steps(4, 4);
    assertThat(verdict(4_000, 7))
        .as("after a reset nothing went before")
        .isEqualTo(Verdict.REVISION);
  }

  @Test
  void stepsAreSeenAgainFromOneThatTellsAllTargets() {
    steps(1, 2);
    assembler.accept(at(3_000, 3, NONE, 30));
    steps(5, 6);
    assertThat(shown(tell(6_000, 7).again()))
        .as("from the last that tells all, as 4 and 3 do not")
        .isEqualTo("2:2 3:3 4:. 5:5 6:.");
  }

  @Test
  void aStepIsCorrectedOnce() {
    steps(1, 3);
    assertThat(verdict(3_000, 7)).isEqualTo(Verdict.REVISION);
    assertThat(verdict(2_000, 7)).isEqualTo(Verdict.REVISION);
    assertThat(verdict(3_000, 7)).isEqualTo(Verdict.DUPLICATE);
    assertThat(verdict(3_000, 8)).isEqualTo(Verdict.DUPLICATE);
    assertThat(verdict(2_000, 8)).isEqualTo(Verdict.REJECTED);
    assertThat(tell(2_000, 8).changed()).isFalse();
  }

  @Test
  void whatLiesTooFarBackIsLate() {
    steps(1, 5);
    assertThat(verdict(1_000, 7)).isEqualTo(Verdict.REJECTED);
    assertThat(verdict(2_000, 7)).isEqualTo(Verdict.REVISION);
  }

  @Test
  void stepsAreSeenAgainWithoutWhatWasCorrected() {
    steps(1, 3);
    assertThat(shown(tell(2_000, 7).again())).isEqualTo("1:1 2:. 3:3");
    steps(5, 6);
    Assembled corrected = tell(5_000, 7);
    assertThat(shown(corrected.again()))
        .as("from two steps before, and a gap")
        .isEqualTo("3:3 4:. 5:. 6:6");
    assertThat(corrected.steps()).isEmpty();
    assertThat(corrected.changed()).isTrue();
    assertThat(corrected.again().get(2).inputs()).containsExactly(NONE);
    assertThat(corrected.again().get(2).epochMillis()).isEqualTo(5_000);
  }

  @Test
  void ofWhatIsNotKeptTheLastValueOfEachTargetIs() {
    assembler.accept(at(1_000, 1, 2, 3));
    assembler.accept(at(2_000, 4, NONE, 5));
    for (int i = 3; i <= 9; i++) {
      assembler.accept(at(1_000L * i, NONE, NONE, i));
    }
    List<Step> again = assembler.accept(at(9_000, NONE, NONE, 7)).again();
    assertThat(again.get(0).index()).isEqualTo(3);
    assertThat(again.get(0).targets()).containsExactly(4, 2);
    assertThat(again).hasSize(7);
  }

  @Test
  void nothingIsCorrectedThatWasForgotten() {
    steps(1, 4);
    recent.forgetBefore(4);
    assertThat(verdict(3_000, 7)).isEqualTo(Verdict.REJECTED);
    assertThat(shown(tell(4_000, 7).again())).isEqualTo("4:.");
  }

  @Test
  void aCorrectionOfThePresentEndsARowOfSuspects() {
    steps(1, 2);
    long far = Duration.ofDays(4_000).toMillis();
    assertThat(verdict(far, 1)).isEqualTo(Verdict.REJECTED);
    assertThat(verdict(far, 1)).isEqualTo(Verdict.REJECTED);
    assertThat(verdict(2_000, 7)).isEqualTo(Verdict.REVISION);
    assertThat(verdict(far, 1)).as("or it would be believed now").isEqualTo(Verdict.REJECTED);
  }

  @Test
  void savedAndLoadedItCorrectsTheSame() {
    for (int i = 1; i <= 40; i++) {
      tell(1_000L * (i + i / 7), i);
      byte[] bits = ArchiveWriter.bytesOf(recent);
      byte[] ofAssembler = ArchiveWriter.bytesOf(assembler);
      RecentSteps loaded = new RecentSteps(new Recall(4, 2), spec, calendar);
      ArchiveReader.load(bits, loaded);
      assertThat(ArchiveWriter.bytesOf(loaded)).isEqualTo(bits);
      String undisturbed = shown(tell(1_000L * (i + i / 7), -1).again());
      recent = loaded;
      assembler = new StepAssembler(spec, calendar, Optional.of(recent));
      ArchiveReader.load(ofAssembler, assembler);
      assertThat(shown(tell(1_000L * (i + i / 7), -1).again())).isEqualTo(undisturbed).isNotEmpty();
    }
  }

  @Test
  void stepsOutOfOrderOrTooFarApartAreNoState() {
    steps(1, 3);
    byte[] bits = ArchiveWriter.bytesOf(recent);
    int place = bits.length - Long.BYTES - (Integer.BYTES + 2 * Double.BYTES) - 12 - Long.BYTES;
    for (byte index : new byte[] {2, 9}) {
      byte[] damaged = bits.clone();
      assertThat(damaged[place]).isEqualTo((byte) 3);
      damaged[place] = index;
      assertThatThrownBy(
              () -> ArchiveReader.load(damaged, new RecentSteps(new Recall(4, 2), spec, calendar)))
          .isInstanceOf(DamagedArchive.class);
    }
  }

  @Test
  void itNeverGrowsBeyondWhatItWasGrownTo() {
    RecentSteps grown = new RecentSteps(new Recall(4, 2), spec, calendar);
    grown.grow();
    steps(1, 30);
    assertThat(ArchiveWriter.bytesOf(recent)).hasSameSizeAs(ArchiveWriter.bytesOf(grown));
  }

  @Test
  void howFarBackModelsSee() {
    TopologySpec hourly = Topologies.topology().firstRecord(Duration.ofHours(1)).spec();
    List<Season> seasons = new CalendarFeatures(new StepCalendar(hourly)).seasons();
    assertThat(Recall.of(hourly, seasons))
        .as("a week; a reservoir of 0.9 and 0.3")
        .isEqualTo(new Recall(169, 151));
    assertThat(Recall.of(hourly, List.of()).reach()).isEqualTo(Recall.LEAST);
    List<Season> endless = List.of(Season.ofSteps(100_000));
    assertThat(Recall.of(hourly, endless).reach()).isEqualTo(Recall.MOST_REACH);
  }
}
