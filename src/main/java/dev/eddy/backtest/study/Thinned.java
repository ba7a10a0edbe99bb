package dev.eddy.backtest.study;

import java.util.ArrayList;
import java.util.List;

/**
 * A sample of what goes by, even in its order: every one at first; whenever there are too many,
 * every other one is dropped, and from then on half as many are taken. For one thread.
 *
 * @param <T> of lists, of which empty ones are passed over
 */
final class Thinned<T> {
  private static final int MOST = 400;

  private final List<List<T>> kept = new ArrayList<>();
  private long seen;
  private long every = 1;

  void add(List<T> next) {
    if (next.isEmpty()) {
      return;
    }
    if (seen % every == 0) {
      kept.add(next);
    }
    seen++;
    if (kept.size() > MOST) {
      List<List<T>> half = new ArrayList<>();
      for (int i = 0; i < kept.size(); i += 2) {
        half.add(kept.get(i));
      }
      kept.clear();
      kept.addAll(half);
      every *= 2;
    }
  }

  /** Those that are left, oldest first. */
  List<List<T>> kept() {
    return kept;
  }
}
