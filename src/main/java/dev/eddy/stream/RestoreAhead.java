package dev.eddy.stream;

import dev.eddy.observe.EngineMeters;
import dev.eddy.state.LiveSeries;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Brings a task's series back to the heap before records ask for them, while the task's share of
 * the cache has room and until there is none left; and has the cache keep to that share, which
 * falls as tasks begin: the first of them finds all of the room, and has to give most of it back.
 *
 * <p>It goes by the clock, and may: a series that is brought back is the object that was lost, to
 * the bit, so that no forecast can tell when that was. It writes nothing; a series in whose state
 * something is damaged is left to its first record.
 *
 * <p>Records wait for {@value #SLICE_MILLIS} ms at most, divided among the tasks of the thread, or
 * for one series, which its first record would have waited for; then it rests, so that records have
 * half of the thread's time. Not safe for use by several threads.
 */
final class RestoreAhead {
  /** How often it wants to be called. */
  static final Duration EVERY = Duration.ofMillis(20);

  static final int SLICE_MILLIS = 50;

  private static final long SLICE_NANOS = Duration.ofMillis(SLICE_MILLIS).toNanos();

  private final Supplier<Optional<String>> names;
  private final LiveCache live;
  private final Function<String, Optional<LiveSeries>> restore;
  private final IntSupplier tasks;
  private final EngineMeters meters;
  private Optional<String> next = Optional.empty(); // waits for room
  private int wanted = 1; // room for the next one, as far as is known
  private boolean exhausted;
  private long restUntil;

  /**
   * Of a task that has brought back none yet.
   *
   * @param names of its series, one after the other; empty after the last
   * @param live Modified.
   * @param restore empty if it is better left to the first record
   * @param tasks how many the thread has, about
   */
  RestoreAhead(
      Supplier<Optional<String>> names,
      LiveCache live,
      Function<String, Optional<LiveSeries>> restore,
      IntSupplier tasks,
      EngineMeters meters) {
    this.names = names;
    this.live = live;
    this.restore = restore;
    this.tasks = tasks;
    this.meters = meters;
    this.restUntil = meters.now();
  }

  /** Has the cache keep to its share, and goes on for a while if there is room. */
  void goOn() {
    live.keepToShare();
    long begin = meters.now();
    if (begin - restUntil < 0) {
      return;
    }
    int sharing = Math.max(1, tasks.getAsInt());
    long now;
    boolean more;
    do {
      more = bringBack();
      now = meters.now();
    } while (more && now - begin < SLICE_NANOS / sharing);
    restUntil = now + (now - begin) * (2L * sharing - 1);
  }

  /** False if there is no room for the next one, or none left. */
  private boolean bringBack() {
    if (next.isEmpty() && !exhausted) {
      next = names.get();
      exhausted = next.isEmpty();
    }
    if (exhausted || live.left() < wanted) {
      return false;
    }
    if (!live.addAhead(next.get(), restore)) {
      wanted = live.left() + 1; // it was made for nothing: not again before there is more room
      return false;
    }
    next = Optional.empty();
    wanted = 1;
    return true;
  }
}
