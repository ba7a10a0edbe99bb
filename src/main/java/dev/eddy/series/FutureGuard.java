package dev.eddy.series;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.archive.DamagedArchive;
import java.time.Duration;

/**
 * Tells a clock gone wrong from a silence. A time too far ahead of its series is suspect, and
 * becomes a candidate; when the last three suspects agree with each other, the series has been
 * silent. Remembers two times. Not safe for use by several threads.
 */
final class FutureGuard implements Archived {
  private static final int CANDIDATES = 2;

  /** The format since which it may be open. */
  private static final int WITH_OPEN = 2;

  private final long maxMillis;
  private final long[] candidates = new long[CANDIDATES];
  private int count;
  private boolean open;

  /** With the span that a time may be ahead of its series, and agreeing times lie within. */
  FutureGuard(Duration max) {
    this.maxMillis =
        max.compareTo(Duration.ofMillis(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : max.toMillis();
  }

  /** True if a time is more than the span past another. */
  boolean isAhead(long epochMillis, long otherMillis) {
    return !open && epochMillis - otherMillis > maxMillis;
  }

  /** Suspects nothing, until {@link #forget}. */
  void open() {
    open = true;
  }

  /**
   * Takes a suspect in.
   *
   * @return true if it is the third of three that agree, and thus no suspect any more
   */
  boolean confirms(long epochMillis) {
    if (count == CANDIDATES
        && agree(candidates[0], candidates[1])
        && agree(candidates[0], epochMillis)
        && agree(candidates[1], epochMillis)) {
      forget();
      return true;
    }
    if (count == CANDIDATES) {
      candidates[0] = candidates[1];
      count--;
    }
    candidates[count++] = epochMillis;
    return false;
  }

  private boolean agree(long one, long other) {
    return Math.abs(one - other) <= maxMillis;
  }

  /**
   * Forgets the suspects, as the series goes on where it was.
   *
   * @return true if there were any
   */
  boolean forget() {
    boolean any = count > 0 || open;
    open = false;
    count = 0;
    candidates[0] = 0;
    candidates[1] = 0;
    return any;
  }

  @Override
  public void archive(Archive archive) {
    if (archive.format() >= WITH_OPEN) {
      open = archive.flag(open);
    }
    count = archive.number(count);
    if (count < 0 || count > CANDIDATES) {
      throw new DamagedArchive(count + " candidates for a silence");
    }
    archive.array(candidates);
  }
}
