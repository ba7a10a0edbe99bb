package dev.eddy.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Which of the known names a wrong one may stand for. */
public final class NearestName {
  private NearestName() {}

  /**
   * The known name that was probably meant: at most a third of its letters, and at least two,
   * written otherwise. Capitals do not count.
   */
  public static Optional<String> of(String word, Collection<String> known) {
    return known.stream()
        .filter(key -> distance(word, key) <= Math.max(2, key.length() / 3))
        .filter(key -> distance(word, key) < key.length())
        .min(Comparator.comparingInt(key -> distance(word, key)));
  }

  /**
   * Letters to insert, remove, replace or swap with their neighbour (optimal string alignment;
   * Damerau 1964, doi 10.1145/363958.363994).
   */
  private static int distance(String word, String key) {
    String a = word.toLowerCase(Locale.ROOT);
    String b = key.toLowerCase(Locale.ROOT);
    int[][] best = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          best[i][j] = i + j;
          continue;
        }
        int replace = best[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        best[i][j] = Math.min(replace, 1 + Math.min(best[i - 1][j], best[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best[i][j] = Math.min(best[i][j], best[i - 2][j - 2] + 1);
        }
      }
    }
    return best[a.length()][b.length()];
  }
}
