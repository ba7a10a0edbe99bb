package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.archive.DamagedArchive;
import dev.eddy.series.Season;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The looks that entries tried at one target and let go. Each is worth another try after a rest,
 * which is the longer the more often it was tried. Not safe for use by several threads.
 */
final class Rests implements Archived {
  /** Steps after which a look that went is tried again; twice as many the next time. */
  private static final long FIRST = 2_000;

  private static final int MOST_DOUBLINGS = 6;
  private static final int MOST = 1_024;

  private record Rest(Entry entry, Look look, long since, int times) {
    boolean isOf(Entry other, Look another) {
      return entry.equals(other) && look.equals(another);
    }
  }

  private final List<Entry> entries;
  private final List<Season> calendar;
  private final List<Rest> rests = new ArrayList<>();

  /**
   * None yet.
   *
   * @param entries of which any may be
   * @param calendar seasons that are told by their number of slots
   */
  Rests(List<Entry> entries, List<Season> calendar) {
    this.entries = entries;
    this.calendar = calendar;
  }

  /** Lets a member's look rest from a step on. */
  void add(long step, Seat seat) {
    int times = 1;
    for (Rest rest : rests) {
      times += rest.isOf(seat.entry(), seat.look()) ? rest.times : 0;
    }
    rests.removeIf(rest -> rest.isOf(seat.entry(), seat.look()));
    rests.add(new Rest(seat.entry(), seat.look(), step, times));
  }

  /**
   * Forgets the looks that are not worth a try any more.
   *
   * @param outlook of the target
   */
  void keep(Outlook outlook) {
    rests.removeIf(rest -> !outlook.looks(rest.entry.linear()).contains(rest.look));
  }

  /** Whether an entry has tried a look. */
  boolean include(Entry entry, Look look) {
    return rests.stream().anyMatch(rest -> rest.isOf(entry, look));
  }

  /** Whether an entry has tried a look and it must wait still at a step. */
  boolean mustWait(long step, Entry entry, Look look) {
    Predicate<Rest> tired =
        rest -> step - rest.since < FIRST << Math.min(MOST_DOUBLINGS, rest.times - 1);
    return rests.stream().filter(rest -> rest.isOf(entry, look)).anyMatch(tired);
  }

  @Override
  public void archive(Archive archive) {
    List<Rest> saved = List.copyOf(rests);
    int count = archive.number(saved.size());
    if (count < 0 || count > MOST) {
      throw new DamagedArchive(count + " looks that rest");
    }
    rests.clear();
    for (int i = 0; i < count; i++) {
      Rest rest = archive.reading() ? null : saved.get(i);
      Entry entry = Entry.archive(archive, rest == null ? null : rest.entry, entries);
      Look look = Look.archive(archive, rest == null ? null : rest.look, calendar);
      long since = archive.number(rest == null ? 0 : rest.since);
      rests.add(new Rest(entry, look, since, archive.number(rest == null ? 0 : rest.times)));
    }
  }
}
