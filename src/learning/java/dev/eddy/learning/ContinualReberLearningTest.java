package dev.eddy.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.kernel.Kernels;
import dev.eddy.kernel.Steps;
import dev.eddy.model.recurrent.SequenceLearner;
import dev.eddy.model.recurrent.SequenceLearner.Setting;
import dev.eddy.spec.CellKind;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Strings of the embedded Reber grammar without an end between them (Gers, Schmidhuber and Cummins
 * 2000, doi 10.1162/089976600300015015). A stream to learn from has a hundred strings, and carries
 * on from each to the next; solved when a new stream of a million symbols is foreseen without an
 * error, in the sense of {@link EmbeddedReber#foreseen}, its weights held.
 */
@Tag("learning")
class ContinualReberLearningTest {
  private static final String TASK = "continual embedded Reber grammar";
  private static final int SEEDS = 10;
  private static final int MOST = 20_000; // strings
  private static final int STRINGS_PER_STREAM = 100;
  private static final int CHECK_EVERY = 500;
  private static final int LONGEST = 200;
  private static final int SYMBOLS = 1_000_000;

  /** The paper tries a fixed decay before it lets the network choose what to forget. */
  @Test
  void solvedMoreOftenByLstmThatForgets() {
    int forgetting = runs("LSTM, 32 units", CellKind.LSTM).solved();
    int keeping = runs("LSTM without forget gate, 32 units", CellKind.LSTM_1997).solved();
    int decaying = runs("LSTM with decay 0.9, 32 units", CellKind.LSTM_DECAY).solved();
    assertThat(forgetting).isGreaterThanOrEqualTo(8).isGreaterThan(decaying);
    assertThat(keeping).isLessThan(decaying);
  }

  private static Runs runs(String network, CellKind kind) {
    Setting setting = Learners.of(kind, 32, 0.003);
    Runs runs = new Runs(SEEDS, seed -> solvedAfter(setting, seed));
    int parameters = learner(setting, chance(1)).parameters();
    LearningTable.check(TASK, network, parameters, runs.toString());
    return runs;
  }

  private static Chance chance(int seed) {
    return new Chance(seed, TASK, 0);
  }

  private static SequenceLearner learner(Setting setting, Chance chance) {
    int symbols = EmbeddedReber.SYMBOLS.length();
    return new SequenceLearner(setting, symbols, symbols, LONGEST, chance, Kernels.active());
  }

  private static int solvedAfter(Setting setting, int seed) {
    Chance chance = chance(seed);
    SequenceLearner learner = learner(setting, chance);
    Draws strings = chance.draws("strings to learn from");
    for (int n = 1; n <= MOST; n++) {
      if (n % STRINGS_PER_STREAM == 1) {
        learner.resetCarry();
      }
      learner.learnOn(EmbeddedReber.sequence(EmbeddedReber.draw(strings) + "B"));
      if (n % CHECK_EVERY == 0 && foreseesStream(learner, chance.draws("other strings"))) {
        return n;
      }
    }
    return Runs.UNSOLVED;
  }

  private static boolean foreseesStream(SequenceLearner learner, Draws strings) {
    learner.resetCarry();
    int symbols = 0;
    while (symbols < SYMBOLS) {
      String string = EmbeddedReber.draw(strings);
      List<String> successors = new ArrayList<>(EmbeddedReber.successors(string));
      successors.set(string.length() - 1, "B");
      Steps outputs = learner.readOn(EmbeddedReber.sequence(string + "B"));
      for (int t = 0; t < string.length(); t++) {
        if (!EmbeddedReber.foreseen(successors.get(t), outputs.values(), outputs.at(t))) {
          return false;
        }
      }
      symbols += string.length();
    }
    return true;
  }
}
