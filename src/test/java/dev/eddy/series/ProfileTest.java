package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProfileTest {
  private static final int DAY = 24;
  private static final int WEEK = 7 * DAY;

  private final List<Season> seasons =
      new CalendarFeatures(
              new StepCalendar(Topologies.topology().firstRecord(Duration.ofHours(1)).spec()))
          .seasons();
  private final Profile profile = new Profile(seasons);

  @Test
  void whatHasNotBeenSeenIsNotKnown() {
    profile.learn(5, 1);
    assertThat(profile.at(4)).isNaN();
    assertThat(profile.at(5 + DAY)).isEqualTo(1);
  }

  @Test
  void withoutSeasonsNothingIsEverKnown() {
    Profile none = new Profile(List.of());
    none.learn(0, 1);
    assertThat(none.at(0)).isNaN();
    assertThat(none.at(1)).isNaN();
  }

  /** Days that differ: until a weekday comes back, the mean of the days so far answers. */
  @Test
  void theDayAnswersUntilTheWeekHasBeenSeen() {
    for (int step = 0; step < WEEK; step++) {
      if (step < DAY) {
        assertThat(profile.at(step + WEEK)).isNaN();
      } else if (step % DAY > 0) { // the second value of all is compared when nothing is known
        assertThat(profile.at(step + WEEK)).isCloseTo(meanOfDays(step), within(1e-12));
      }
      profile.learn(step, value(step));
      assertThat(profile.at(step + WEEK)).isEqualTo(value(step));
    }
    for (int step = WEEK; step < 2 * WEEK; step++) {
      assertThat(profile.at(step)).isEqualTo(value(step - WEEK));
    }
  }

  /** So small a difference that nothing is bounded. */
  private static double value(int step) {
    return step % DAY + (step / DAY % 2 == 0 ? 0 : 0.5);
  }

  private static double meanOfDays(int step) {
    double sum = 0;
    int days = 0;
    for (int before = step - DAY; before >= 0; before -= DAY) {
      sum += value(before);
      days++;
    }
    return sum / days;
  }

  /** The first ten values of a slot count alike, then the newest for a tenth. */
  @Test
  void aSlotIsTheRunningMeanOfItsValues() {
    SplittableRandom random = new SplittableRandom(3);
    List<Double> ofSlot = new ArrayList<>();
    for (int step = 0; step < 40 * WEEK; step++) {
      double value = random.nextDouble(-1, 1);
      profile.learn(step, value);
      if (step % WEEK == 77) {
        ofSlot.add(value);
        double expected = 0;
        for (int i = 0; i < ofSlot.size(); i++) {
          expected += Math.max(1.0 / (i + 1), 0.1) * (ofSlot.get(i) - expected);
        }
        assertThat(profile.at(step)).isCloseTo(expected, within(1e-12));
      }
    }
  }

  @Test
  void aConstantIsExact() {
    for (int step = 0; step < 3 * WEEK; step++) {
      profile.learn(step, 0.1);
      assertThat(profile.at(step)).isEqualTo(0.1);
    }
  }

  @Test
  void oneStrangeDayDoesNotStay() {
    SplittableRandom random = new SplittableRandom(4);
    for (int step = 0; step < 10 * WEEK; step++) {
      boolean strange = step / DAY == 5 * 7 + 2;
      profile.learn(step, strange ? 1e300 : random.nextDouble(-1, 1));
      if (step / DAY == 6 * 7 + 1) {
        assertThat(profile.at(step + DAY)).isBetween(-1.5, 1.5);
      }
    }
    for (int step = 0; step < WEEK; step++) {
      assertThat(profile.at(step)).isBetween(-1.0, 1.0);
    }
  }

  /** The second week of hours, when weekdays are new: the day is known, and says what is usual. */
  @Test
  void aStrangeValueDoesNotStayWhereTheLongSeasonIsNew() {
    SplittableRandom random = new SplittableRandom(5);
    int strange = 4 * DAY + 7;
    for (int step = 0; step < 4 * WEEK; step++) {
      profile.learn(step, step == strange ? 1_000 : random.nextDouble(-1, 1));
    }
    assertThat(profile.at(strange)).isBetween(-2.0, 2.0);
  }

  /** Nothing is known yet that would tell it from a usual one; the next visits do. */
  @Test
  void aStrangeValueOfTheFirstDaysDoesNotStay() {
    for (int strange : new int[] {0, 5, DAY + 5, WEEK + 5}) {
      Profile young = new Profile(seasons);
      SplittableRandom random = new SplittableRandom(7);
      for (int step = 0; step < 4 * WEEK; step++) {
        young.learn(step, step == strange ? 1e6 : random.nextDouble(-1, 1));
      }
      for (int step = 4 * WEEK; step < 5 * WEEK; step++) {
        assertThat(young.at(step)).as("step %d of %d", step, strange).isBetween(-2.0, 2.0);
      }
    }
  }

  /** Veterans Day, a Tuesday, and Thanksgiving. */
  @Test
  void aHolidayIsASundayUntilItHasBeenSeenAndLeavesOtherDaysAlone() {
    Topologies topology = Topologies.topology().holidays("US").firstRecord(Duration.ofHours(1));
    StepCalendar calendar = new StepCalendar(topology.spec());
    Season week = new CalendarFeatures(calendar).seasons().get(1);
    Profile kept = new Profile(new CalendarFeatures(calendar).seasons());
    long start = calendar.indexOf(Instant.parse("2014-09-15T00:00:00Z").toEpochMilli());
    long holiday = calendar.indexOf(Instant.parse("2014-11-11T00:00:00Z").toEpochMilli());
    long next = calendar.indexOf(Instant.parse("2014-11-27T00:00:00Z").toEpochMilli());
    long sunday = holiday - 2 * DAY;
    SplittableRandom random = new SplittableRandom(8);
    for (long step = start; step < holiday; step++) {
      boolean free = week.slot(step) >= 6 * DAY;
      kept.learn(step, (free ? 5 : 9) + random.nextDouble(-1, 1));
    }
    double ofSunday = kept.at(sunday + 12);
    double ofTuesday = kept.at(holiday + 7 * DAY + 12);
    assertThat(ofSunday).isCloseTo(5, within(1.0));
    assertThat(kept.at(holiday + 12)).isEqualTo(ofSunday);
    for (long step = holiday; step < holiday + DAY; step++) {
      kept.learn(step, 3 + random.nextDouble(-1, 1));
    }
    assertThat(kept.at(next + 12)).isLessThan(4.2);
    assertThat(kept.at(sunday + 12)).isEqualTo(ofSunday);
    assertThat(kept.at(holiday + 7 * DAY + 12)).isEqualTo(ofTuesday);
  }

  @Test
  void loadedItGoesOnBitForBit() {
    SplittableRandom random = new SplittableRandom(6);
    for (int step = 0; step < 100; step++) {
      profile.learn(step, random.nextDouble());
    }
    Profile loaded = new Profile(seasons);
    ArchiveReader.load(ArchiveWriter.bytesOf(profile), loaded);
    for (int step = 100; step < 1_000; step++) {
      double value = random.nextDouble() * (step % 97 == 0 ? 1_000 : 1);
      profile.learn(step, value);
      loaded.learn(step, value);
      assertThat(loaded.at(step)).isEqualTo(profile.at(step));
    }
    assertThat(ArchiveWriter.bytesOf(loaded)).isEqualTo(ArchiveWriter.bytesOf(profile));
  }
}
