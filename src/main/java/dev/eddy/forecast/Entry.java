package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.DamagedArchive;
import dev.eddy.model.Forecaster;
import dev.eddy.series.Frame;
import dev.eddy.spec.Role;
import java.util.List;

/**
 * What members are made of: an entry of the topology, or a baseline.
 *
 * @param name which several members may share
 * @param role what becomes of its forecasts
 * @param kind who says which looks its members have
 * @param looks of its members, where they are named
 * @param probation steps after which a member may be judged
 * @param linear whether a member can make use of unbounded features
 * @param maker makes a member's forecaster
 */
record Entry(
    String name,
    Role role,
    Kind kind,
    List<Look> looks,
    int probation,
    boolean linear,
    Maker maker) {
  /** The {@link #company} of members. */
  static final String MEMBERS = "";

  /** Who says which looks the members of an entry have. */
  enum Kind {
    /** A baseline that repeats seasons, of which more may be found. */
    BASELINE,
    /** The topology. */
    NAMED,
    /** The topology, and one member forecasts all targets. */
    JOINT,
    /** What is seen of the series. */
    AUTOMATIC
  }

  /** Makes the forecaster of a member. */
  interface Maker {
    Forecaster make(Frame frame, int seat, Look look);
  }

  Entry {
    looks = List.copyOf(looks);
  }

  /** As a member. */
  Entry(String name, Kind kind, List<Look> looks, int probation, boolean linear, Maker maker) {
    this(name, Role.MEMBER, kind, looks, probation, linear, maker);
  }

  /**
   * Saves which of several an entry is, or loads it.
   *
   * @param saved null when loading
   */
  static Entry archive(Archive archive, Entry saved, List<Entry> entries) {
    int index = archive.number(archive.reading() ? 0 : entries.indexOf(saved));
    if (index < 0 || index >= entries.size()) {
      throw new DamagedArchive("a member of entry " + index);
    }
    return entries.get(index);
  }

  /**
   * With whom it shares views and competes for seats: members and baselines with each other, any
   * other with nobody, so that it changes nothing for them.
   */
  String company() {
    return role == Role.MEMBER ? MEMBERS : name;
  }

  /** Whether the looks of its members are searched for. */
  boolean isAutomatic() {
    return kind == Kind.AUTOMATIC;
  }

  /** Whether the combination may not fall behind it for long. */
  boolean isGuard() {
    return kind == Kind.BASELINE && Members.GUARDS.contains(name);
  }
}
