package dev.eddy.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EmbeddedReberTest {
  /** From the state after the upper branch's X or the lower one's P to the last E. */
  private static final String UPPER = "(?:XT*VP)*(?:S|XT*VV)";

  /** The grammar once more. */
  private static final Pattern GRAMMAR =
      Pattern.compile("B([TP])B(?:TS*X" + UPPER + "|PT*V(?:V|P" + UPPER + "))E\\1E");

  @Test
  void stringsFollowTheGrammar() {
    Draws draws = new Chance(1, "reber", 0).draws("strings");
    for (int i = 0; i < 10_000; i++) {
      String string = EmbeddedReber.draw(draws);
      assertThat(string).matches(GRAMMAR);
      List<String> successors = EmbeddedReber.successors(string);
      for (int t = 0; t + 1 < string.length(); t++) {
        assertThat(successors.get(t)).contains(string.substring(t + 1, t + 2));
      }
    }
  }

  @Test
  void whatMayFollow() {
    assertThat(EmbeddedReber.successors("BTBPVVETE"))
        .containsExactly("TP", "B", "TP", "TV", "PV", "E", "T", "E", "");
    assertThat(EmbeddedReber.successors("BPBTSXSEPE"))
        .containsExactly("TP", "B", "TP", "SX", "SX", "XS", "E", "P", "E", "");
  }

  @Test
  void otherStringsAreNotOfTheGrammar() {
    for (String string : List.of("BTBPVVEPE", "BTBPVVET", "BTBVVETE", "TTBPVVETE", "BTBPVVETX")) {
      assertThatIllegalArgumentException().isThrownBy(() -> EmbeddedReber.successors(string));
    }
  }

  /** Each of two ways has the probability 1/2, the shortest inner string is B, P, V, V, E. */
  @Test
  void waysAreEvenlyDrawn() {
    Draws draws = new Chance(1, "reber", 0).draws("strings");
    int shortest = 0;
    int upper = 0;
    for (int i = 0; i < 8_000; i++) {
      String string = EmbeddedReber.draw(draws);
      shortest += string.substring(2).startsWith("BPVVE") ? 1 : 0;
      upper += string.charAt(1) == 'T' ? 1 : 0;
    }
    assertThat(shortest).isBetween(900, 1_100);
    assertThat(upper).isBetween(3_800, 4_200);
  }

  @Test
  void testStringsAreNotAmongThoseTrained() {
    Set<String> trained = Set.of("BTBPVVETE");
    Draws draws = new Chance(1, "reber", 0).draws("strings");
    assertThat(EmbeddedReber.others(draws, 100, trained)).hasSize(100).doesNotContain("BTBPVVETE");
  }

  @Test
  void eachSymbolIsToForecastTheNext() {
    Sequence sequence = EmbeddedReber.sequence("BT");
    assertThat(sequence.steps()).isEqualTo(1);
    assertThat(sequence.input(0, 0)).isEqualTo(1);
    assertThat(sequence.input(0, 1)).isZero();
    assertThat(sequence.target(0, 0)).isZero();
    assertThat(sequence.target(0, 1)).isEqualTo(1);
  }

  @Test
  void foreseenIfWhatMayFollowHasTheHighestOutputs() {
    float[] outputs = {9, 0, 0.5f, 0.4f, 0.1f, 0, 0, 0};
    assertThat(EmbeddedReber.foreseen("P", outputs, 1)).isFalse();
    assertThat(EmbeddedReber.foreseen("TPV", outputs, 1)).isFalse();
    assertThat(EmbeddedReber.foreseen("T", outputs, 1)).isTrue();
    assertThat(EmbeddedReber.foreseen("PT", outputs, 1)).isTrue();
  }
}
