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

/** Solved when of the symbols asked for in 200 new sequences 99 % have the highest output. */
@Tag("learning")
class CopyMemoryLearningTest {
  private static final CopyMemory PROBLEM = new CopyMemory(/* kinds= */ 4, /* length= */ 3, 100);
  private static final String TASK = "copy memory, 3 of 4 symbols, delay 100";
  private static final int SEEDS = 3;
  private static final int MOST = 50_000; // sequences
  private static final int CHECK_EVERY = 1_000;
  private static final int TESTED = 200;
  private static final double SHARE = 0.99;

  @Test
  void solvedByLstmWhoseGatesStartWithThatMemory() {
    Setting setting = Learners.of(CellKind.LSTM, 32, 0.003, PROBLEM.delay());
    assertThat(runs(setting, "LSTM, 32 units, reach 100").solved()).isEqualTo(SEEDS);
  }

  /** Open by a bias of 1, the forget gate leaves 0.73^100 of what it should hold. */
  @Test
  void notSolvedByLstmWithTheUsualStart() {
    Setting setting = Learners.of(CellKind.LSTM, 32, 0.003);
    assertThat(runs(setting, "LSTM, 32 units").solved()).isZero();
  }

  @Test
  void notSolvedByElman() {
    Setting setting = Learners.of(CellKind.ELMAN, 32, 0.001);
    assertThat(runs(setting, "Elman, 32 units").solved()).isZero();
  }

  private static Runs runs(Setting setting, String network) {
    Runs runs = new Runs(SEEDS, seed -> solvedAfter(setting, new Chance(seed, TASK, 0)));
    int parameters = learner(setting, new Chance(1, TASK, 0)).parameters();
    LearningTable.check(TASK, network, parameters, runs.toString());
    return runs;
  }

  private static SequenceLearner learner(Setting setting, Chance chance) {
    return new SequenceLearner(
        setting, PROBLEM.inputs(), PROBLEM.targets(), PROBLEM.steps(), chance, Kernels.active());
  }

  private static int solvedAfter(Setting setting, Chance chance) {
    SequenceLearner learner = learner(setting, chance);
    Draws sequences = chance.draws("sequences to learn from");
    for (int n = 1; n <= MOST; n++) {
      learner.resetCarry();
      learner.learnOn(PROBLEM.draw(sequences));
      if (n % CHECK_EVERY == 0 && copied(learner, chance.draws("other sequences")) >= SHARE) {
        return n;
      }
    }
    return Runs.UNSOLVED;
  }

  /** Share of symbols that were said again. */
  private static double copied(SequenceLearner learner, Draws sequences) {
    int right = 0;
    for (int i = 0; i < TESTED; i++) {
      Sequence sequence = PROBLEM.draw(sequences);
      learner.resetCarry();
      Steps outputs = learner.readOn(sequence);
      for (int t = PROBLEM.recall(); t < PROBLEM.steps(); t++) {
        int said = Sequence.highest(outputs, t, PROBLEM.targets());
        right += sequence.target(t, said) == 1 ? 1 : 0;
      }
    }
    return (double) right / (TESTED * PROBLEM.length());
  }
}
