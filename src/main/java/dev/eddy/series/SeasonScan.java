package dev.eddy.series;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One examination of a series: those lengths first that are suggested or were found before, the
 * shortest first, then those that the autocorrelation of what these leave shows, the clearest
 * first. Each that is found is taken out before the next is tried, so that a longer one is found
 * only if it adds something.
 */
final class SeasonScan {
  /** What a season must show: evidence, gain, and gain over the last cycles, each above these. */
  private record Threshold(double evidence, double gain, double recent) {
    boolean passedBy(SeasonTrial trial) {
      return trial.evidence() > evidence && trial.gain() > gain && trial.recent() > recent;
    }
  }

  /** A length and what it showed. */
  record Candidate(int length, SeasonTrial trial) {
    boolean clearerThan(Candidate other) {
      return other == null || trial.evidence() > other.trial.evidence();
    }
  }

  private static final Threshold SUGGESTED = new Threshold(4, 0.05, 0);
  private static final Threshold SEARCHED = new Threshold(5, 0.1, 0);
  private static final Threshold HELD = new Threshold(3, 0, -0.1);

  private static final double WORTH_A_TRIAL = 3;
  private static final int LOOKS = 3;
  private static final int MOST_SEARCHED = 3;
  private static final int MOST_PARTS = 16;
  private static final double GAIN_OF_A_PART = 0.75;
  private static final double HOLDS_AGAINST = 0.9;

  private final List<Candidate> found = new ArrayList<>();
  private final List<Changes> before = new ArrayList<>(); // what each of these was found in
  private final SortedSet<Integer> suggested;
  private final SortedSet<Integer> held;
  private final List<Candidate> unconfirmed = new ArrayList<>();
  private Changes changes;

  /**
   * Of a series' changes.
   *
   * @param suggested lengths that need less evidence
   * @param held lengths found before, which are believed for longer
   */
  SeasonScan(Changes changes, SortedSet<Integer> suggested, SortedSet<Integer> held) {
    this.changes = changes;
    this.suggested = suggested;
    this.held = held;
  }

  /**
   * Tries what is suggested and what is held, then looks for more.
   *
   * @param longest the longest length that is looked for
   * @param afresh true if lengths held but not suggested must be found anew, where a shorter or a
   *     clearer one may be found in their place
   */
  SeasonScan run(int longest, boolean afresh) {
    SortedSet<Integer> known = new TreeSet<>(suggested);
    if (!afresh) {
      known.addAll(held);
    }
    for (int length : known) {
      Candidate candidate = candidate(length);
      if (thresholdOf(length).passedBy(candidate.trial)) {
        take(candidate);
      } else {
        unconfirmed.add(candidate);
      }
    }
    int searched = 0;
    while (searched++ < MOST_SEARCHED && search(longest)) {}
    return this;
  }

  private Threshold thresholdOf(int length) {
    return held.contains(length) ? HELD : suggested.contains(length) ? SUGGESTED : SEARCHED;
  }

  private Candidate candidate(int length) {
    return new Candidate(length, changes.trial(length));
  }

  private void take(Candidate candidate) {
    found.add(candidate);
    before.add(changes);
    changes = changes.without(candidate.length);
  }

  /** Goes back to before a season was found. */
  private void drop(int place) {
    changes = before.get(place);
    found.subList(place, found.size()).clear();
    before.subList(place, before.size()).clear();
  }

  /** Takes the clearest season of those that are left; false if there is none. */
  private boolean search(int longest) {
    if (longest < 2) {
      return false;
    }
    Autocorrelation autocorrelation = changes.autocorrelation(longest);
    Candidate clearest = clearest(autocorrelation, longest);
    if (clearest == null) {
      return false;
    }
    Candidate chosen = heldInPlaceOf(partOf(clearest, autocorrelation));
    if (!thresholdOf(chosen.length).passedBy(chosen.trial)
        || found.stream().anyMatch(before -> before.length == chosen.length)) {
      return false;
    }
    takeInPlaceOfParts(chosen);
    return true;
  }

