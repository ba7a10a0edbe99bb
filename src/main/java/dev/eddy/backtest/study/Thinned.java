package dev.eddy.backtest.study;

import java.util.ArrayList;
import java.util.List;

/**
 * A sample of what goes by, even in its order: every one at first; whenever there are too many,
 * every other one is dropped, and from then on half as many are taken. For one thread.
 *
 * @param <T> of what
 */
final class Thinned<T> {
  private final int most;
  private final List<T> kept = new ArrayList<>();
  private long seen;
  private long every = 1;

  /**
   * Nothing yet.
   *
   * @param most how many are kept
   */
  Thinned(int most) {
    this.most = most;
  }

  void add(T next) {
    if (seen % every == 0) {
      kept.add(next);
    }
    seen++;
    if (kept.size() > most) {
      List<T> half = new ArrayList<>();
      for (int i = 0; i < kept.size(); i += 2) {
        half.add(kept.get(i));
      }
      kept.clear();
      kept.addAll(half);
      every *= 2;
    }
  }

  /** Those that are left, oldest first. */
  List<T> kept() {
    return List.copyOf(kept);
  }
}
