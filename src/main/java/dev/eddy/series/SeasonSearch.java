package dev.eddy.series;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.archive.DamagedArchive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the seasons of one target as it comes: which of those that the calendar suggests it has,
 * and which others. A season is found when forecasts by the profile of its past cycles would have
 * had less error than last value over the cycles seen, beyond what chance would do (see {@link
 * SeasonTrial}); it is dropped when they no longer do. What is found changes at examinations only,
 * which come at fixed step counts: 16, 20, 24, 28, 32, 40 … four to an octave, from 4,096 on every
 * 1,024 steps.
 *
 * <p>A season of 24 steps is found within 4 to 5 cycles if it is clear, later in much noise; of
 * random walks, white or coloured noise and trends one in a hundred is taken for seasonal, and not
 * for long.
 *
 * <p>Not safe for use by several threads. Bytes: 8 for each of the last {@value #MOST_KEPT} values,
 * fewer as long as there are fewer. Operations: a few a step; an examination of the full ring takes
 * some millions, so that a step takes some thousands on average.
 */
public final class SeasonSearch implements Archived {
  /** The longest season that is looked for; one that the calendar suggests may not be longer. */
  public static final int LONGEST = 2_016;

  private static final int MOST_KEPT = 4_096;
  private static final int FEWEST_KEPT = 256;
  private static final int FIRST_EXAMINATION = 16;
  private static final int EXAMINATIONS_AN_OCTAVE = 4;
  private static final int AFRESH_EVERY = 2;
  private static final double CYCLES_NEEDED = 2.9;
  private static final int CYCLES_TO_REFUTE = 8;
  private static final double WORTH_NOTHING = 2;

  /** Kept for a step that was left out; no value that is kept is infinite. */
  private static final double LEFT_OUT = Double.POSITIVE_INFINITY;

  private final List<Season> suggested;
  private final boolean[] refuted; // [suggested]
  private final List<FoundSeason> found = new ArrayList<>(); // shortest first
  private double[] kept = new double[FEWEST_KEPT]; // ring: step n stands at n mod its length
  private long lastIndex;
  private long steps;
  private long nextExamination = FIRST_EXAMINATION;
  private int examinations;

  /**
   * Nothing seen yet.
   *
   * @param suggested what the calendar suggests, with at most {@value #LONGEST} slots each
   */
  public SeasonSearch(List<Season> suggested) {
    this.suggested = List.copyOf(suggested);
    this.refuted = new boolean[suggested.size()];
  }

  /**
   * Moves on to a step.
   *
   * @param index the step's place on the calendar; those that it leaves out are missing, in a
   *     silence over which {@link #replay} lets nothing be remembered
   * @param value the target's value; NaN if missing, as which a value beyond all measure is seen
   * @return true if there was an examination, after which other seasons may be found
   */
  public boolean advance(long index, double value) {
    long skipped = steps == 0 ? 0 : Math.min(Math.max(0, index - lastIndex - 1), MOST_KEPT);
    lastIndex = index;
    boolean examined = false;
    for (long i = 0; i < skipped; i++) {
      examined |= take(LEFT_OUT);
    }
    examined |= take(Bound.credible(value));
    return examined;
  }

  private boolean take(double value) {
    if (steps == kept.length && kept.length < MOST_KEPT) {
      kept = Arrays.copyOf(kept, 2 * kept.length);
    }
    kept[(int) (steps % kept.length)] = value;
    steps++;
    if (steps < nextExamination) {
      return false;
    }
    examine();
    examinations++;
    long octave = Long.highestOneBit(Math.min(steps, MOST_KEPT));
    nextExamination = steps + octave / EXAMINATIONS_AN_OCTAVE;
    return true;
  }

  private void examine() {
    Changes changes = Changes.of(Arrays.stream(past()).map(Bound::credible).toArray());
    SeasonScan scan =
        new SeasonScan(changes, suggestedLengths(), heldLengths())
            .run(longest(changes.count()), examinations % AFRESH_EVERY == 0);
    found.clear();
    for (SeasonScan.Candidate candidate : scan.found()) {
      SeasonTrial trial = candidate.trial();
      found.add(
          new FoundSeason(
              Season.ofSlots(candidate.length(), suggested), trial.evidence(), trial.gain()));
    }
    found.sort(Comparator.comparingInt(season -> season.season().slots()));
    for (int s = 0; s < refuted.length; s++) {
      int length = suggested.get(s).slots();
      refuted[s] =
          wasSeen(length, changes.count())
              && scan.unconfirmed().stream()
                  .filter(candidate -> candidate.length() == length)
                  .anyMatch(candidate -> candidate.trial().evidence() < WORTH_NOTHING);
    }
  }

  private SortedSet<Integer> suggestedLengths() {
    return suggested.stream().map(Season::slots).collect(Collectors.toCollection(TreeSet::new));
  }

  private SortedSet<Integer> heldLengths() {
    return found.stream()
        .map(season -> season.season().slots())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private int longest(int changes) {
    return isFull() ? Math.min(LONGEST, changes / 2) : (int) (changes / CYCLES_NEEDED);
  }

  private boolean wasSeen(int length, int changes) {
    return changes >= (isFull() ? 2 : CYCLES_TO_REFUTE) * length;
  }

  private boolean isFull() {
    return steps >= MOST_KEPT;
  }

  /** The values kept, the oldest first; NaN where missing, infinite where left out. */
  private double[] past() {
    int count = (int) Math.min(steps, kept.length);
    double[] past = new double[count];
    for (int i = 0; i < count; i++) {
      past[i] = kept[(int) ((steps - count + i) % kept.length)];
    }
    return past;
  }

  /**
   * Shows a track, which has seen nothing yet, all that is kept, the last step included. Steps that
   * were left out are not shown: the track forgets where the series was, as those do that live
   * through such a silence.
   */
  public void replay(Track track) {
    double[] past = past();
    for (int i = 0; i < past.length; i++) {
      if (past[i] != LEFT_OUT) {
        track.advance(lastIndex - past.length + 1 + i, past[i]);
      } else if (i > 0 && past[i - 1] != LEFT_OUT) {
        track.resetCarry();
      }
    }
  }

  /**
   * Forgets the value of a step that is kept.
   *
   * @param index the step's place on the calendar
   */
  public void mask(long index) {
    long ago = lastIndex - index;
    if (ago >= 0 && ago < Math.min(steps, kept.length)) {
      int place = (int) ((steps - 1 - ago) % kept.length);
      kept[place] = kept[place] == LEFT_OUT ? LEFT_OUT : Double.NaN;
    }
  }

  /** Takes as much room as it ever will. */
  public void grow() {
    kept = Arrays.copyOf(kept, MOST_KEPT);
  }

  /** What was found, shortest first; it stays as it is until {@link #advance} returns true. */
  public List<FoundSeason> seasons() {
    return List.copyOf(found);
  }

  /**
   * Those that were suggested, were seen eight times, or as often as the kept values hold them, and
   * showed nothing.
   */
  public List<Season> refuted() {
    List<Season> without = new ArrayList<>();
    for (int s = 0; s < refuted.length; s++) {
      if (refuted[s]) {
        without.add(suggested.get(s));
      }
    }
    return without;
  }

  @Override
  public void archive(Archive archive) {
    int length = archive.number(kept.length);
    if (archive.reading()) {
      if (length < FEWEST_KEPT || length > MOST_KEPT || Integer.bitCount(length) != 1) {
        throw new DamagedArchive("a ring of " + length + " values");
      }
      kept = new double[length];
    }
    archive.array(kept);
    lastIndex = archive.number(lastIndex);
    steps = archive.number(steps);
    nextExamination = archive.number(nextExamination);
    examinations = archive.number(examinations);
    for (int s = 0; s < refuted.length; s++) {
      refuted[s] = archive.flag(refuted[s]);
    }
    archiveFound(archive);
  }

  private void archiveFound(Archive archive) {
    int count = archive.number(found.size());
    if (count < 0 || count > LONGEST) {
      throw new DamagedArchive(count + " seasons");
    }
    if (archive.reading()) {
      found.clear();
    }
    for (int i = 0; i < count; i++) {
      FoundSeason season = archive.reading() ? null : found.get(i);
      int slots = archive.number(season == null ? 0 : season.season().slots());
      double evidence = archive.number(season == null ? 0 : season.evidence());
      double gain = archive.number(season == null ? 0 : season.gain());
      if (season == null) {
        if (slots < 2 || slots > LONGEST) {
          throw new DamagedArchive("a season of " + slots + " steps");
        }
        found.add(new FoundSeason(Season.ofSlots(slots, suggested), evidence, gain));
      }
    }
  }
}