  /** A season found before that is a minor part of this one is not one of its own. */
  private void takeInPlaceOfParts(Candidate whole) {
    for (int place = 0; place < found.size(); place++) {
      Candidate part = found.get(place);
      if (!suggested.contains(part.length) && isMultiple(whole.length, part.length)) {
        Candidate alone = new Candidate(whole.length, before.get(place).trial(whole.length));
        double gain = before.get(place).trial(whole.length, part.trial.block()).gain();
        if (SEARCHED.passedBy(alone.trial) && part.trial.gain() <= GAIN_OF_A_PART * gain) {
          drop(place);
          take(alone);
          return;
        }
      }
    }
    take(whole);
  }

  private static boolean isMultiple(int whole, int part) {
    int parts = Math.round((float) whole / part);
    return parts >= 2 && parts <= MOST_PARTS && Math.abs(whole - parts * part) <= whole / 48;
  }

  /** Of a few peaks of the autocorrelation, the one that did best; null if none did well. */
  private Candidate clearest(Autocorrelation autocorrelation, int longest) {
    boolean[] near = new boolean[longest + 1]; // a peak that was looked at
    Candidate clearest = null;
    for (int look = 0; look < LOOKS; look++) {
      int peak = 0;
      double highest = WORTH_A_TRIAL;
      for (int length = 2; length <= longest; length++) {
        if (!near[length] && autocorrelation.evidence(length) > highest) {
          highest = autocorrelation.evidence(length);
          peak = length;
        }
      }
      if (peak == 0) {
        break;
      }
      int width = Math.max(1, peak / 24);
      for (int i = Math.max(2, peak - width); i <= Math.min(longest, peak + width); i++) {
        near[i] = true;
      }
      Candidate candidate = candidate(peak);
      clearest = candidate.clearerThan(clearest) ? candidate : clearest;
    }
    boolean promising = clearest != null && clearest.trial.evidence() > WORTH_A_TRIAL;
    return promising ? refined(clearest, longest) : null;
  }

  /** The clearest within 2 % of a length, in at most nine trials. */
  private Candidate refined(Candidate around, int longest) {
    int width = Math.max(1, around.length / 48);
    int stride = Math.max(1, (width + 3) / 4);
    Candidate best = around;
    int from = Math.max(2, around.length - width);
    for (int length = from; length <= Math.min(longest, around.length + width); length += stride) {
      Candidate candidate = length == around.length ? around : candidate(length);
      best = candidate.clearerThan(best) ? candidate : best;
    }
    return best;
  }

  /**
   * The shortest season of which the given one is a multiple, if that gains nearly as much by
   * itself; else the given one.
   */
  private Candidate partOf(Candidate whole, Autocorrelation autocorrelation) {
    for (int parts = Math.min(MOST_PARTS, whole.length / 2); parts >= 2; parts--) {
      int length = whole.length / parts;
      for (int near = Math.max(2, length - 1); near <= length + 1; near++) {
        if (autocorrelation.evidence(near) > autocorrelation.evidence(length)) {
          length = near;
        }
      }
      if (autocorrelation.evidence(length) > WORTH_A_TRIAL) {
        Candidate part = candidate(length);
        double ofWhole = changes.trial(whole.length, part.trial.block()).gain();
        if (SEARCHED.passedBy(part.trial) && part.trial.gain() > GAIN_OF_A_PART * ofWhole) {
          return part;
        }
      }
    }
    return whole;
  }

  /** A length that was found before and does nearly as well, so that lengths do not wander. */
  private Candidate heldInPlaceOf(Candidate chosen) {
    int width = Math.max(1, chosen.length / 48);
    for (int length : held.subSet(chosen.length - width, chosen.length + width + 1)) {
      Candidate before = candidate(length);
      if (before.trial.evidence() > HOLDS_AGAINST * chosen.trial.evidence()) {
        return before;
      }
    }
    return chosen;
  }

  /** What was found; those suggested or held first, then in the order in which they were found. */
  List<Candidate> found() {
    return found;
  }

  /** Those suggested or held that did not show enough. */
  List<Candidate> unconfirmed() {
    return unconfirmed;
  }
}
