package dev.eddy.learning;

import dev.eddy.training.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The embedded Reber grammar (Reber 1967, doi 10.1016/S0022-5371(67)80149-X; Fahlman 1991, NIPS
 * 3:190): B, T or P, a string of the Reber grammar, the same T or P again, and E. Every way on from
 * a state is as likely as the others. The last but one symbol depends on the second, which a string
 * of any length lies between.
 *
 * <pre>
 *   Reber grammar    0 ─B→ 1   1 ─T→ 2, ─P→ 3   2 ─S→ 2, ─X→ 4
 *                    3 ─T→ 3, ─V→ 5   4 ─X→ 3, ─S→ 6   5 ─P→ 4, ─V→ 6   6 ─E→
 * </pre>
 */
final class EmbeddedReber {
  static final String SYMBOLS = "BTPSXVE";

  /** [state][way] the symbol, and the state it leads to. */
  private static final String[][] WAYS = {
    {"B1"}, {"T2", "P3"}, {"S2", "X4"}, {"T3", "V5"}, {"X3", "S6"}, {"P4", "V6"}, {"E7"}
  };

  private static final int INNER_END = 7;

  private EmbeddedReber() {}

  static String draw(Draws draws) {
    String outer = "TP".substring(draws.below(2)).substring(0, 1);
    StringBuilder text = new StringBuilder("B").append(outer);
    int state = 0;
    while (state != INNER_END) {
      String[] ways = WAYS[state];
      String way = ways[draws.below(ways.length)];
      text.append(way.charAt(0));
      state = way.charAt(1) - '0';
    }
    return text.append(outer).append('E').toString();
  }

  /** Strings that are none of those given. */
  static List<String> others(Draws draws, int count, Set<String> given) {
    return Stream.generate(() -> draw(draws))
        .filter(string -> !given.contains(string))
        .limit(count)
        .toList();
  }

  /**
   * What may follow each beginning of a string.
   *
   * @return for each symbol those that may come next; nothing after the last
   * @throws IllegalArgumentException if the string is not of the grammar
   */
  static List<String> successors(String string) {
    List<String> successors = new ArrayList<>(List.of("TP"));
    int last = string.length() - 1;
    int state = 0;
    for (int i = 2; i < last; i++) {
      successors.add(state == INNER_END ? string.substring(1, 2) : from(state));
      if (state == INNER_END) {
        break;
      }
      state = next(state, string.charAt(i));
    }
    successors.add("E");
    successors.add("");
    for (int i = 0; i < string.length(); i++) {
      String allowed = i == 0 ? "B" : successors.get(i - 1);
      if (successors.size() != string.length() || allowed.indexOf(string.charAt(i)) < 0) {
        throw new IllegalArgumentException(string + ": not of the embedded Reber grammar");
      }
    }
    return successors;
  }

  private static String from(int state) {
    StringBuilder symbols = new StringBuilder();
    Arrays.stream(WAYS[state]).forEach(way -> symbols.append(way.charAt(0)));
    return symbols.toString();
  }

  private static int next(int state, char symbol) {
    for (String way : WAYS[state]) {
      if (way.charAt(0) == symbol) {
        return way.charAt(1) - '0';
      }
    }
    throw new IllegalArgumentException(symbol + ": does not follow in the Reber grammar");
  }

  /** Each symbol is to forecast the next one. */
  static Sequence sequence(String text) {
    return Sequence.nextCharacters(text, SYMBOLS);
  }

  /**
   * Whether the symbols that may follow have the highest outputs (the papers' criterion).
   *
   * @param outputs [symbols] from {@code at}. Not modified.
   */
  static boolean foreseen(String successors, float[] outputs, int at) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < SYMBOLS.length(); i++) {
      if (successors.indexOf(SYMBOLS.charAt(i)) >= 0) {
        least = Math.min(least, outputs[at + i]);
      } else {
        most = Math.max(most, outputs[at + i]);
      }
    }
    return least > most;
  }
}
