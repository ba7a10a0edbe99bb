package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.archive.DamagedArchive;
import dev.eddy.forecast.Entry.Kind;
import dev.eddy.model.baseline.HoltWinters;
import dev.eddy.series.Season;
import dev.eddy.series.SeasonSearch;
import dev.eddy.spec.Role;
import dev.eddy.spec.ViewSpec;
import dev.eddy.spec.ViewSpec.Base;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who forecasts one target. Entries whose views are named have a member for each, for good. Of the
 * others each begins with the looks that suit what is known, and tries more as they show: a look
 * that seems worth it gets a member on probation, which learns unheard at first, then is heard as
 * far as it deserves; of those whose probation is over, the ones that count for least go, until
 * there are {@value #MORE_THAN_ENTRIES} more than entries, and at least one of each. A look that
 * went is tried again after a rest, which is the longer the more often it was tried, with a member
 * that knows nothing. The only member of an entry gives way to a new one if it has gone astray.
 *
 * <p>All this is among the entries of one {@linkplain Entry#company company}: what becomes of one
 * that is no member, and of its views, is nothing to the others.
 *
 * <p>Everything is decided at counts of steps, of which those that a long silence left out are
 * none. Not safe for use by several threads.
 */
final class Roster implements Archived {
  private static final int REVIEW_EVERY = 50;
  private static final int FIRST_REVIEW = 100;

  /** Members of an entry at one time. */
  private static final int SEATS = 5;

  private static final int MORE_THAN_ENTRIES = 2;

  /** Steps before anyone goes because there are many. */
  private static final int SETTLED = 1_000;

  /** Steps for which a new member is not heard. */
  private static final int UNHEARD = 200;

  /** In losses of the best: a member this far behind has learned something wrong. */
  private static final double ASTRAY = 3;

  private static final int MOST_SEATS = 1_024;

  private final List<Entry> entries;
  private final Map<String, List<Entry>> companies;
  private final boolean repeating; // what is found, not only what the calendar has
  private final List<Season> calendar;
  private final Views views;
  private final JointMembers joint;
  private final int target;
  private final int horizon;
  private final List<Seat> seats = new ArrayList<>(); // by entry, then by number
  private final Rests rests;
  private final Surprise surprise;
  private final List<Standings> all = new ArrayList<>(); // work space, as what follows
  private final List<Standings> judges = new ArrayList<>();
  private long lived; // steps, without those that a long silence left out
  private long reviewed;

  /** Nobody yet. */
  Roster(Blueprint blueprint, List<Entry> entries, Views views, JointMembers joint, int target) {
    this.entries = entries;
    this.companies =
        entries.stream()
            .collect(
                Collectors.groupingBy(Entry::company, LinkedHashMap::new, Collectors.toList()));
    this.repeating =
        entries.stream()
            .filter(entry -> entry.role() == Role.MEMBER || entry.role() == Role.CHAMPION)
            .anyMatch(Entry::isAutomatic);
    this.calendar = blueprint.features().seasons();
    this.rests = new Rests(entries, calendar);
    this.views = views;
    this.joint = joint;
    this.target = target;
    this.horizon = blueprint.spec().forecast().horizon();
    this.surprise = new Surprise(horizon);
  }

  /** Seats those who are there from the first step on, and are heard at once. */
  void begin() {
    for (Entry entry : entries) {
      looksAtFirst(entry).forEach(look -> seat(entry, look));
    }
    seats.forEach(Seat::hear);
  }

  /** Seats as many as there will ever be, who see the longest seasons that can be found. */
  void grow() {
    views.outlook(target).grow();
    for (Entry entry : entries) {
      if (entry.kind() == Kind.BASELINE) {
        for (int i = 0; i < Outlook.MOST_REPEATED; i++) {
          for (int most : List.of(SeasonSearch.LONGEST, HoltWinters.LONGEST_PERIOD)) {
            repeating(entry, List.of(Season.ofSteps(most - i))).stream()
                .filter(look -> !look.seasons().isEmpty())
                .forEach(look -> seat(entry, look));
          }
        }
      }
      for (int i = 0; entry.isAutomatic() && seatsOf(entry) < SEATS; i++) {
        ViewSpec view = new ViewSpec(null, Base.MOVED_PROFILE);
        seat(entry, Look.of(view, List.of(Season.ofSteps(SeasonSearch.LONGEST - i))));
      }
    }
    seats.forEach(Seat::hear);
  }

  private List<Look> looksAtFirst(Entry entry) {
    return switch (entry.kind()) {
      case BASELINE -> repeating(entry, calendar);
      case NAMED, JOINT -> entry.looks();
      case AUTOMATIC -> views.outlook(target).first(entry.linear());
    };
  }

  private static List<Look> repeating(Entry entry, List<Season> seasons) {
    List<Look> looks = new ArrayList<>(entry.looks());
    for (Season season : seasons) {
      if (Members.repeats(entry, season)) {
        looks.add(Look.of(Members.PLAIN, List.of(season)));
      }
    }
    return looks;
  }

  private Seat seat(Entry entry, Look look) {
    int number = 0;
    int at = 0;
    for (Seat seat : seats) {
      boolean before = entries.indexOf(seat.entry()) < entries.indexOf(entry);
      boolean beside = seat.entry().equals(entry) && seat.number() == number;
      number += beside ? 1 : 0;
      at += before || beside ? 1 : 0;
    }
    Seat seat = seat(entry, number, look);
    seats.add(at, seat);
    return seat;
  }

  private Seat seat(Entry entry, int number, Look look) {
    boolean shared = entry.kind() == Kind.JOINT;
    Member member =
        shared
            ? joint.of(entry, number, look)
            : new Member(
                views.frame(entry.company(), target, look),
                frame -> entry.maker().make(frame, number, look));
    return new Seat(entry, number, look, member, shared ? target : 0, horizon);
  }

  /** All, by entry and number; those who are not heard too. */
  List<Seat> seats() {
    return seats;
  }

  /** How far the last value that was settled lies beyond what its members said. */
  Surprise surprise() {
    return surprise;
  }

  /** Compares what was said of step n with what came. */
  void settle(long n, double value) {
    lived++;
    all.clear();
    judges.clear();
    for (Seat seat : seats) {
      all.add(seat.standings());
      if (seat.isHeard() && seat.entry().role() == Role.MEMBER) {
        judges.add(seat.standings());
      }
    }
    surprise.settle(n, value, all, judges);
  }

  /** Passes a step that nobody recorded. */
  void skip(long n) {
    lived++;
    seats.forEach(seat -> seat.standings().skip(n));
  }

  /**
   * Decides, before the present step is learned, who goes, who comes, and who is heard.
   *
   * @return true if others are heard than before
   */
  boolean review() {
    if (lived < FIRST_REVIEW || lived - reviewed < REVIEW_EVERY) {
      return false;
    }
    reviewed = lived;
    Set<Seat> before = new HashSet<>(heard());
    for (Seat seat : seats) {
      if (!seat.isHeard() && lived - seat.since() >= unheard(seat)) {
        seat.hear();
      }
    }
    reviewBaselines();
    companies.forEach(this::review);
    return !before.equals(new HashSet<>(heard()));
  }

  private void review(String name, List<Entry> company) {
    long automatic = company.stream().filter(Entry::isAutomatic).count();
    if (automatic > 0) {
      retire(company, MORE_THAN_ENTRIES + automatic);
      recall(company);
      wake(company);
    }
    Set<Look> used = new HashSet<>();
    seatsIn(company).forEach(seat -> used.add(seat.look().ofFrame()));
    views.keep(name, target, used);
  }

  private List<Seat> seatsIn(List<Entry> company) {
    return seats.stream().filter(seat -> company.contains(seat.entry())).toList();
  }

  private List<Seat> heard() {
    return seats.stream().filter(Seat::isHeard).toList();
  }

  /** Those by whom the members of an entry are measured: those of members, and its own. */
  private List<Seat> heardBy(Entry entry) {
    return heard().stream()
        .filter(seat -> seat.entry().role() == Role.MEMBER || seat.entry().equals(entry))
        .toList();
  }

  /** A baseline that repeats a season must have seen it twice. */
  private static long unheard(Seat seat) {
    boolean repeats = seat.entry().kind() == Kind.BASELINE;
    return UNHEARD + (repeats ? 2L * seat.look().seasons().get(0).slots() : 0);
  }

  private void reviewBaselines() {
    List<Season> seasons = repeating ? views.outlook(target).repeated() : calendar;
    for (Entry entry : entries) {
      if (entry.kind() == Kind.BASELINE) {
        List<Look> wanted = repeating(entry, seasons);
        seats.removeIf(seat -> seat.entry().equals(entry) && !wanted.contains(seat.look()));
        for (Look look : wanted) {
          if (seats.stream().noneMatch(s -> s.entry().equals(entry) && s.look().equals(look))) {
            begin(entry, look);
          }
        }
      }
    }
  }

  private void begin(Entry entry, Look look) {
    Standings best = Ranking.best(heardBy(entry)).standings();
    seat(entry, look).begin(lived, best);
  }

  /** Of several entries' automatic members, sends one away if there are more than may stay. */
  private void retire(List<Entry> company, long most) {
    List<Seat> judged =
        seatsIn(company).stream().filter(s -> s.entry().isAutomatic() && isKnown(s)).toList();
    List<Seat> free = new ArrayList<>(judged);
    for (Entry entry : company) {
      List<Seat> own = judged.stream().filter(seat -> seat.entry().equals(entry)).toList();
      if (!own.isEmpty()) {
        free.remove(Ranking.best(own));
      }
    }
    boolean many = lived >= SETTLED && judged.size() > most;
    free.removeIf(seat -> !many && seatsOf(seat.entry()) < SEATS);
    free.stream()
        .min(Comparator.comparingDouble(Seat::weight))
        .ifPresent(
            seat -> {
              seats.remove(seat);
              rests.add(lived, seat);
            });
  }

  /**
   * The only member of an entry, once it has gone astray, gives way to one that sees the series
   * against its last value: a profile may be what led it astray, after the level has shifted.
   */
  private void recall(List<Entry> company) {
    for (Seat seat : seatsIn(company)) {
      boolean only = seat.entry().isAutomatic() && seatsOf(seat.entry()) == 1;
      if (only && isKnown(seat) && Ranking.ratio(seat, heardBy(seat.entry())) > ASTRAY) {
        seats.remove(seat);
        begin(seat.entry(), Look.of(Members.PLAIN, List.of()));
      }
    }
  }

  private void wake(List<Entry> company) {
    Outlook outlook = views.outlook(target);
    rests.keep(outlook);
    boolean quiet = seatsIn(company).stream().noneMatch(this::isOnProbation);
    for (Entry entry : company) {
      List<Seat> own = seats.stream().filter(seat -> seat.entry().equals(entry)).toList();
      boolean room = own.size() < SEATS && own.stream().noneMatch(this::isOnProbation);
      if (entry.isAutomatic() && room) {
        for (Look look : outlook.looks(entry.linear())) {
          boolean seated = own.stream().anyMatch(seat -> seat.look().equals(look));
          if (!seated && mayBegin(entry, look, quiet)) {
            begin(entry, look);
            quiet = false;
            break;
          }
        }
      }
    }
  }

  /**
   * Whether an entry may try a look.
   *
   * @param quiet true if nobody is on probation, so that one may be who was there before
   */
  private boolean mayBegin(Entry entry, Look look, boolean quiet) {
    return !rests.include(entry, look) || (quiet && !rests.mustWait(lived, entry, look));
  }

  private boolean isKnown(Seat seat) {
    return lived - seat.since() >= seat.entry().probation();
  }

  private boolean isOnProbation(Seat seat) {
    return seat.since() > 0 && !isKnown(seat);
  }

  private long seatsOf(Entry entry) {
    return seats.stream().filter(seat -> seat.entry().equals(entry)).count();
  }

  @Override
  public void archive(Archive archive) {
    lived = archive.number(lived);
    reviewed = archive.number(reviewed);
    surprise.archive(archive);
    archiveSeats(archive);
    rests.archive(archive);
  }

  private void archiveSeats(Archive archive) {
    List<Seat> saved = List.copyOf(seats);
    int count = archive.number(saved.size());
    if (count < 0 || count > MOST_SEATS) {
      throw new DamagedArchive(count + " members");
    }
    seats.clear();
    for (int i = 0; i < count; i++) {
      Seat seat = archive.reading() ? null : saved.get(i);
      Entry entry = Entry.archive(archive, seat == null ? null : seat.entry(), entries);
      int number = archive.number(seat == null ? 0 : seat.number());
      Look look = Look.archive(archive, seat == null ? null : seat.look(), calendar);
      Seat made = seat == null ? seat(entry, number, look) : seat;
      made.archive(archive);
      if (entry.kind() != Kind.JOINT) {
        made.member().archive(archive);
      }
      seats.add(made);
    }
  }
}
