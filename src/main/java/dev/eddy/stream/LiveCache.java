package dev.eddy.stream;

import dev.eddy.observe.EngineMeters;
import dev.eddy.state.LiveSeries;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The series of one task that are on the heap. One that has not been asked for the longest makes
 * room for another, and is just dropped: everything is in the stores. One that was not asked for
 * yet goes before any that was. Not safe for use by several threads.
 */
final class LiveCache implements AutoCloseable {
  private final Map<String, Place> series = new LinkedHashMap<>(16, 0.75f, true); // by access
  private final Map<String, Place> ahead = new LinkedHashMap<>(); // not asked for yet
  private final Room room;
  private final EngineMeters meters;
  private int taken; // of the room

  /** One with a challenger takes the room of two. */
  private record Place(LiveSeries live, int room) {}

  /**
   * How many series this process keeps on its heap, shared equally among its tasks; each keeps one
   * at least. The share falls as tasks begin and rises as they end; one that has more than that
   * lets go of it when it is asked for a series, or told to {@linkplain #keepToShare keep to it}.
   * Safe for use by several threads.
   */
  static final class Room {
    private final int series;
    private final AtomicInteger tasks = new AtomicInteger();

    Room(int series) {
      this.series = series;
    }

    private int ofOneTask() {
      return Math.max(1, series / tasks());
    }

    /** How many share it. */
    int tasks() {
      return Math.max(1, tasks.get());
    }
  }

  /** Of a task that begins. */
  LiveCache(Room room, EngineMeters meters) {
    this.room = room;
    this.meters = meters;
    room.tasks.incrementAndGet();
  }

  /**
   * The series of this name, restored if it is not on the heap. Others leave if there is more than
   * the task's share.
   */
  LiveSeries get(String name, Function<String, LiveSeries> restore) {
    Place place = series.get(name); // for nearly every record the one lookup
    if (place == null) {
      place = ahead.remove(name);
      if (place == null) {
        return restored(name, restore);
      }
      series.put(name, place);
    }
    LiveSeries live = place.live();
    if (place.room() != live.forecasters()) {
      taken -= place.room();
      put(series, name, live);
    }
    if (left() < 0) {
      keepToShare();
    }
    return live;
  }

  private LiveSeries restored(String name, Function<String, LiveSeries> restore) {
    letGo(room.ofOneTask() - 1, 0);
    LiveSeries live = restore.apply(name);
    letGo(room.ofOneTask() - live.forecasters(), 0);
    put(series, name, live);
    meters.liveSeriesChanged(1);
    return live;
  }

  /**
   * Takes a series in that nobody has asked for, if it is not here and there is room for it without
   * any other one leaving.
   *
   * @param restore empty if there is nothing to take in
   * @return false if there is no room
   */
  boolean addAhead(String name, Function<String, Optional<LiveSeries>> restore) {
    if (series.containsKey(name) || ahead.containsKey(name)) {
      return true;
    }
    if (left() < 1) {
      return false;
    }
    Optional<LiveSeries> live = restore.apply(name);
    if (live.isPresent()) {
      if (live.get().forecasters() > left()) {
        return false;
      }
      put(ahead, name, live.get());
      meters.liveSeriesChanged(1);
    }
    return true;
  }

  /** Room for so many more without any other one leaving; negative if there are too many. */
  int left() {
    return room.ofOneTask() - taken;
  }

  /** Lets go of what is more than the task's share, but not of the series asked for last. */
  void keepToShare() {
    letGo(room.ofOneTask(), 1);
  }

  private void letGo(int left, int stay) {
    letGo(left, ahead, 0);
    letGo(left, series, stay);
  }

  private void letGo(int left, Map<String, Place> among, int stay) {
    Iterator<Place> eldest = among.values().iterator();
    while (taken > left && among.size() > stay) {
      taken -= eldest.next().room();
      eldest.remove();
      meters.liveSeriesChanged(-1);
      meters.evicted();
    }
  }

  private void put(Map<String, Place> among, String name, LiveSeries live) {
    Place place = new Place(live, live.forecasters());
    among.put(name, place);
    taken += place.room();
  }

  /** Forgets a series that is not as it should be. */
  void drop(String name) {
    Place place = series.containsKey(name) ? series.remove(name) : ahead.remove(name);
    if (place != null) {
      taken -= place.room();
      meters.liveSeriesChanged(-1);
    }
  }

  /** Forgets all: the task ends here. */
  @Override
  public void close() {
    meters.liveSeriesChanged(-series.size() - ahead.size());
    series.clear();
    ahead.clear();
    room.tasks.decrementAndGet();
  }
}
