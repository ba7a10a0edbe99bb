package dev.eddy.stream;

import dev.eddy.observe.EngineMeters;
import dev.eddy.state.LiveSeries;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The series of one task that are on the heap. One that has not been asked for the longest makes
 * room for another, and is just dropped: everything is in the stores. Not safe for use by several
 * threads.
 */
final class LiveCache implements AutoCloseable {
  private final Map<String, Place> series = new LinkedHashMap<>(16, 0.75f, true);
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
      return Math.max(1, series / Math.max(1, tasks.get()));
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

  private void makeRoom(int left) {
    Iterator<Place> eldest = series.values().iterator();
    while (taken > left && eldest.hasNext()) {
      taken -= eldest.next().room();
      eldest.remove();
      meters.liveSeriesChanged(-1);
      meters.evicted();
    }
  }

  /** Forgets a series that is not as it should be. */
  void drop(String name) {
    Place place = series.remove(name);
    if (place != null) {
      taken -= place.room();
      meters.liveSeriesChanged(-1);
    }
  }

  /** Forgets all: the task ends here. */
  @Override
  public void close() {
    meters.liveSeriesChanged(-series.size());
    series.clear();
    room.tasks.decrementAndGet();
  }
}
