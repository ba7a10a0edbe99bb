package dev.eddy.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.kernel.Kernels;
import dev.eddy.kernel.Steps;
import dev.eddy.model.recurrent.SequenceLearner;
import dev.eddy.model.recurrent.SequenceLearner.Setting;
import dev.eddy.spec.CellKind;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Learned from sequences of 1 to 50 steps of which only the last is told; solved when 1,000 of 500
 * steps have the right sign at their end, ten times as far as was learned.
 */
@Tag("learning")
class ParityLearningTest {
  private static final String TASK = "parity, told at the end of 1 to 50 steps";
  private static final int SEEDS = 5;
  private static final int MOST = 50_000; // sequences
  private static final int LONGEST_LEARNED = 50;
  private static final int TESTED_STEPS = 500;
  private static final int TESTED = 1_000;
  private static final int CHECK_EVERY = 500;

  @Test
  void solvedByLstm() {
    assertThat(runs("LSTM, 16 units", CellKind.LSTM).solved()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void seldomSolvedByElman() {
    assertThat(runs("Elman, 16 units", CellKind.ELMAN).solved()).isLessThan(3);
  }

  private static Runs runs(String network, CellKind kind) {
    Setting setting = Learners.of(kind, 16, 0.003);
    Runs runs = new Runs(SEEDS, seed -> solvedAfter(setting, new Chance(seed, TASK, 0)));
    int parameters = learner(setting, new Chance(1, TASK, 0)).parameters();
    LearningTable.check(TASK, network, parameters, runs.toString());
    return runs;
  }

  private static SequenceLearner learner(Setting setting, Chance chance) {
    return new SequenceLearner(
        setting, Parity.INPUTS, Parity.TARGETS, TESTED_STEPS, chance, Kernels.active());
  }

  private static int solvedAfter(Setting setting, Chance chance) {
    SequenceLearner learner = learner(setting, chance);
    Draws sequences = chance.draws("sequences to learn from");
    for (int n = 1; n <= MOST; n++) {
      learner.resetCarry();
      int steps = 1 + sequences.below(LONGEST_LEARNED);
      learner.learnOn(Parity.draw(sequences, steps, /* everyStep= */ false));
      if (n % CHECK_EVERY == 0 && solves(learner, chance.draws("other sequences"))) {
        return n;
      }
    }
    return Runs.UNSOLVED;
  }

  private static boolean solves(SequenceLearner learner, Draws sequences) {
    for (int i = 0; i < TESTED; i++) {
      Sequence sequence = Parity.draw(sequences, TESTED_STEPS, /* everyStep= */ false);
      learner.resetCarry();
      Steps outputs = learner.readOn(sequence);
      float output = outputs.values()[outputs.at(TESTED_STEPS - 1)];
      if (!(output * sequence.target(TESTED_STEPS - 1, 0) > 0)) {
        return false;
      }
    }
    return true;
  }
}
