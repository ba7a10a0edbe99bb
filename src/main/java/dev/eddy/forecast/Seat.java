package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;

/**
 * A member's place among those who forecast one target: who it is, how it has done, and since when
 * it is there. Not safe for use by several threads.
 */
final class Seat implements Archived {
  private static final double WEIGHT_RATE = 0.005;

  private final Entry entry;
  private final int number;
  private final Look look;
  private final Member member;
  private final int place;
  private final Standings standings;
  private long since;
  private boolean heard;
  private double weight;

  /**
   * Nobody has listened to it yet.
   *
   * @param number which of the entry's seats
   * @param member shared with other targets if it forecasts them too
   * @param place of the target among those that the member forecasts
   */
  Seat(Entry entry, int number, Look look, Member member, int place, int horizon) {
    this.entry = entry;
    this.number = number;
    this.look = look;
    this.member = member;
    this.place = place;
    this.standings = new Standings(horizon);
  }

  /** Listens to it from now on. */
  void hear() {
    heard = true;
  }

  /** Begins at a later step than the first, as one that nobody knows better than another. */
  void begin(long step, Standings another) {
    since = step;
    standings.follow(another);
  }

  Entry entry() {
    return entry;
  }

  int number() {
    return number;
  }

  Look look() {
    return look;
  }

  Member member() {
    return member;
  }

  /** True if the member's reports are this target's to give. */
  boolean isFirst() {
    return place == 0;
  }

  Standings standings() {
    return standings;
  }

  /** The step at which it began, as the roster counts them; 0 if it was there from the first. */
  long since() {
    return since;
  }

  /** Whether its forecasts count. */
  boolean isHeard() {
    return heard;
  }

  /** What it forecast last; [H]. Not to be modified. */
  double[] said() {
    return member.said(place);
  }

  void note(long n) {
    standings.note(n, said());
  }

  /** Its smoothed weight in the combination. */
  double weight() {
    return weight;
  }

  void weigh(double now) {
    weight += WEIGHT_RATE * (Math.abs(now) - weight);
  }

  /** All but the member. */
  @Override
  public void archive(Archive archive) {
    standings.archive(archive);
    since = archive.number(since);
    heard = archive.flag(heard);
    weight = archive.number(weight);
  }
}
