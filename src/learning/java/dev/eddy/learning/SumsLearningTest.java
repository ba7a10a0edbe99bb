package dev.eddy.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.kernel.Kernels;
import dev.eddy.kernel.Steps;
import dev.eddy.model.recurrent.SequenceLearner;
import dev.eddy.spec.CellKind;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A text of sums, cut into windows of eight characters without regard to its lines; one network
 * carries on from window to window, the other begins each from zero. Both learn and answer alike:
 * the share of the characters after = that have the highest output in a new text.
 */
@Tag("learning")
class SumsLearningTest {
  private static final String TASK = "sums as text, 0–99 + 0–99, windows of 8 characters";
  private static final int LEARNED = 3_000_000; // characters
  private static final int TESTED = 40_000;
  private static final int WINDOW = 8;

  @Test
  void statefulAddsAndStatelessCannot() {
    double stateful = right("LSTM, 64 units, stateful", true);
    double stateless = right("LSTM, 64 units, stateless", false);
    assertThat(stateful).isGreaterThan(0.95);
    assertThat(stateless).isLessThan(0.7);
  }

  private static double right(String network, boolean stateful) {
    Chance chance = new Chance(1, TASK, 0);
    int characters = Sums.CHARACTERS.length();
    SequenceLearner learner =
        new SequenceLearner(
            Learners.of(CellKind.LSTM, 64, 0.003),
            characters,
            characters,
            WINDOW,
            chance,
            Kernels.active());
    Text text = new Text(chance.draws("sums to learn from"));
    for (int n = 0; n < LEARNED; n += WINDOW) {
      if (!stateful) {
        learner.resetCarry();
      }
      learner.learnOn(Sequence.nextCharacters(text.next(), Sums.CHARACTERS));
    }
    double right = right(learner, new Text(chance.draws("other sums")), stateful);
    String result = String.format(Locale.ROOT, "%.1f %% of answers' characters", 100 * right);
    LearningTable.check(TASK, network, learner.parameters(), result);
    return right;
  }

  private static double right(SequenceLearner learner, Text text, boolean stateful) {
    int right = 0;
    int all = 0;
    boolean answer = false;
    learner.resetCarry();
    for (int n = 0; n < TESTED; n += WINDOW) {
      if (!stateful) {
        learner.resetCarry();
      }
      String window = text.next();
      Steps outputs = learner.readOn(Sequence.nextCharacters(window, Sums.CHARACTERS));
      for (int t = 0; t < WINDOW; t++) {
        char character = window.charAt(t);
        answer = character == '=' || (answer && character != '\n');
        if (answer) {
          int said = Sequence.highest(outputs, t, Sums.CHARACTERS.length());
          right += Sums.CHARACTERS.charAt(said) == window.charAt(t + 1) ? 1 : 0;
          all++;
        }
      }
    }
    return (double) right / all;
  }

  /** Sums line by line, given in windows and the character after each. */
  private static final class Text {
    private final Draws draws;
    private final StringBuilder ahead = new StringBuilder();

    Text(Draws draws) {
      this.draws = draws;
    }

    String next() {
      while (ahead.length() <= WINDOW) {
        ahead.append(Sums.draw(draws, 100, 100));
      }
      String window = ahead.substring(0, WINDOW + 1);
      ahead.delete(0, WINDOW);
      return window;
    }
  }
}
