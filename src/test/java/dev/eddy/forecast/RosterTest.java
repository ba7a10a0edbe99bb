package dev.eddy.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.archive.Archive;
import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.forecast.Entry.Kind;
import dev.eddy.model.Forecaster;
import dev.eddy.model.baseline.LastValue;
import dev.eddy.series.Frame;
import dev.eddy.series.Season;
import dev.eddy.series.Step;
import dev.eddy.spec.ArxSpec;
import dev.eddy.spec.Entries;
import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.TopologySpec;
import dev.eddy.spec.ViewSpec;
import dev.eddy.spec.ViewSpec.Base;
import dev.eddy.spec.ViewSpec.Features;
import dev.eddy.spec.ViewSpec.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final ViewSpec PLAIN = new ViewSpec(Transform.NONE, Base.LAST_VALUE);
  private static final ModelSpec ARX = Entries.entry().lags(new LagsSpec(3, 0, 2)).arx();

  /** One target followed by a roster, without anyone who combines it. */
  private static final class Life {
    final Blueprint blueprint;
    final List<Entry> entries;
    final Views views;
    final Roster roster;
    long n;

    Life(TopologySpec spec) {
      this(new Blueprint(spec), List.of());
    }

    /** With entries of the test's own beside those of the topology. */
    Life(Blueprint blueprint, List<Entry> others) {
      this.blueprint = blueprint;
      this.entries = new ArrayList<>(Members.entries(blueprint));
      entries.addAll(others);
      this.views = new Views(blueprint, true);
      this.roster = new Roster(blueprint, entries, views, new JointMembers(views), 0);
    }

    Life begun() {
      roster.begin();
      return this;
    }

    boolean step(double value) {
      n++;
      Step step = new Step(n, n * 3_600_000, new double[] {value}, new double[0], new double[0][]);
      views.advance(n, step);
      roster.settle(n, value);
      boolean changed = roster.review();
      for (Seat seat : roster.seats()) {
        seat.member().learn(true);
        seat.member().forecast();
        seat.note(n);
      }
      return changed;
    }

    void steps(int count, LongFunction<Double> value) {
      for (int i = 0; i < count; i++) {
        step(value.apply(n + 1));
      }
    }

    List<Seat> seatsOf(String entry) {
      return roster.seats().stream().filter(seat -> seat.entry().name().equals(entry)).toList();
    }

    List<String> names() {
      return roster.seats().stream().map(seat -> seat.entry().name()).toList();
    }

    List<ViewSpec> viewsOf(String entry) {
      return seatsOf(entry).stream().map(seat -> seat.look().view()).toList();
    }
  }

  @Test
  void anEntryHasAMemberForEachViewAndEachSeasonItsBaselines() {
    assertThat(new Life(Specs.specs().spec()).begun().names())
        .containsExactly(
            "last-value",
            "seasonal",
            "seasonal",
            "drift",
            "holt-winters",
            "holt-winters",
            "holt-winters",
            "lstm",
            "lstm",
            "lstm",
            "echo",
            "echo",
            "echo",
            "narx",
            "narx",
            "narx",
            "narx",
            "arx",
            "arx",
            "arx",
            "arx");
  }

  @Test
  void withoutACalendarThereIsNoSeasonAndOneViewAndForLinearModelsOneUnbounded() {
    assertThat(new Life(Specs.specs().withoutWidth().spec()).begun().names())
        .containsExactly(
            "last-value", "drift", "holt-winters", "lstm", "echo", "narx", "narx", "arx", "arx");
  }

  @Test
  void viewsThatAreNamedAreTheOnesThatAreMadeAndTheyStay() {
    List<ViewSpec> named =
        List.of(PLAIN, new ViewSpec(null, Base.PROFILE), new ViewSpec(Transform.SQUARE_ROOT, null));
    ArxSpec arx = Entries.entry().name("mine").views(named).lags(new LagsSpec(3, 0, 2)).arx();
    Life life = new Life(Specs.specs().models(List.of(arx)).spec()).begun();
    assertThat(life.viewsOf("mine")).isEqualTo(named);
    SplittableRandom random = new SplittableRandom(1);
    life.steps(3_000, n -> random.nextDouble());
    assertThat(life.viewsOf("mine")).isEqualTo(named);
  }

  @Test
  void theFirstViewsFollowTheSeasonAndTheBounds() {
    ViewSpec unbounded = new ViewSpec(Transform.NONE, Base.LAST_VALUE, Features.UNBOUNDED);
    assertThat(first(Specs.specs().withoutWidth())).containsExactly(PLAIN, unbounded);
    assertThat(first(Specs.specs().withoutWidth().bounds("y", 0, 9)))
        .containsExactly(PLAIN, unbounded);
    assertThat(first(Specs.specs())).isEqualTo(profiles(Transform.NONE));
    assertThat(first(Specs.specs().bounds("y", 0, 9))).isEqualTo(profiles(Transform.SQUARE_ROOT));
    assertThat(first(Specs.specs().bounds("y", -1, 9))).isEqualTo(profiles(Transform.NONE));
  }

  private static List<ViewSpec> first(Specs specs) {
    return new Life(specs.models(List.of(ARX)).spec()).begun().viewsOf("arx");
  }

  private static List<ViewSpec> profiles(Transform transform) {
    return List.of(
        new ViewSpec(transform, Base.PROFILE),
        new ViewSpec(transform, Base.MOVED_PROFILE),
        new ViewSpec(transform, Base.LAST_VALUE),
        new ViewSpec(transform, Base.MOVED_PROFILE, Features.UNBOUNDED));
  }

  @Test
  void framesOfALookAreMadeOnce() {
    Views views = new Views(new Blueprint(Specs.specs().targets("a", "b", "c").spec()), true);
    Frame alone = views.frame(Entry.MEMBERS, 1, Look.of(PLAIN, List.of()));
    Frame joint = views.joint(Entry.MEMBERS, Look.of(PLAIN, List.of()));
    assertThat(alone.targets()).isEqualTo(1);
    assertThat(joint.targets()).isEqualTo(3);
    assertThat(views.frame(Entry.MEMBERS, 1, Look.of(PLAIN, List.of(Season.ofSteps(7)))))
        .isSameAs(alone);
    assertThat(views.frame(Entry.MEMBERS, 2, Look.of(PLAIN, List.of()))).isNotSameAs(alone);
  }

  /** A season of 50 steps is none of the calendar's. */
  @Test
  void aSeasonThatIsFoundGetsAViewAndBaselinesWhichAreHeardLater() {
    Life life = new Life(Specs.specs().withoutWidth().models(List.of(ARX)).spec()).begun();
    SplittableRandom random = new SplittableRandom(2);
    long found = 0;
    for (int i = 0; i < 1_500 && found == 0; i++) {
      life.step(8 * Math.sin(2 * Math.PI * i / 50) + random.nextDouble(-1, 1));
      found = life.seatsOf("seasonal").isEmpty() ? 0 : life.n;
    }
    assertThat(found).isBetween(100L, 500L);
    Seat seasonal = life.seatsOf("seasonal").get(0);
    assertThat(seasonal.look().seasons()).containsExactly(Season.ofSteps(50));
    assertThat(seasonal.isHeard()).isFalse();
    assertThat(life.viewsOf("arx")).contains(new ViewSpec(Transform.NONE, Base.PROFILE));
    life.steps(250, n -> 8 * Math.sin(2 * Math.PI * (n - 1) / 50) + random.nextDouble(-1, 1));
    assertThat(life.seatsOf("arx")).filteredOn(seat -> seat.since() > 0).anyMatch(Seat::isHeard);
    assertThat(seasonal.isHeard()).isFalse(); // not before it has seen two rounds
    life.steps(150, n -> 8 * Math.sin(2 * Math.PI * (n - 1) / 50) + random.nextDouble(-1, 1));
    assertThat(seasonal.isHeard()).isTrue();
    assertThat(Ranking.best(life.roster.seats()).look().seasons())
        .containsExactly(Season.ofSteps(50));
  }

  /** Whoever is on probation learns nothing in it. */
  @Test
  void aLongSilenceIsNoTimeThatWasLived() {
    Life life = new Life(Specs.specs().withoutWidth().models(List.of(ARX)).spec()).begun();
    SplittableRandom random = new SplittableRandom(2);
    LongFunction<Double> wave =
        n -> 8 * Math.sin(2 * Math.PI * (n - 1) / 50) + random.nextDouble(-1, 1);
    while (life.seatsOf("seasonal").isEmpty()) {
      life.steps(1, wave);
      assertThat(life.n).isLessThan(500);
    }
    life.n += 100_000;
    life.views.resetCarry();
    life.steps(150, wave);
    assertThat(life.seatsOf("seasonal")).noneMatch(Seat::isHeard);
    assertThat(life.seatsOf("arx")).filteredOn(seat -> seat.since() > 0).noneMatch(Seat::isHeard);
    life.steps(250, wave);
    assertThat(life.seatsOf("seasonal")).allMatch(Seat::isHeard);
  }

  @Test
  void thoseWhoCountForLeastGoUntilTwoMoreThanEntriesAreLeftAndOneOfEach() {
    Life life = new Life(Specs.specs().spec()).begun();
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 4_000; i++) {
      boolean early = life.n < 499;
      life.step(20 + 5 * Math.sin(2 * Math.PI * i / 24) + random.nextDouble(-1, 1));
      long known =
          life.roster.seats().stream()
              .filter(seat -> seat.entry().isAutomatic() && seat.since() == 0)
              .count();
      if (early) {
        assertThat(known).isEqualTo(14);
      }
      assertThat(life.names()).contains("lstm", "echo", "narx", "arx");
    }
    long staying =
        life.roster.seats().stream()
            .filter(seat -> seat.entry().isAutomatic())
            .filter(seat -> life.n - seat.since() >= seat.entry().probation())
            .count();
    assertThat(staying).isBetween(4L, 6L);
  }

  /** Forecasts what was last seen, until it has learned so many steps; absurd from then on. */
  private static final class Turning implements Forecaster {
    private final LastValue sane;
    private int steps;

    Turning(Frame frame) {
      this.sane = new LastValue(frame);
    }

    @Override
    public void learn(Frame frame) {
      sane.learn(frame);
      steps++;
    }

    @Override
    public void forecastInto(Frame frame, double[][] forecast) {
      sane.forecastInto(frame, forecast);
      if (steps > 700) {
        forecast[0][0] += 1e3;
        forecast[0][1] += 1e3;
        forecast[0][2] += 1e3;
      }
    }

    @Override
    public void resetCarry() {}

    @Override
    public void archive(Archive archive) {
      sane.archive(archive);
      steps = archive.number(steps);
    }
  }

  @Test
  void theOnlyMemberOfAnEntryBeginsAnewOnceItHasGoneAstray() {
    Entry turning =
        new Entry(
            "turning",
            Kind.AUTOMATIC,
            List.of(),
            500,
            false,
            (frame, seat, look) -> new Turning(frame));
    Blueprint blueprint = new Blueprint(Specs.specs().withoutWidth().models(List.of(ARX)).spec());
    Life life = new Life(blueprint, List.of(turning)).begun();
    SplittableRandom random = new SplittableRandom(4);
    life.steps(700, n -> random.nextDouble());
    Seat first = life.seatsOf("turning").get(0);
    life.steps(100, n -> random.nextDouble());
    assertThat(life.seatsOf("turning")).hasSize(1).doesNotContain(first);
    assertThat(life.seatsOf("turning").get(0).isHeard()).isFalse();
    life.steps(300, n -> random.nextDouble());
    assertThat(life.seatsOf("turning").get(0).isHeard()).isTrue();
    assertThat(life.seatsOf("turning").get(0).standings().loss(1)).isLessThan(1);
  }

  @Test
  void aChangeOfThoseWhoAreHeardIsTold() {
    Life life = new Life(Specs.specs().spec()).begun();
    SplittableRandom random = new SplittableRandom(5);
    List<Seat> heard = life.roster.seats().stream().filter(Seat::isHeard).toList();
    for (int i = 0; i < 2_500; i++) {
      boolean told =
          life.step(Math.max(0, 9 + 9 * Math.sin(2 * Math.PI * i / 24)) * random.nextDouble());
      List<Seat> now = life.roster.seats().stream().filter(Seat::isHeard).toList();
      assertThat(told).isEqualTo(!now.equals(heard));
      heard = now;
    }
  }

  /** Through seasons found, transforms chosen, members that come, go and rest. */
  @Test
  void loadedItGoesOnWithTheSameMembersBitForBit() {
    Blueprint blueprint =
        new Blueprint(Specs.specs().models(List.of(Specs.small(false).get(1), ARX)).spec());
    Life whole = new Life(blueprint, List.of()).begun();
    Life moved = new Life(blueprint, List.of()).begun();
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 3_000; i++) {
      int period = i < 1_500 ? 24 : 40;
      double level = 30 + 29 * Math.sin(2 * Math.PI * i / period);
      double value = level + Math.sqrt(level) * random.nextDouble(-1, 1);
      whole.step(value);
      moved.step(value);
      if (i % 97 == 0) {
        byte[] seen = ArchiveWriter.bytesOf(moved.views);
        byte[] roster = ArchiveWriter.bytesOf(moved.roster);
        assertThat(ArchiveSize.of(moved.roster)).isEqualTo(roster.length);
        long n = moved.n;
        moved = new Life(blueprint, List.of());
        moved.n = n;
        ArchiveReader.load(seen, moved.views);
        ArchiveReader.load(roster, moved.roster);
        assertThat(ArchiveWriter.bytesOf(moved.roster)).isEqualTo(roster);
      }
      assertThat(looks(moved)).isEqualTo(looks(whole));
    }
    assertThat(ArchiveWriter.bytesOf(moved.roster)).isEqualTo(ArchiveWriter.bytesOf(whole.roster));
    assertThat(IntStream.range(0, whole.roster.seats().size()))
        .anyMatch(s -> whole.roster.seats().get(s).since() > 0);
  }

  private static List<String> looks(Life life) {
    return life.roster.seats().stream()
        .map(seat -> seat.entry().name() + seat.number() + seat.look() + seat.isHeard())
        .toList();
  }
}
