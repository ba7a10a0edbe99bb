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
  private final Map<String, Place> series = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Place> ahead = new LinkedHashMap<>(); // not asked for yet
  private final Room room;
  private final EngineMeters meters;
  private int taken; // of the room

  /** One with a challenger takes the room of two. */
  private record Place(LiveSeries live, int room) {}

  /**
   * How many series this process keeps on its heap, shared equally among its tasks; each keeps one
   * at least. A task that nothing is asked of keeps what it has until something is. Safe for use by
   * several threads.
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

  /** The series of this name, restored if it is not on the heap. */
  LiveSeries get(String name, Function<String, LiveSeries> restore) {
    Place place = series.get(name);
    if (place == null && ahead.containsKey(name)) {
      place = ahead.remove(name);
      series.put(name, place);
    }
    if (place == null) {
      makeRoom(room.ofOneTask() - 1);
      LiveSeries live = restore.apply(name);
      makeRoom(room.ofOneTask() - live.forecasters());
      place = new Place(live, live.forecasters());
      series.put(name, place);
      taken += place.room();
      meters.liveSeriesChanged(1);
    } else if (place.room() != place.live().forecasters()) {
      taken += place.live().forecasters() - place.room();
      place = new Place(place.live(), place.live().forecasters());
      series.put(name, place);
    }
    return place.live();
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
    int left = room.ofOneTask() - taken;
    if (left < 1) {
      return false;
    }
    Optional<LiveSeries> live = restore.apply(name);
    if (live.isPresent()) {
      Place place = new Place(live.get(), live.get().forecasters());
      if (place.room() > left) {
        return false;
      }
      ahead.put(name, place);
      taken += place.room();
      meters.liveSeriesChanged(1);
    }
    return true;
  }

  private void makeRoom(int left) {
    makeRoom(left, ahead);
    makeRoom(left, series);
  }

  private void makeRoom(int left, Map<String, Place> among) {
    Iterator<Place> eldest = among.values().iterator();
    while (taken > left && eldest.hasNext()) {
      taken -= eldest.next().room();
      eldest.remove();
      meters.liveSeriesChanged(-1);
      meters.evicted();
    }
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
